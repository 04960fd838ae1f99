"""One figure, one number: what a text says of earlier years, or twice, is no figure of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grappe.analysis.audit.reading.days import LONG_AGO, NOW
from grappe.analysis.audit.reading.proposed import ProposedClaim
from grappe.analysis.audit.reading.topics import figures_of_the_past
from grappe.analysis.language.catalogues import N_, Language, say

PAST = N_("Un nombre d’une année passée, ou du début.")
SEVERAL = N_("Une valeur parmi plusieurs que le texte donne du même chiffre.")


def once_each(
    claims: Sequence[ProposedClaim], years: Sequence[int | None], spoken: Language
) -> list[ProposedClaim]:
    """Return the claims, each figure on one of its different values at most.

    years: of each claim, None when the text says none. A claim of an earlier year than the last one has no
    figure; money has years of its own, for budgets look ahead. Of several values of one figure, the one of
    today, or of the last year, has it, else the undated one that has parts, else the first; none of them is
    certain. spoken: of the sentences that explain.
    """
    latest: dict[bool, int] = {}
    for claim, year in zip(claims, years, strict=True):
        money = claim.unit == "eur"
        latest[money] = max(latest.get(money, LONG_AGO), LONG_AGO if year is None or year == NOW else year)
    told = [
        _unnamed(claim, say(PAST, spoken)) if _is_past(claim, year, latest[claim.unit == "eur"]) else claim
        for claim, year in zip(claims, years, strict=True)
    ]
    rival = say(SEVERAL, spoken)
    wholes = {claim.of for claim in told}
    for places in _rivals(told):
        plainest = min(
            places, key=lambda n: (years[n] != NOW, years[n] is None, told[n].claim_id not in wholes, n)
        )
        for place in places:
            same = told[place].value == told[plainest].value
            told[place] = (
                replace(told[place], certain=False, why=rival) if same else _unnamed(told[place], rival)
            )
    return told


def _is_past(claim: ProposedClaim, year: int | None, latest: int) -> bool:
    if year is None or not claim.figure or claim.figure in figures_of_the_past():
        return False
    return year < latest or year == LONG_AGO


def _unnamed(claim: ProposedClaim, why: str) -> ProposedClaim:
    return replace(claim, figure="", key="", certain=False, why=why)


def _rivals(claims: Sequence[ProposedClaim]) -> list[list[int]]:
    """Return the places of the claims that give one figure different values; those that round are none."""
    by_figure: dict[tuple[object, ...], list[int]] = {}
    for place, claim in enumerate(claims):
        if claim.figure and claim.relation == "eq":
            name = (claim.figure, claim.key, claim.statistic, claim.unit, claim.level)
            by_figure.setdefault(name, []).append(place)
    return [places for places in by_figure.values() if len({claims[n].value for n in places}) > 1]
