"""Where words may stand on a chart, so that nothing drawn or written runs through them."""

from __future__ import annotations

from collections.abc import Iterable

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""
Segment = tuple[tuple[float, float], tuple[float, float]]


def meet(one: Box, other: Box) -> bool:
    """Return whether two boxes share a part."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def crosses(segment: Segment, box: Box) -> bool:
    """Return whether a straight line passes through a box."""
    (x, y), (x2, y2) = segment
    first, last = 0.0, 1.0
    for start, way, low, high in ((x, x2 - x, box[0], box[2]), (y, y2 - y, box[1], box[3])):
        if way == 0:
            if not low < start < high:
                return False
            continue
        enters, leaves = sorted(((low - start) / way, (high - start) / way))
        first, last = max(first, enters), min(last, leaves)
    return first < last


def around(at: tuple[float, float], wide: float, high: float, gap: float) -> list[Box]:
    """Return the boxes in which words may stand about a point, the best first: over, under, then aslant."""
    x, y = at
    middles = [
        (x + across * (wide / 2 + 4), y + down * (high / 2 + gap + more))
        for across in (0, 1, -1)
        for more in (0, 6, 12, 20)
        for down in (-1, 1)
    ]
    # Past the point, straight beside it, comes last: there its line often runs.
    middles += [(x + across * (wide / 2 + gap + 4), y) for across in (1, -1)]
    return [(a - wide / 2, b - high / 2, a + wide / 2, b + high / 2) for a, b in middles]


def clearest(
    boxes: list[Box], area: Box, *, taken: Iterable[Box], drawn: list[Segment], grid: list[Segment]
) -> Box:
    """Return the first box inside the area that nothing runs through, or the one with the least in it.

    `taken` and `drawn` are worse than a line of the `grid`, which a plate behind the words may hide.
    """
    taken = list(taken)

    def in_it(box: Box) -> tuple[bool, int, int, int]:
        is_out = box[0] < area[0] or box[1] < area[1] or box[2] > area[2] or box[3] > area[3]
        others = sum(meet(box, other) for other in taken) + sum(crosses(one, box) for one in drawn)
        return is_out, others, sum(crosses(one, box) for one in grid), boxes.index(box)

    return min(boxes, key=in_it)
