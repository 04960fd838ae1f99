"""Values along a scale, in a bounded height: a point each, or bars of how many where points are too many."""

from __future__ import annotations

from collections import Counter

RADII = (6.5, 5.0, 4.0, 3.0)
"""Of the points, in pixels: the largest whose piles hold."""
HIGHEST = 156.0
"""Pixels that the piles and the bars may take."""
BAR = 12.0
"""Pixels from one bar to the next."""


def piled(pixels: list[float]) -> tuple[float, list[int]] | None:
    """Return a radius and how high each point stands; None where the smallest points pile too high.

    Places come from left to right.
    """
    for radius in RADII:
        stack = _stacked(pixels, 2 * radius, int(HIGHEST / (2 * radius)))
        if stack is not None:
            return radius, stack
    return None


def barred(pixels: list[float], start: float, end: float) -> list[tuple[float, float, int]]:
    """Return bars of one width that hold all the places: left, right, how many; those of none left out."""
    bars = round((end - start) / BAR)
    wide = (end - start) / bars
    counts = Counter(min(max(int((pixel - start) / wide), 0), bars - 1) for pixel in pixels)
    return [
        (round(start + wide * bar, 2), round(start + wide * (bar + 1), 2), count)
        for bar, count in sorted(counts.items())
    ]


def _stacked(pixels: list[float], wide: float, most: int) -> list[int] | None:
    """Return how high each point stands, so that none hides another; None beyond the most."""
    last: list[float] = []
    found = []
    for pixel in pixels:
        level = next((k for k, x in enumerate(last) if pixel - x >= wide), len(last))
        if level == most:
            return None
        if level == len(last):
            last.append(pixel)
        else:
            last[level] = pixel
        found.append(level)
    return found
