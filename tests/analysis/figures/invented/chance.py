"""Chance around a reference day and a period: half of the days are edges, and any cell may be blank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

Row = dict[str, Any]

REFERENCE_DAYS = (dt.date(2010, 3, 1), dt.date(2012, 2, 29), dt.date(2025, 12, 31), dt.date(2011, 1, 1))


class Chance:
    """Makes the rows of one dossier up, around its reference day and its period."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up data needs no secrecy
        pick = self.random
        self.day = pick.choice(REFERENCE_DAYS)
        self.period = (
            self.day - dt.timedelta(days=pick.choice((0, 365, 800, 1095))),
            self.day - dt.timedelta(days=pick.choice((0, 0, 1, 60))),
        )
        if self.period[0] > self.period[1]:
            self.period = (self.period[1], self.period[1])
        self.edges = [
            end + dt.timedelta(days=shift) for end in (self.day, *self.period) for shift in (-1, 0, 1)
        ]

    def maybe(self, value: Any, blank: float = 0.15) -> Any:
        return None if self.random.random() < blank else value

    def one(self, choices: Sequence[Any], blank: float = 0.15) -> Any:
        return self.maybe(self.random.choice(list(choices)), blank)

    def some_day(self, blank: float = 0.1) -> Any:
        """Return an edge half of the time, else any day of the ten years before and one after."""
        if self.random.random() < 0.5:
            return self.one(self.edges, blank)
        return self.maybe(self.day + dt.timedelta(days=self.random.randint(-3650, 365)), blank)

    def number(self, low: float, high: float, blank: float = 0.15) -> Any:
        return self.maybe(round(self.random.uniform(low, high), self.random.choice((0, 0, 2))), blank)

    def many(self, most: int, make: Callable[[int], Row]) -> list[Row]:
        return [
            make(place) for place in range(self.random.choice((0, most // 2, self.random.randint(0, most))))
        ]

    def coin(self, blank: float = 0.15) -> Any:
        return self.one((True, False), blank)
