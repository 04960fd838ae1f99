"""How a stretch of time is cut for a chart: by month, by quarter or by year, as long as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import format_date

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import LOCALES

MONTHS, QUARTERS = 60, 180
"""Months that a chart cuts into months, and into quarters; longer ones are cut into years."""


@dataclass(frozen=True, slots=True)
class Step:
    """Months, quarters or years."""

    months: int
    rhythm: str
    """How often, in words to translate."""

    def first(self, day: dt.date) -> dt.date:
        """Return the first day of the step that a day is in."""
        return dt.date(day.year, (day.month - 1) // self.months * self.months + 1, 1)

    def after(self, first: dt.date) -> dt.date:
        """Return the first day of the next step."""
        return _plus(first, self.months)

    def name(self, first: dt.date, language: Language) -> str:
        """Return what the step is called: `mars 2008`, `1er trimestre 2008`, `2008`."""
        pattern = {1: "LLLL y", 3: "QQQQ y", 12: "y"}[self.months]
        return str(format_date(first, pattern, locale=LOCALES[language]))

    def ticks(self, start: dt.date, end: dt.date) -> Iterator[dt.date]:
        """Yield the days that a chart writes below: the years, or the months of a short stretch."""
        months = 1 if (end - start).days < 400 else 12
        day = _plus(dt.date(start.year, start.month if months == 1 else 1, 1), months)
        while day <= end:
            yield day
            day = _plus(day, months)

    def tick(self, day: dt.date, language: Language) -> str:
        """Return what is written below: the year in January, else the month."""
        return str(day.year if day.month == 1 else format_date(day, "LLL", locale=LOCALES[language]))


def step_of(start: dt.date, end: dt.date) -> Step:
    """Return how a stretch is cut."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months <= MONTHS:
        return Step(1, N_("par mois"))
    if months <= QUARTERS:
        return Step(3, N_("par trimestre"))
    return Step(12, N_("par an"))


def years_between(start: dt.date, end: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the first and the last day of each calendar year of a stretch, cut at its ends."""
    for year in range(start.year, end.year + 1):
        yield max(start, dt.date(year, 1, 1)), min(end, dt.date(year, 12, 31))


def _plus(day: dt.date, months: int) -> dt.date:
    place = day.year * 12 + day.month - 1 + months
    return dt.date(place // 12, place % 12 + 1, 1)
