"""Many tests at once: which of them still say something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from statsmodels.stats.multitest import multipletests

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import BoolArray, FloatArray
from grappe.analysis.statistics.reason import Reason

Correction = Literal["bonferroni", "holm", "benjamini_hochberg", "benjamini_yekutieli"]
METHODS: tuple[Correction, ...] = ("bonferroni", "holm", "benjamini_hochberg", "benjamini_yekutieli")
LIBRARY: dict[Correction, str] = {
    "bonferroni": "bonferroni",
    "benjamini_hochberg": "fdr_bh",
    "benjamini_yekutieli": "fdr_by",
}
NOT_TESTED = N_("Une comparaison au moins n’a pas de valeur p : elle ne compte pas parmi les tests.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ManyTests:
    """p values corrected for the number of tests."""

    adjusted: FloatArray
    """(tests,), 0 to 1; NaN where the p value was."""
    rejected: BoolArray
    """(tests,), whether the hypothesis of no effect falls; False where there was no p value."""
    tested: int
    """Tests that had a p value: how many the correction is for."""
    reason: Reason | None = None
    """Why some are NaN."""


def correct_for_many(
    p_values: npt.ArrayLike, *, method: Correction = "benjamini_hochberg", level: float = 0.05
) -> ManyTests:
    """Adjust the p values of a family of tests, and say which hypotheses fall at that level.

    Bonferroni; Holm (1979, Scandinavian Journal of Statistics 6:65-70): the chance of one false rejection.
    Benjamini and Hochberg (1995, JRSS B 57:289-300): the expected share of false ones among the rejections,
    for independent or positively dependent tests; Benjamini and Yekutieli (2001, Annals of Statistics
    29:1165-1188): the same under any dependence.

    p_values: (tests,), in any order; NaN: no test was made, it stays aside and does not count.
    ValueError: a p value or a level outside 0 to 1, a method unknown.
    """
    given = np.asarray(p_values, dtype=np.float64)
    if given.ndim != 1:
        raise ValueError(f"`p_values` is one row, not of shape {given.shape}.")
    if method not in METHODS:
        raise ValueError(f"`method` is one of {', '.join(METHODS)}, not {method}.")
    if not 0 < level < 1:
        raise ValueError(f"A level lies between 0 and 1, not {level}.")
    there = ~np.isnan(given)
    if np.any((given[there] < 0) | (given[there] > 1)):
        raise ValueError("p values lie between 0 and 1.")
    adjusted, rejected = np.full(given.shape, np.nan), np.zeros(given.shape, dtype=np.bool_)
    if there.any() and method == "holm":
        # statsmodels' own collects the garbage of the whole process at each call: 30 ms and more.
        adjusted[there] = _holm(given[there])
        rejected[there] = adjusted[there] <= level
    elif there.any():
        rejected[there], adjusted[there] = multipletests(given[there], level, LIBRARY[method])[:2]
    return ManyTests(
        adjusted=adjusted,
        rejected=rejected,
        tested=int(there.sum()),
        reason=None if there.all() else Reason(NOT_TESTED),
    )


def _holm(p_values: FloatArray) -> FloatArray:
    """Return each times the number of those that are not smaller, never below what a smaller one got."""
    order = np.argsort(p_values, kind="stable")
    stepped = p_values[order] * np.arange(len(order), 0, -1)
    adjusted = np.empty_like(stepped)
    adjusted[order] = np.minimum(np.maximum.accumulate(stepped), 1)
    return adjusted
