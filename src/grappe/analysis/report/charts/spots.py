"""Circles with their numbers and names on a map, none hiding another: the larger first, at its own point."""

from __future__ import annotations

import math
from dataclasses import dataclass

from grappe.analysis.report.charts.letter_widths import width

STEP, TURNS = 4.0, 16
"""Pixels from one ring of places tried to the next, and places on each ring."""
FAR = 90.0
"""Pixels beyond which a circle no longer moves from its point."""
HIGH = 14.0
"""Height of a name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What is to stand somewhere: its own point, its radius, its name."""

    key: str
    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where it stands: the circle, and its name beside or under it, where there was room for one."""

    spot: Spot
    x: float
    y: float
    name_at: tuple[float, float, str] | None
    """Pixels across and down, and how the name is aligned."""

    @property
    def has_moved(self) -> bool:
        """Whether a line must lead to its own point."""
        return math.hypot(self.x - self.spot.x, self.y - self.spot.y) > self.spot.radius


Box = tuple[float, float, float, float]


def placed(
    spots: list[Spot],
    size: float,
    area: tuple[float, float],
    *,
    may_move: bool = True,
    aslant: bool = False,
    clear: float = 0.0,
) -> list[Placed]:
    """Place the spots, the larger first, names in letters of a size; all within an area from (0, 0).

    Where they may not move, only their names look for room. clear: pixels from a name to the circle of
    another, so that it is not taken for its own.
    """
    order = sorted(spots, key=lambda spot: (-spot.radius, spot.key))
    circles: list[tuple[float, float, float]] = []
    for spot in order:
        where = _free(spot, circles, area) if may_move else (spot.x, spot.y)
        circles.append((*where, spot.radius))
    # A circle leaves its corners free: a name may come near on the slant.
    boxes = [(x - 0.8 * r, y - 0.8 * r, x + 0.8 * r, y + 0.8 * r) for x, y, r in circles]
    told = []
    for place, (spot, (x, y, _)) in enumerate(zip(order, circles, strict=True)):
        name_at: tuple[float, float, str] | None = None
        beside = _beside(spot, x, y, size)
        others = circles[:place] + circles[place + 1 :]
        # Round a point that bears a cross of intervals, the slant is free.
        for at, box in beside[::-1] if aslant else beside:
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= area[0] and box[3] <= area[1]
            is_clear = not clear or all(_away(box, a, b) >= r + clear for a, b, r in others)
            if inside and is_clear and not any(_meet(box, other) for other in boxes):
                name_at = at
                boxes.append(box)
                break
        told.append(Placed(spot, x, y, name_at))
    return told


def _free(
    spot: Spot, circles: list[tuple[float, float, float]], area: tuple[float, float]
) -> tuple[float, float]:
    """Return the nearest place where a circle touches no other."""
    turns = [2 * math.pi * k / TURNS for k in range(TURNS)]
    rings = [k * STEP for k in range(1, int(FAR / STEP) + 1)]
    tried = [(spot.x, spot.y)] + [
        (spot.x + ring * math.cos(turn), spot.y + ring * math.sin(turn)) for ring in rings for turn in turns
    ]
    r = spot.radius
    for x, y in tried:
        if not (r <= x <= area[0] - r and r <= y <= area[1] - r):
            continue
        if all(math.hypot(x - a, y - b) >= r + s + 1.5 for a, b, s in circles):
            return round(x, 1), round(y, 1)
    return spot.x, spot.y


def _beside(spot: Spot, x: float, y: float, size: float) -> list[tuple[tuple[float, float, str], Box]]:
    wide, r = width(spot.name, size), spot.radius
    under, over = y + r + HIGH / 2 + 1, y - r - HIGH / 2 - 1
    return [
        ((x, under, "center"), (x - wide / 2, under - HIGH / 2, x + wide / 2, under + HIGH / 2)),
        ((x + r + 4, y, "left"), (x + r + 4, y - HIGH / 2, x + r + 4 + wide, y + HIGH / 2)),
        ((x - r - 4, y, "right"), (x - r - 4 - wide, y - HIGH / 2, x - r - 4, y + HIGH / 2)),
        ((x, over, "center"), (x - wide / 2, over - HIGH / 2, x + wide / 2, over + HIGH / 2)),
        *(
            (
                (x + right * (0.75 * r + 3), y + down * (0.75 * r + 5), "left" if right > 0 else "right"),
                (
                    x + right * (0.75 * r + 3) - (wide if right < 0 else 0),
                    y + down * (0.75 * r + 5) - HIGH / 2,
                    x + right * (0.75 * r + 3) + (wide if right > 0 else 0),
                    y + down * (0.75 * r + 5) + HIGH / 2,
                ),
            )
            for right, down in ((1, 1), (-1, 1), (1, -1), (-1, -1))
        ),
    ]


def _away(box: Box, x: float, y: float) -> float:
    """Return how far a box is from a point."""
    return math.hypot(max(box[0] - x, x - box[2], 0), max(box[1] - y, y - box[3], 0))


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
