"""Claims made for a test, and the verdicts on them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from grappe.analysis.audit.audit import audited
from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.verdict import Verdict

UNITS = {
    "count": "count",
    "share": "percent",
    "mean": "fte",
    "median": "fte",
    "quantile": "fte",
    "total": "fte",
}


def stated(name: str, statistic: str, value: str | None, **more: Any) -> Claim:
    """A claim with the unit of its statistic; the decimals are those of the value as written."""
    decimals = len(value.partition(".")[2]) if value else 0
    return Claim(
        **{
            "id": name,
            "statistic": statistic,
            "value": None if value is None else Fraction(value),
            "decimals": decimals,
            "unit": UNITS[statistic],
            **more,
        }
    )


def verdicts(*claims: Claim, figures: Mapping[tuple[str, str], Any] | None = None) -> list[Verdict]:
    """All that the audit says of these claims, in French."""
    return audited(claims, "fr", figures)


def judgements(
    check: str, *claims: Claim, figures: Mapping[tuple[str, str], Any] | None = None
) -> list[tuple[str, str]]:
    """The verdicts of one check, each with what was found."""
    return [(v.verdict, v.found) for v in verdicts(*claims, figures=figures) if v.check == check]


def result(value: float | None, unit: str, **more: Any) -> dict[str, Any]:
    """A result of the dossier, with its papers."""
    return {
        "value": value,
        "unit": unit,
        "n_used": 10,
        "n_eligible": 10,
        "low": None,
        "high": None,
        "status": "not_available" if value is None else "ok",
        **more,
    }
