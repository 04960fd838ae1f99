"""Which base a report states for a claim, or lets one suppose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from grappe.analysis.audit.claim import Claim, Claims
from grappe.analysis.audit.ties import ties

How = Literal["said", "group", "supposed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBase:
    """How many units a claim is said, or supposed, to rest on."""

    number: int
    by: tuple[Claim, ...] = ()
    """The claims that state the number; none when the claim itself does."""
    how: How
    """Said of that very claim, said or supposed of its base group, or supposed from what its figure is."""


def base_of(claim: Claim, claims: Claims) -> StatedBase | None:
    """Return the base that a report states for a claim; None where it states none."""
    return next(_bases(claim, claims), None)


def _bases(claim: Claim, claims: Claims) -> Iterator[StatedBase]:
    if claim.base:
        yield StatedBase(number=claim.base, how="said")
    whole = claims.whole_of(claim)
    if whole is not None:
        yield stated_by(whole, "said")
    for group in claim.groups:
        stated = group_base(group, claims)
        if stated is not None:
            yield stated
    for count in _tied_counts(claim, claims):
        yield stated_by(count, "said")
    for answers in ties().answers:
        received = claims.count_of(answers.count)
        if claim.figure in answers.figures and received is not None:
            yield stated_by(received, "supposed")


def _tied_counts(claim: Claim, claims: Claims) -> Iterator[Claim]:
    """Yield the counts that a claim's figure rests on, by the catalogue."""
    for tie in ties().ratios:
        if claim.figure == tie.share:
            yield from (count for whole in tie.wholes if (count := claims.count_of(whole, claim.key)))
    for family in ties().families:
        count = claims.count_of(family.count)
        if claim.family == family.family and claim.figure != family.count and count is not None:
            yield count


def stated_by(count: Claim, how: How) -> StatedBase:
    """Return the base that a count states."""
    return StatedBase(number=_number(count), by=(count,), how=how)


def group_base(group: str, claims: Claims) -> StatedBase | None:
    """Return the one base that the claims of a group state: a count among them, or a base beside one."""
    counts = claims.counts_of_groups.get(group, [])
    if len(counts) == 1:
        return stated_by(counts[0], "group")
    said = claims.bases_of_groups.get(group, {})
    if len(said) == 1:
        (number, claim), *_ = said.items()
        return StatedBase(number=number, by=(claim,), how="group")
    return None


def population_of(claim: Claim, claims: Claims) -> tuple[int, Claim] | None:
    """Return how many a survey's share speaks of, and the claim that says so."""
    for answers in ties().answers:
        if claim.figure in answers.figures:
            for figure in answers.among:
                count = claims.count_of(figure)
                if count is not None:
                    return _number(count), count
    stated = base_of(claim, claims)
    # Those who answered are themselves a part of those who were asked.
    for asked in stated.by if stated is not None else ():
        whole = claims.whole_of(asked)
        if whole is not None:
            return _number(whole), whole
    return None


def eligible_of(claim: Claim, claims: Claims) -> tuple[int, Claim] | None:
    """Return among how many the units of a figure's family were looked for, and the claim that says so."""
    for family in ties().families:
        count = claims.count_of(family.among, family.among_key)
        if claim.family == family.family and count is not None:
            return _number(count), count
    return None


def _number(count: Claim) -> int:
    return int(count.value or 0)
