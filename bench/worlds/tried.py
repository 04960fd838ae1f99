"""What the matched comparison says of a made registry, and what a naive evaluator would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import stats

from bench.worlds.made import ENTRIES, LAST, World, made
from grappe.analysis.registry.effects.comparison import matched_comparison
from grappe.analysis.registry.effects.study import Outcome, Study

STUDY = Study(outcomes=(Outcome("fte"), Outcome("value_added_per_fte")))
LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One outcome and window of one made registry."""

    outcome: str
    first: int
    """First year since entry of the window."""
    state: str
    strength: str
    error: float
    """Estimate less truth, in logarithms; NaN without any."""
    covers: bool
    detectable: float
    matched: int
    p_raw_gap: float
    """Members beside all peers in the last year: means of logarithms, Welch's test."""
    p_raw_growth: float
    """The same of the growth from the year before the first entry."""


def tries(world: World, seeds: Iterable[int]) -> Iterator[Try]:
    """Yield what is said of each seed's registry, outcome by outcome, window by window."""
    for seed in seeds:
        rows = made(world, seed)
        verdict = matched_comparison(rows, STUDY)
        for one in verdict.findings:
            column, late = one.outcome.column, one.window.first > 0
            truth = 0.0 if column != "fte" else world.late if late else world.early
            yield Try(
                outcome=column,
                first=one.window.first,
                state=one.state,
                strength=one.strength or "",
                error=one.change.mean - truth,
                covers=bool(one.low <= truth <= one.high),
                detectable=one.detectable,
                matched=len(verdict.matched.pairings),
                p_raw_gap=raw_gap(rows, column),
                p_raw_growth=raw_growth(rows, column),
            )


def raw_gap(rows: pl.DataFrame, column: str) -> float:
    """Return the p value of members beside peers in the last year."""
    last = rows.filter(pl.col("year") == LAST).select("joined", value=pl.col(column).log())
    return _welch(last)


def raw_growth(rows: pl.DataFrame, column: str) -> float:
    """Return the p value of members' growth beside that of the peers."""
    value = pl.col(column).log()
    grown = rows.filter(pl.col("year").is_in([ENTRIES[0] - 1, LAST])).sort("enterprise", "year")
    by_firm = grown.group_by("enterprise", "joined").agg(value=value.last() - value.first(), years=pl.len())
    return _welch(by_firm.filter(pl.col("years") == 2))


def _welch(values: pl.DataFrame) -> float:
    groups = [values.filter(pl.col("joined").is_null() == peer)["value"].to_numpy() for peer in (False, True)]
    return float(stats.ttest_ind(*groups, equal_var=False).pvalue)


def summed(name: str, world: World, found: list[Try]) -> Iterator[dict[str, str]]:
    """Yield a line for each outcome and window."""
    for outcome, first in dict.fromkeys((one.outcome, one.first) for one in found):
        own = [one for one in found if (one.outcome, one.first) == (outcome, first)]
        judged = [one for one in own if one.state != "not_identifiable"]
        truth = 0.0 if outcome != "fte" else world.late if first else world.early
        yield {
            "world": name,
            "outcome": outcome,
            "years since entry": f"{first} and on" if first else "0 to 3",
            "truth": f"{truth:.2f}",
            "matched": f"{np.mean([one.matched for one in own]):.1f}",
            "not identifiable": _share(one.state == "not_identifiable" for one in own),
            "bias": f"{np.mean([one.error for one in judged]):.3f}" if judged else "",
            "coverage": _share(one.covers for one in judged),
            "found": _share(one.state == "found" for one in own),
            "found, not weak": _share(one.strength in ("moderate", "strong") for one in own),
            "found, strong": _share(one.strength == "strong" for one in own),
            "least detectable": f"{np.nanmean([one.detectable for one in own]):.2f}",
            "raw gap significant": _share(one.p_raw_gap < LEVEL for one in own),
            "raw growth significant": _share(one.p_raw_growth < LEVEL for one in own),
        }


def _share(values: Iterable[bool]) -> str:
    given = list(values)
    return f"{np.mean(given):.2f}" if given else ""
