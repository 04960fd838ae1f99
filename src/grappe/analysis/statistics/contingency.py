"""Whether the rows and the columns of a table of counts have to do with each other."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln
from scipy.stats import chi2, fisher_exact, random_table

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import FloatArray, IntArray, whole
from grappe.analysis.statistics.reason import Reason

MOST_WORK = 1_000_000
"""Half-tables looked at in one step beyond which the exact value is given up: half a second or so."""
LESS_WORK = 400_000
"""The same where the counts are large enough for the approximation to be trusted."""
SORTED = 0.7
"""How many amounts may be looked at where one product may: they are sorted besides."""
SAME = 1e-7
"""Relative gap under which two probabilities are one: sums of logarithms differ by a hair."""
GRAIN = 1e-9
"""Gap under which two logarithms are one number: far below `SAME`, far above their rounding."""
LARGEST = 2**62
"""Whole numbers up to here fit in an array."""
MIXED = 0x5851F42D4C957F2D
"""An odd number with its bits well spread (Knuth's, of the MMIX generator)."""
DRAWS = 10_000
"""Random tables, where the value is drawn: its error is 0.005 at most."""
FEW = 5.0
"""Expected count under which the approximation by chi-square is not to be trusted (Cochran 1954)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """A test of independence in a table of counts."""

    p_value: float
    """Between 0 and 1; NaN with its reason."""
    method: Literal["exact", "drawn", "chi_square", ""]
    """How the p value was found; "drawn": from random tables with the same totals."""
    statistic: float
    """Pearson's chi-square, without correction."""
    smallest_expected: float
    """The smallest count that independence would lead one to expect, empty rows and columns apart."""
    reason: Reason | None = None

    @property
    def is_rough(self) -> bool:
        """Whether the value is an approximation which the counts are too small for."""
        return self.method == "chi_square" and self.smallest_expected < FEW


class Half(NamedTuple):
    """Some of the columns of a table, in all the ways in which they can be filled."""

    code: IntArray
    """(ways,), how much is taken of the rows, sorted, as one number; in order."""
    product: FloatArray
    """(ways,), logarithm of the product of the factorials of the cells; in order where the code is the same,
    the largest first."""
    number: FloatArray
    """(ways,), how many ways take the same, of the same rows, and have the same product."""


def independence(counts: npt.ArrayLike, *, rng: np.random.Generator | None = None) -> Independence:
    """Test the independence of rows and columns, the totals of both being given.

    The exact probability of a table no likelier than the one seen (Freeman and Halton 1951, Biometrika
    38:141-149; Fisher's test when there are two rows and two columns) where it can be worked out within a
    second or so, sooner given up where the counts are large. Beyond, of 10 000 random tables with the same
    totals, the one seen among them, the share that are no likelier, if there is an `rng` to draw them
    (Phipson and Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39), else Pearson's
    chi-square: see `is_rough`.

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
    expected = np.outer(rows.astype(np.float64), columns) / table.sum()
    statistic, smallest = float(((table - expected) ** 2 / expected).sum()), float(expected.min())
    method: Literal["exact", "drawn", "chi_square"] = "exact"
    p = _exact(table if len(rows) <= len(columns) else table.T, MOST_WORK if smallest < FEW else LESS_WORK)
    if p is None and table.shape == (2, 2) and int(table.sum()) ** 2 < LARGEST:
        # It walks along one number, however large. It multiplies totals, and the ratio that overflows is not
        # asked for.
        with np.errstate(over="ignore"):
            p = float(fisher_exact(table).pvalue)
    if p is None and rng is not None:
        method, p = "drawn", _drawn(table, rng)
    if p is None:
        method, p = "chi_square", float(chi2.sf(statistic, (len(rows) - 1) * (len(columns) - 1)))
    return Independence(p_value=p, method=method, statistic=statistic, smallest_expected=smallest)


def _drawn(table: IntArray, rng: np.random.Generator) -> float:
    """Return the p value from random tables; scipy's own test takes no logarithms, and large ones are 0."""
    tables = random_table(table.sum(axis=1), table.sum(axis=0))
    seen, found = gammaln(table + 1.0).sum() - SAME, 1
    # A few thousand at a time, fewer of large ones: they are all in memory.
    for draws in np.diff([*range(0, DRAWS - 1, max(1, MOST_WORK // table.size)), DRAWS - 1]).tolist():
        products = gammaln(tables.rvs(draws, random_state=rng) + 1.0).sum(axis=(1, 2))
        found += int((products >= seen).sum())
    return found / DRAWS


def _exact(table: IntArray, most: int) -> float | None:
    """Return the exact value; None when it takes more work than `most`.

    A table's probability is a constant over the product of the factorials of its cells. The columns are
    parted in two halves that meet: a half that takes so much of each row goes with each of those that take
    the rest, and of these, in order, the sum of all that are unlikely enough is at hand.
    """
    rows, columns = np.sort(table.sum(axis=1)), table.sum(axis=0)
    radix = [math.prod(int(row) + 1 for row in rows[:place]) for place in range(len(rows))]
    if radix[-1] > LARGEST or table.sum() > most:
        return None
    # What is taken of the last row follows from the other rows.
    digits = np.array([*radix[:-1], 0], dtype=np.int64)
    log = gammaln(np.arange(table.sum() + 1) + 1.0)
    first, second = _halved(columns, len(rows))
    # How much of each row the first half may take: what is given up is given up here, for the most part.
    taken = _splits(sum(first), rows, most)
    one = None if taken is None else _half(first, rows, digits, log, most)
    other = None if one is None else _half(second, rows, digits, log, most)
    if taken is None or one is None or other is None:
        return None
    codes = np.sort(taken, axis=1) @ digits, np.sort(rows - taken, axis=1) @ digits
    unlikely = log[table].sum() - SAME
    found = _meet(one, other, codes, unlikely, most)
    constant = log[rows].sum() + log[columns].sum() - log[table.sum()]
    return None if found is None else float(min(1.0, np.exp(found + constant)))


def _halved(columns: IntArray, rows: int) -> tuple[list[int], list[int]]:
    """Part the columns so that there are about as many ways to fill both halves."""
    halves: tuple[list[int], list[int]] = ([], [])
    work = [0.0, 0.0]
    for total in sorted(columns.tolist(), reverse=True):
        lighter = int(work[1] < work[0])
        halves[lighter].append(total)
        # The logarithm of the number of ways to share a total among so many rows.
        work[lighter] += float(gammaln(total + rows) - gammaln(total + 1) - gammaln(rows))
    return halves


def _half(columns: list[int], rows: IntArray, digits: IntArray, log: FloatArray, most: int) -> Half | None:
    """Return all the ways to fill some columns; None when it takes too much work.

    Column after column, ways that take the same and have the same product are one, however many they are:
    their number is all that is kept. What is taken is sorted, one order for all: a column is added in all
    its orders to one, and comes to as many as in one of its orders to all.
    """
    taken, nodes = np.zeros((1, len(rows)), dtype=np.int64), np.zeros(1, dtype=np.int64)
    node, product, number = np.zeros(1, dtype=np.int64), np.zeros(1), np.ones(1)
    for total in columns:
        splits = _splits(total, np.full(len(rows), rows[-1]), most)
        if splits is None or len(splits) * len(taken) > SORTED * most:
            return None
        after = np.sort((taken[:, None, :] + splits[None, :, :]).reshape(-1, len(rows)), axis=1)
        # Sorted amounts that are within the sorted rows are, in some order, within the rows.
        fits = np.flatnonzero((after <= rows).all(axis=1))
        before, added = np.divmod(fits, len(splits))
        nodes, which, then = np.unique(after[fits] @ digits, return_index=True, return_inverse=True)
        taken, grown = after[fits[which]], log[splits].sum(axis=1)[added]
        # First what a column adds to amounts, then to each of the products that have come to them.
        kept, steps = _merged(before * len(nodes) + then, grown, np.ones(len(fits)))
        before, then, grown = before[kept], then[kept], grown[kept]
        starts, stops = (np.searchsorted(node, before, side) for side in ("left", "right"))
        if (stops - starts).sum() > most:
            return None
        step, place = _spread(starts, stops)
        node, product = then[step], product[place] + grown[step]
        kept, number = _merged(node, product, number[place] * steps[step])
        order = np.lexsort((-product[kept], node[kept]))
        node, product, number = node[kept][order], product[kept][order], number[order]
    return Half(nodes[node], product, number / _orders(taken)[node])


def _spread(starts: IntArray, stops: IntArray) -> tuple[IntArray, IntArray]:
    """Return all the whole numbers of the spans, and before them which span each is of."""
    lengths = stops - starts
    span = np.repeat(np.arange(len(lengths)), lengths)
    return span, np.arange(len(span)) + (stops - np.cumsum(lengths))[span]


def _orders(amounts: IntArray) -> FloatArray:
    """Return in how many orders each row of sorted amounts (n, rows) can be put. (n,)."""
    runs, equals = np.ones(len(amounts)), np.ones(len(amounts))
    for before, after in itertools.pairwise(amounts.T):
        runs = np.where(before == after, runs + 1, 1)
        equals *= runs
    return math.factorial(amounts.shape[1]) / equals


def _splits(total: int, rows: IntArray, most: int) -> IntArray | None:
    """Return every way to share a column's total among the rows, none above its own total."""
    parts, rest = np.zeros((1, 0), dtype=np.int64), np.array([total])
    for place, row in enumerate(rows.tolist()):
        last = place == len(rows) - 1
        given = rest[:, None] if last else np.arange(min(row, total) + 1)[None, :]
        given = np.broadcast_to(given, (len(rest), given.shape[1]))
        fits = (given <= rest[:, None]) & (given <= row)
        if fits.size > most:
            return None
        which, _ = np.nonzero(fits)
        parts = np.column_stack([parts[which], given[fits]])
        rest = rest[which] - given[fits]
    return parts


def _merged(code: IntArray, product: FloatArray, number: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return the place of one of each code and product, and the numbers of all like it added up."""
    grains = np.rint(product / GRAIN).astype(np.int64)
    # One sort of a mixture of both, which wraps around: equal ones come together, whatever comes between.
    order = np.argsort(code * MIXED + grains, kind="stable")
    code, grains = code[order], grains[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (grains[1:] != grains[:-1]) | (code[1:] != code[:-1])
    starts = np.flatnonzero(new)
    return order[starts], np.add.reduceat(number[order], starts)


def _meet(
    one: Half, other: Half, codes: tuple[IntArray, IntArray], unlikely: float, most: int
) -> float | None:
    """Return the logarithm of the sum of 1 / product over the pairs whose product is `unlikely` or more.

    codes: what the one takes and what the other takes, for each way to part the rows between them. None when
    it takes too much work.
    """
    first, starts, sizes = np.unique(one.code, return_index=True, return_counts=True)
    second, others = np.unique(other.code, return_index=True)
    meetings, times = np.unique(
        np.searchsorted(first, codes[0]) * len(second) + np.searchsorted(second, codes[1]), return_counts=True
    )
    mine, theirs = np.divmod(meetings, len(second))
    # Node after node, from the least likely to the likeliest, with the running sum of each node by itself.
    grains = np.rint(other.product / GRAIN).astype(np.int64)
    largest = int(grains.max())
    stride = largest + 2
    if sizes[mine].sum() > most or len(second) * stride > LARGEST:
        return None
    keys = np.searchsorted(second, other.code) * stride + (largest - grains)
    nearest = one.product.min(), other.product.min()
    running = other.number * np.exp(nearest[1] - other.product)
    for start, stop in itertools.pairwise([*others.tolist(), len(keys)]):
        np.cumsum(running[start:stop], out=running[start:stop])
    meeting, place = _spread(starts[mine], starts[mine] + sizes[mine])
    node, product = theirs[meeting], one.product[place]
    # One key before the node's first where no pair is unlikely enough.
    wanted = largest - np.floor((unlikely - product) / GRAIN).astype(np.int64)
    stops = np.searchsorted(keys, node * stride + np.clip(wanted, -1, largest), "right")
    sums = np.where(stops > others[node], running[stops - 1], 0.0)
    found = times[meeting] * one.number[place] * np.exp(nearest[0] - product) * sums
    with np.errstate(divide="ignore"):  # what is below the smallest number there is, is 0
        return float(np.log(found.sum()) - sum(nearest))
