"""What each member's outcome did, less what the companies beside it did, year by year since entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grappe.analysis.registry.effects.alike import Pairing, characteristics
from grappe.analysis.registry.effects.study import Outcome, Panel, Study
from grappe.analysis.statistics.covariates import independent_columns
from grappe.analysis.statistics.interval import FloatArray, IntArray

PER_COLUMN = 10
"""Companies beside members for each characteristic below which no regression takes out what differs:
the least that is usual (Harrell 2015, Regression Modeling Strategies, section 4.4)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Paths:
    """Differences in differences, one per member and year since entry."""

    since: IntArray
    """(years,), -1 is the year before entry: zero by definition."""
    gaps: FloatArray
    """(members, years), in the outcome's scale; NaN where the member or all beside it tell nothing."""
    unadjusted: FloatArray
    """The same before regression takes out what differs in the characteristics."""

    def mean_over(self, years: Sequence[int]) -> FloatArray:
        """Return each member's mean (members,) over the years since entry that are told; NaN without any."""
        part = self.gaps[:, np.isin(self.since, list(years))]
        told = np.isfinite(part)
        count = told.sum(axis=1)
        total = np.where(told, part, 0.0).sum(axis=1)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stayed:
    """Who still tells anything at the end of the years looked at."""

    members: int
    members_stayed: int
    companies: int
    companies_stayed: int

    @property
    def difference(self) -> float:
        """Share of the companies that stayed, less that of the members; NaN without any."""
        if not self.members or not self.companies:
            return float("nan")
        return self.companies_stayed / self.companies - self.members_stayed / self.members


def paths(panel: Panel, study: Study, outcome: Outcome, pairings: Sequence[Pairing]) -> Paths:
    """Return the difference in differences of each member: its change since the year before entry, less the
    mean change of the companies beside it that tell both years.

    What still differs in their characteristics is taken out by a regression of the companies' changes, year
    by year (Abadie and Imbens 2011, JBES 29:1-11): either the match or the regression being right suffices.
    """
    since = np.array(study.since)
    values = panel.values(outcome)
    own = np.full((len(pairings), len(since)), np.nan)
    beside = [np.full((len(one.beside), len(since)), np.nan) for one in pairings]
    for row, one in enumerate(pairings):
        column = one.entry - int(panel.years[0]) + since
        inside = (column >= 0) & (column < len(panel.years))
        base = one.entry - int(panel.years[0]) - 1
        own[row, inside] = values[one.member, column[inside]] - values[one.member, base]
        theirs = values[one.beside]
        beside[row][:, inside] = theirs[:, column[inside]] - theirs[:, [base]]
    tables = {entry: characteristics(panel, study, entry) for entry in {one.entry for one in pairings}}
    known = [tables[one.entry][np.append(one.member, one.beside)] for one in pairings]
    plain, adjusted = np.full_like(own, np.nan), np.full_like(own, np.nan)
    for place in range(len(since)):
        plain[:, place], adjusted[:, place] = _gaps(own[:, place], [one[:, place] for one in beside], known)
    return Paths(since=since, gaps=adjusted, unadjusted=plain)


def _gaps(
    own: FloatArray, beside: Sequence[FloatArray], known: Sequence[FloatArray]
) -> tuple[FloatArray, FloatArray]:
    """Return the gaps of one year, before and after the regression."""
    plain = np.full(len(own), np.nan)
    apart = np.zeros((len(own), known[0].shape[1] if known else 0))
    changes, tables, weights = [], [], []
    for row, (change, table) in enumerate(zip(beside, known, strict=True)):
        told = np.isfinite(change)
        if not told.any():
            continue
        theirs = table[1:][told]
        plain[row] = own[row] - change[told].mean()
        apart[row] = table[0] - theirs.mean(axis=0)
        # Within each set: what a year brings to all of it says nothing of its characteristics.
        changes.append(change[told] - change[told].mean())
        tables.append(theirs - theirs.mean(axis=0))
        weights.append(np.full(int(told.sum()), 1 / np.sqrt(told.sum())))
    count = sum(len(one) for one in changes) - len(changes)
    if count < PER_COLUMN * apart.shape[1] or not apart.shape[1]:
        return plain, plain
    table, weight = np.concatenate(tables), np.concatenate(weights)
    kept = independent_columns(table)
    slopes = np.linalg.lstsq(table[:, kept] * weight[:, None], np.concatenate(changes) * weight)[0]
    return plain, plain - apart[:, kept] @ slopes


def stayed(panel: Panel, study: Study, pairings: Sequence[Pairing]) -> Stayed:
    """Count who still tells anything in the last year of the panel, or at the horizon when it comes first."""
    own = own_stayed = companies = companies_stayed = 0
    last = panel.present
    for one in pairings:
        end = min(one.entry + study.horizon, int(panel.years[-1]))
        present = last[np.append(one.member, one.beside)] >= end
        own, own_stayed = own + 1, own_stayed + int(present[0])
        companies, companies_stayed = companies + len(one.beside), companies_stayed + int(present[1:].sum())
    return Stayed(
        members=own, members_stayed=own_stayed, companies=companies, companies_stayed=companies_stayed
    )
