"""From values to pixels, and the lines and numbers that let a reader go back."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grappe.analysis.report.charts.drawing import LINE, NOTE, SOFT, WIDTH, round_top
from grappe.analysis.report.charts.letter_widths import width
from grappe.analysis.report.charts.marks import Layer, rules, texts


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from low to high over pixels from start to end; an exponent under 1 makes room for the small."""

    low: float
    high: float
    start: float
    end: float
    exponent: float = 1.0

    def __call__(self, value: float) -> float:
        """Return where a value stands, to a hundredth of a pixel; one outside stands at the end."""
        part = (min(max(value, self.low), self.high) - self.low) / ((self.high - self.low) or 1.0)
        found: float = self.start + (self.end - self.start) * part**self.exponent
        return round(found, 2)


def ticks(low: float, high: float, most: int = 5, *, whole: bool = False) -> list[float]:
    """Return round values from at most `low` to at least `high`, zero among them where they pass it.

    whole: of what is counted, no part of one.
    """
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        high = low + 1
    _, step = round_top((high - low) * 5 / most)
    step = max(step, 1.0) if whole else step
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [step * place for place in range(first, last + 1)]


def across_axis(
    scale: Scale,
    values: Iterable[float],
    bands: list[tuple[float, float]],
    bottom: float,
    written: Callable[[float], str],
) -> list[Layer]:
    """Return the grid of a horizontal scale: a line through each band, top to bottom, and its numbers below.

    The lines leave what is between the bands alone: labels are read there.
    """
    values = list(values)
    grid = [{"x": scale(v), "y": top, "x2": scale(v), "y2": end} for top, end in bands for v in values]
    numbers = []
    for v in values:
        half = width(written(v), NOTE) / 2
        numbers.append({"x": min(max(scale(v), half), WIDTH - half), "y": bottom, "text": written(v)})
    return [
        rules(grid, "grid", colour=LINE),
        texts(numbers, "ticks", colour=SOFT, size=NOTE, align="center"),
    ]


def up_axis(
    scale: Scale,
    values: Iterable[float],
    sides: tuple[float, float],
    written: Callable[[float], str],
    colour: str = LINE,
) -> list[Layer]:
    """Return the grid of a vertical scale, its numbers at the left."""
    values = list(values)
    left, right = sides
    grid = [{"x": left, "y": scale(v), "x2": right, "y2": scale(v)} for v in values]
    numbers = [{"x": left - 8, "y": scale(v), "text": written(v)} for v in values]
    return [
        rules(grid, "grid", colour=colour),
        texts(numbers, "ticks", colour=SOFT, size=NOTE, align="right"),
    ]
