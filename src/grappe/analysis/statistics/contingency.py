"""Whether the rows and the columns of a table of counts have to do with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln
from scipy.stats import chi2

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import FloatArray, IntArray, whole
from grappe.analysis.statistics.reason import Reason

MOST_WORK = 400_000
"""Partial tables looked at in one step beyond which the exact value is left to the approximation."""
SAME = 1e-7
"""Relative gap under which two probabilities are one: sums of logarithms differ by a hair."""
FEW = 5.0
"""Expected count under which the approximation by chi-square is not to be trusted (Cochran 1954)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """A test of independence in a table of counts."""

    p_value: float
    """Between 0 and 1; NaN with its reason."""
    method: Literal["exact", "chi_square", ""]
    statistic: float
    """Pearson's chi-square, without correction."""
    smallest_expected: float
    """The smallest count that independence would lead one to expect, empty rows and columns apart."""
    reason: Reason | None = None

    @property
    def is_rough(self) -> bool:
        """Whether the value is an approximation which the counts are too small for."""
        return self.method == "chi_square" and self.smallest_expected < FEW


def independence(counts: npt.ArrayLike) -> Independence:
    """Test the independence of rows and columns, the totals of both being given.

    The exact probability of a table no likelier than the one seen (Freeman and Halton 1951, Biometrika
    38:141-149; Fisher's test when there are two rows and two columns) where it can be worked out, else
    Pearson's chi-square.

    counts: (rows, columns), whole. Rows and columns without any count are passed over; fewer than two of
    either left: NaN with its reason. ValueError: counts that are negative or not whole, no table.
    """
    table = whole("counts", counts)
    if table.ndim != 2:
        raise ValueError(f"A table of counts has rows and columns, not {table.ndim} dimensions.")
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(table.shape) < 2:
        return Independence(
            p_value=np.nan,
            method="",
            statistic=np.nan,
            smallest_expected=np.nan,
            reason=Reason(N_("Tous sont dans une même classe : il n’y a rien à comparer.")),
        )
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    expected = np.outer(rows, columns) / table.sum()
    statistic = float(((table - expected) ** 2 / expected).sum())
    exact = _exact(table if len(rows) <= len(columns) else table.T)
    freedom = (len(rows) - 1) * (len(columns) - 1)
    return Independence(
        p_value=float(chi2.sf(statistic, freedom)) if exact is None else exact,
        method="chi_square" if exact is None else "exact",
        statistic=statistic,
        smallest_expected=float(expected.min()),
    )


def _exact(table: IntArray) -> float | None:
    """Return the exact value; None when it takes too much work.

    A table's probability is a constant over the product of the factorials of its cells. Column after
    column, partial tables that leave the same to each row and have the same product are one, however
    many they are: their number is all that is kept.
    """
    rows, columns = table.sum(axis=1), np.sort(table.sum(axis=0))
    log = gammaln(np.arange(table.sum() + 1) + 1.0)
    left, product, number = rows[None, :], np.zeros(1), np.ones(1)
    for total in columns[:-1]:
        splits = _splits(int(total), rows)
        if splits is None or len(splits) * len(left) > MOST_WORK:
            return None
        after = left[:, None, :] - splits[None, :, :]
        fits = (after >= 0).all(axis=2)
        products = (product[:, None] + log[splits].sum(axis=1)[None, :])[fits]
        numbers = np.broadcast_to(number[:, None], fits.shape)[fits]
        left, product, number = _merged(after[fits], products, numbers)
    product = product + log[left].sum(axis=1)
    constant = log[rows].sum() + log[columns].sum() - log[table.sum()]
    seen = log[table].sum()
    chances = number * np.exp(constant - product)
    return float(min(1.0, chances[product >= seen - SAME].sum()))


def _splits(total: int, rows: IntArray) -> IntArray | None:
    """Return every way to share a column's total among the rows, none above its own total."""
    parts, rest = np.zeros((1, 0), dtype=np.int64), np.array([total])
    for place, most in enumerate(rows):
        last = place == len(rows) - 1
        given = rest[:, None] if last else np.arange(min(int(most), total) + 1)[None, :]
        given = np.broadcast_to(given, (len(rest), given.shape[1]))
        fits = (given <= rest[:, None]) & (given <= most)
        if fits.size > MOST_WORK:
            return None
        which, _ = np.nonzero(fits)
        parts = np.column_stack([parts[which], given[fits]])
        rest = rest[which] - given[fits]
    return parts


def _merged(
    left: IntArray, product: FloatArray, number: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Make one of the partial tables that leave the same and weigh the same; add up their numbers."""
    near = np.round(product / SAME).astype(np.int64)
    order = np.lexsort((near, *left.T))
    left, product, number, near = left[order], product[order], number[order], near[order]
    new = np.ones(len(near), dtype=bool)
    new[1:] = (near[1:] != near[:-1]) | (left[1:] != left[:-1]).any(axis=1)
    starts = np.flatnonzero(new)
    return left[starts], product[starts], np.add.reduceat(number, starts)
