"""The memberships that are tried: N members, n of whom answered."""

from __future__ import annotations

POPULATIONS = (10, 20, 30, 57, 100, 200, 300)
ANSWERS = (5, 10, 15, 29, 50, 100, 200)
QUICK = ((10, 5), (57, 29))


def sizes(*, quick: bool) -> list[tuple[int, int]]:
    """Return pairs (N, n), n below N."""
    return list(QUICK) if quick else [(big, n) for big in POPULATIONS for n in ANSWERS if n < big]
