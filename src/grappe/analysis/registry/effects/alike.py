"""Members and the companies like them: who is matched, who is not and why, how alike they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import numpy as np

from grappe.analysis.registry.effects.study import SCORE, Panel, Study, name
from grappe.analysis.statistics.balance import ColumnBalance, balance
from grappe.analysis.statistics.interval import BoolArray, FloatArray, IntArray
from grappe.analysis.statistics.matching import MatchRule, match
from grappe.analysis.statistics.propensity import propensity

Why = Literal["too_early", "too_late", "untold", "no_peer", "too_far", "taken"]
"""No year before the first one told; entered after the last; accounts lacking in the years before entry; no
company of the same classes; none near enough; those near enough are beside other members."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairing:
    """A member, and the companies beside it."""

    member: int
    """Place in the panel."""
    entry: int
    """Year."""
    beside: IntArray
    """(companies,), places in the panel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """One characteristic, before and after matching."""

    column: str
    """Of the panel, in its scale."""
    is_change: bool
    """Its change over the years before entry, or its mean over them."""
    unmatched: ColumnBalance
    """All members with a past beside all companies of their years."""
    matched: ColumnBalance


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matched:
    """What matching gave."""

    pairings: tuple[Pairing, ...]
    left_out: dict[int, Why]
    """By place in the panel."""
    balance: tuple[Alike, ...]
    members: int
    companies: int
    """Of the panel, that never joined."""

    @property
    def counts(self) -> dict[Why, int]:
        """How many members are left out, by reason."""
        return dict(Counter(self.left_out.values()))

    @property
    def worst(self) -> float:
        """The largest standardised difference left, without sign; NaN where there is none."""
        left = [abs(one.matched.standardised) for one in self.balance]
        return max((gap for gap in left if not np.isnan(gap)), default=float("nan"))

    @property
    def beside(self) -> int:
        """How many companies serve."""
        return sum(len(one.beside) for one in self.pairings)


def matched(panel: Panel, study: Study) -> Matched:
    """Match members with companies that never joined, the same in their classes the year before entry.

    Each company serves once at most, so that no two members' differences share anything; members choose
    in turn, each its nearest, round after round: nobody has a second before each has had a first.
    """
    never = np.isnan(panel.joined)
    left_out: dict[int, Why] = {}
    waiting: dict[int, list[int]] = {}
    tables: dict[int, FloatArray] = {}
    for place in np.flatnonzero(~never).tolist():
        entry = int(panel.joined[place])
        why = _without_past(panel, study, place, tables)
        if why is None:
            waiting.setdefault(entry, []).append(place)
        else:
            left_out[place] = why
    free = never.copy()
    found: dict[int, list[int]] = {}
    scores = {entry: _places(panel, study, tables[entry], entry, ours) for entry, ours in waiting.items()}
    for turn in range(study.neighbours):
        for entry in sorted(waiting):
            ours = [place for place in waiting[entry] if turn == 0 or place in found]
            _one_round(panel, study, entry, ours, scores[entry], free, found)
    for entry, ours in waiting.items():
        for place in ours:
            if place not in found:
                left_out[place] = _why(panel, study, place, ours, scores[entry], never)
    pairings = tuple(
        Pairing(member=place, entry=int(panel.joined[place]), beside=np.array(sorted(beside)))
        for place, beside in sorted(found.items())
    )
    return Matched(
        pairings=pairings,
        left_out=left_out,
        balance=_balances(panel, study, tables, waiting, pairings),
        members=int((~never).sum()),
        companies=int(never.sum()),
    )


def _without_past(panel: Panel, study: Study, place: int, tables: dict[int, FloatArray]) -> Why | None:
    """Return why a member cannot be matched at all; `tables` gets the characteristics of its year."""
    entry = int(panel.joined[place])
    if entry - study.before < panel.years[0]:
        return "too_early"
    if entry > panel.years[-1]:
        return "too_late"
    if entry not in tables:
        tables[entry] = characteristics(panel, study, entry)
    told = np.isfinite(tables[entry][place]).all() and _strata(panel, entry)[place] >= 0
    return None if told else "untold"


def characteristics(panel: Panel, study: Study, entry: int) -> FloatArray:
    """Return (units, 2 x covariates): means over the years before entry, then changes; NaN where untold."""
    stop = entry - int(panel.years[0])
    start = stop - study.before
    parts = [panel.values(one)[:, start:stop] for one in study.alike]
    return np.column_stack(
        [part.mean(axis=1) for part in parts] + [part[:, -1] - part[:, 0] for part in parts]
    )


def _strata(panel: Panel, entry: int) -> IntArray:
    return np.asarray(panel.strata[:, entry - 1 - int(panel.years[0])])


def _candidates(panel: Panel, table: FloatArray, entry: int, ours: list[int]) -> BoolArray:
    """Tell who counts in one year of entry: its members, and companies of their classes with a past."""
    strata = _strata(panel, entry)
    kept = np.isnan(panel.joined) & np.isfinite(table).all(axis=1)
    kept &= np.isin(strata, strata[ours])
    kept[ours] = True
    return kept


def _places(panel: Panel, study: Study, table: FloatArray, entry: int, ours: list[int]) -> FloatArray:
    """Return what is compared of each unit: its characteristics, or its linear propensity score.

    The score is in its standard deviations. Without any (too few
    members of a year, or set apart by their characteristics), the characteristics.
    """
    if study.metric == "mahalanobis":
        return table
    rows = np.flatnonzero(_candidates(panel, table, entry, ours))
    kind = np.isin(rows, ours)
    fitted = propensity(kind, table[rows])
    spread = float(fitted.linear.std(ddof=1)) if fitted.reason is None and len(rows) > 1 else 0.0
    if not spread > 0:
        return table
    score = np.full((len(table), 1), np.nan)
    score[rows, 0] = fitted.linear / spread
    return score


def _caliper(study: Study, table: FloatArray) -> float:
    # A single column can only be the score: characteristics come in twos.
    return study.caliper * SCORE if study.metric == "propensity" and table.shape[1] == 1 else study.caliper


def _one_round(
    panel: Panel,
    study: Study,
    entry: int,
    ours: list[int],
    table: FloatArray,
    free: BoolArray,
    found: dict[int, list[int]],
) -> None:
    kept = _candidates(panel, table, entry, ours) if ours else np.zeros(0, dtype=np.bool_)
    if not ours or not (kept & free).any():
        return
    # All the candidates make the metric, so that it is one in all rounds; those taken are of no class.
    rows = np.flatnonzero(kept)
    kind = np.isin(rows, ours)
    labels = [
        int(code) if mine or free[row] else None
        for code, mine, row in zip(_strata(panel, entry)[rows], kind, rows, strict=True)
    ]
    rule = MatchRule(neighbours=1, caliper=_caliper(study, table), replace=False)
    pairs = match(kind, table[rows], exact=labels, rule=rule)
    for unit, other in zip(rows[pairs.unit].tolist(), rows[pairs.match].tolist(), strict=True):
        found.setdefault(unit, []).append(other)
        free[other] = False


def _why(panel: Panel, study: Study, place: int, ours: list[int], table: FloatArray, never: BoolArray) -> Why:
    entry = int(panel.joined[place])
    strata = _strata(panel, entry)
    rows = np.flatnonzero(_candidates(panel, table, entry, ours))
    if not (never[rows] & (strata[rows] == strata[place])).any():
        return "no_peer"
    labels = [int(strata[row]) if row == place or never[row] else None for row in rows]
    rule = MatchRule(caliper=_caliper(study, table))
    pairs = match(rows == place, table[rows], exact=labels, rule=rule)
    return "too_far" if pairs.reason is not None else "taken"


def _balances(
    panel: Panel,
    study: Study,
    tables: dict[int, FloatArray],
    waiting: dict[int, list[int]],
    pairings: tuple[Pairing, ...],
) -> tuple[Alike, ...]:
    """Compare the characteristics of all before, and of those matched.

    Before: each year of entry has all the companies with a past, and they weigh as its members do.
    """
    if not pairings:
        return ()
    before: list[tuple[FloatArray, FloatArray, FloatArray]] = []
    for entry, ours in waiting.items():
        table = tables[entry]
        others = np.flatnonzero(np.isnan(panel.joined) & np.isfinite(table).all(axis=1))
        if len(others):
            before.append((table[ours], np.ones(len(ours)), np.ones(len(ours))))
            share = np.full(len(others), len(ours) / len(others))
            before.append((table[others], np.zeros(len(others)), share))
    after = []
    matched_ones = {one.member for one in pairings}
    for entry, ours in waiting.items():
        # Those without a match weigh nothing, but the spread that all is measured by is theirs too.
        weights = np.isin(ours, list(matched_ones)).astype(np.float64)
        after.append((tables[entry][ours], np.ones(len(ours)), weights))
    for one in pairings:
        size = len(one.beside)
        after.append((tables[one.entry][one.beside], np.zeros(size), np.full(size, 1 / size)))
    found = []
    for rows in (before, after):
        values, kind, weights = (np.concatenate(part) for part in zip(*rows, strict=True))
        found.append(balance(values, kind, weights=weights).columns)
    names = [(name(one), False) for one in study.alike] + [(name(one), True) for one in study.alike]
    return tuple(
        Alike(column=column, is_change=is_change, unmatched=first, matched=second)
        for (column, is_change), first, second in zip(names, *found, strict=True)
    )
