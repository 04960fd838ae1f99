"""What a stated share allows: how many of how many, and its interval among those it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from grappe.analysis.audit.bases import able, numerators, whole_numbers
from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.stated import base_of, population_of
from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval

MANY = 100_000
"""Units beyond which the exact interval and the score interval are one, and the exact one takes long."""
LARGEST = 10_000
"""Up to which base the bases of several shares are looked for."""
KEYS = re.compile(r"[;+]")
"""A claim on several classes of a figure names their keys one beside the other: `BE31;BE33`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A share with the interval that it has among all those it speaks of; counts where they are known."""

    low: float
    high: float
    share: Fraction
    positives: int | None = None
    base: int | None = None
    population: int | None = None
    by: tuple[Claim, ...] = ()
    """The claims that state the base or the population."""


def evidence_of(share: Claim, report: Report) -> list[Evidence]:
    """Return what a claim's own numbers allow, on each base that it may rest on; none where nobody says.

    First the base that the report states, where it can give the share; then the only one that the share's
    groups leave, when they leave one.
    """
    if not share.is_rounded_share or share.value is None:
        return []
    stated = base_of(share, report.claims)
    if stated is None or stated.number <= 0:
        return []
    bases = [stated.number]
    for group in share.groups:
        if stated.number > LARGEST:
            continue
        shares = [claim.range for claim in report.claims.rounded_shares_of_groups[group]]
        together = whole_numbers(able(shares, stated.number))
        bases += together if len(together) == 1 else []
    asked = population_of(share, report.claims)
    return [
        _on(share, base, stated.by, asked) for base in dict.fromkeys(bases) if numerators(share.range, base)
    ]


def _on(share: Claim, base: int, by: tuple[Claim, ...], asked: tuple[int, Claim] | None) -> Evidence:
    positives = numerators(share.range, base)
    population = asked[0] if asked is not None and asked[0] >= base else None
    ends = [_interval(k, base, population) for k in (positives[0], positives[-1])]
    return Evidence(
        low=min(low for low, _ in ends),
        high=max(high for _, high in ends),
        share=(share.value or Fraction(0)) / 100,
        positives=positives[0] if len(positives) == 1 else None,
        base=base,
        population=population,
        by=(*by, *([asked[1]] if asked is not None and population else [])),
    )


def _interval(positives: int, base: int, population: int | None) -> tuple[float, float]:
    found = (
        wilson_interval(positives, base, population)
        if population is None or population > MANY
        else hypergeometric_interval(positives, base, population)
    )
    return float(found.low), float(found.high)


def results_of(claim: Claim, report: Report) -> list[Mapping[str, Any]]:
    """Return the dossier's results for a claim, one per key that it names; [] unless all are there."""
    if not claim.figure:
        return []
    keys = [key.strip() for key in KEYS.split(claim.key)] if claim.key else [""]
    whole = report.figures.get((claim.figure, claim.key))
    rows = [whole] if whole is not None else [report.figures.get((claim.figure, key)) for key in keys]
    return [row for row in rows if row is not None] if all(row is not None for row in rows) else []


def evidence_from(rows: list[Mapping[str, Any]]) -> Evidence | None:
    """Return what the dossier's own results allow: a share, or counts by class of a known whole."""
    if not rows or any(row["status"] != "ok" or row["value"] is None for row in rows):
        return None
    first = rows[0]
    if first["unit"] == "share" and len(rows) == 1:
        low = first["value"] if first["low"] is None else first["low"]
        high = first["value"] if first["high"] is None else first["high"]
        return Evidence(
            low=float(low),
            high=float(high),
            share=Fraction(first["value"]),
            base=first["n_used"],
            population=first["n_eligible"],
        )
    used, eligible = first["n_used"], first["n_eligible"]
    if first["unit"] != "count" or not used:
        return None
    positives = round(sum(row["value"] for row in rows))
    if positives > used or used > eligible:
        return None
    low, high = _interval(positives, used, eligible)
    return Evidence(
        low=low,
        high=high,
        share=Fraction(positives, used),
        positives=positives,
        base=used,
        population=eligible,
    )
