"""Which numbers of respondents can give a percentage, a mean, or a total beside its mean.

The idea is the GRIM test of Brown and Heathers (2017, Social Psychological and Personality Science
8:363-369): of n people, only n + 1 shares can be seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from grappe.analysis.audit.printed import Range

BoolArray = npt.NDArray[np.bool_]
INT64 = 2**62


def bases_of_share(share: Range, largest: int) -> BoolArray:
    """Tell, for each base n from 0 to `largest`, whether some k of n is a share within the range.

    Shape (largest + 1,); n = 0 gives no share.
    """
    able = _has_multiple(share, largest, lowest=0, highest=1)
    able[0] = False
    return able


def bases_of_mean(mean: Range, largest: int) -> BoolArray:
    """Tell, for each n, whether n whole numbers can have a mean within the range."""
    able = _has_multiple(mean, largest, lowest=None, highest=None)
    able[0] = False
    return able


def bases_of_total(total: Range, mean: Range) -> range | None:
    """Return every n of which a total and a mean within their ranges can be; None where any n will do.

    Both above zero, or both below: n lies between the smallest total over the largest mean and the reverse.
    """
    if total.high is not None and mean.high is not None and total.high < 0 and mean.high < 0:
        return bases_of_total(_mirrored(total), _mirrored(mean))
    ends = (total.low, total.high, mean.low, mean.high)
    if any(end is None for end in ends) or (total.low or 0) <= 0 or (mean.low or 0) <= 0:
        return None
    smallest, largest, low, high = (Fraction(end or 0) for end in ends)
    first, last = math.ceil(smallest / high), math.floor(largest / low)
    # An open end is no value: the base that needs it is out.
    while first <= last and not total.over(first).meets(mean):
        first += 1
    while last >= first and not total.over(last).meets(mean):
        last -= 1
    return range(first, last + 1)


def _mirrored(range_: Range) -> Range:
    low, high = range_.low, range_.high
    return Range(
        None if high is None else -high, None if low is None else -low, range_.high_open, range_.low_open
    )


def _has_multiple(wanted: Range, largest: int, *, lowest: int | None, highest: int | None) -> BoolArray:
    """Tell, for each n, whether a whole number k has k / n within the range, 0 <= k <= n if asked."""
    n = np.arange(largest + 1, dtype=np.int64)
    low = _first_multiple(wanted.low, n, is_open=wanted.low_open)
    high = _last_multiple(wanted.high, n, is_open=wanted.high_open)
    if lowest is not None:
        low = np.zeros_like(n) if low is None else np.maximum(low, lowest * n)
    if highest is not None:
        high = highest * n if high is None else np.minimum(high, highest * n)
    if low is None or high is None:
        return np.ones(largest + 1, dtype=np.bool_)
    return np.asarray(low <= high)


def _first_multiple(
    end: Fraction | None, n: npt.NDArray[np.int64], *, is_open: bool
) -> npt.NDArray[np.int64] | None:
    """Return the smallest whole k with k / n at or above the end (above it, if open)."""
    if end is None:
        return None
    p, q = _fits(end, n)
    return np.asarray((p * n) // q + 1 if is_open else -((-p * n) // q))


def _last_multiple(
    end: Fraction | None, n: npt.NDArray[np.int64], *, is_open: bool
) -> npt.NDArray[np.int64] | None:
    """Return the largest whole k with k / n at or below the end (below it, if open)."""
    if end is None:
        return None
    p, q = _fits(end, n)
    return np.asarray(-((-p * n) // q) - 1 if is_open else (p * n) // q)


def _fits(end: Fraction, n: npt.NDArray[np.int64]) -> tuple[int, int]:
    """Return numerator and denominator; ValueError where their products would overflow."""
    if abs(end.numerator) * max(1, int(n[-1])) >= INT64 or end.denominator >= INT64:
        raise ValueError(f"{float(end)} has too many digits for bases up to {n[-1]}.")
    return end.numerator, end.denominator


def able(shares: Iterable[Range], largest: int) -> BoolArray:
    """Tell, for each n from 0 to `largest`, whether every one of the shares can be of n."""
    found = np.ones(largest + 1, dtype=np.bool_)
    found[0] = False
    for share in shares:
        found &= bases_of_share(share, largest)
    return found


def whole_numbers(bases: BoolArray) -> list[int]:
    """Return the bases that are able, in order."""
    return [int(n) for n in np.flatnonzero(bases)]


def numerators(share: Range, base: int) -> range:
    """Return the k for which k of `base` is within the range."""
    low = Fraction(0) if share.low is None else share.low * base
    high = Fraction(base) if share.high is None else share.high * base
    first, last = max(0, math.ceil(low)), min(base, math.floor(high))
    if share.low_open and first == low:
        first += 1
    if share.high_open and last == high:
        last -= 1
    return range(first, last + 1)


def nearest_shares(share: Range, base: int) -> list[tuple[int, Fraction]]:
    """Return the two shares of `base` around a range that none falls within: (k, k / base)."""
    middle = share.low if share.low is not None else share.high
    if middle is None or base < 1:
        return []
    below = min(base, max(0, math.floor(middle * base)))
    return [(k, Fraction(k, base)) for k in (below, below + 1) if 0 <= k <= base]
