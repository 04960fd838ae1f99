"""Altman's score of distress, in its three published forms, kept apart by their coefficients."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Form = Literal["z_1968", "z_private_1983", "z_non_manufacturing_1995"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AltmanInputs:
    """What the score is made of, all in one currency."""

    total_assets: float
    working_capital: float
    retained_earnings: float
    ebit: float
    equity: float
    """On the market for `z_1968`, in the books for the two others."""
    liabilities: float
    sales: float


def altman_z(inputs: AltmanInputs, *, form: Form) -> float | None:
    """Return the weighted sum of the five ratios X1 to X5, without unit (the source is in the data file).

    None where the total assets or the liabilities are not above zero: the ratios mean nothing. The
    form for companies that do not manufacture leaves the sales out. ValueError: no such form.
    """
    rows = _forms()
    if form not in rows:
        raise ValueError(f"no form {form!r}: expected one of {', '.join(rows)}")
    if inputs.total_assets <= 0 or inputs.liabilities <= 0:
        return None
    ratios = (
        inputs.working_capital / inputs.total_assets,
        inputs.retained_earnings / inputs.total_assets,
        inputs.ebit / inputs.total_assets,
        inputs.equity / inputs.liabilities,
        inputs.sales / inputs.total_assets,
    )
    return float(sum(weight * ratio for weight, ratio in zip(rows[form]["weights"], ratios, strict=True)))


@cache
def _forms() -> Mapping[str, Mapping[str, Any]]:
    source = files(__package__) / "data" / "annual_accounts.toml"
    rows: Mapping[str, Mapping[str, Any]] = tomllib.loads(source.read_text(encoding="utf-8"))["altman"]
    return rows
