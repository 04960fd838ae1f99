"""A class that no row falls in: none, where its figure was counted on that day; unknown everywhere else.

A closed list has a line for each of its classes. An open one has the classes that occur: that a country has
no line says that it has no partner, as soon as the partners were counted by country.
"""

from __future__ import annotations

from collections.abc import Iterable

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.figure import Figure
from grappe.analysis.vocabulary.classes import OBJECTIVE_AXES
from grappe.analysis.vocabulary.countries import country_names
from grappe.analysis.vocabulary.places import provinces

OPEN_LISTS = ("province", "country", "axis", "axis_id")
"""Keys of which the rows that fall in no class are none of it: each row is counted once, in its own."""
Counted = tuple[int, int]
"""N used and n eligible of the whole count."""


class WholeCounts:
    """Which figures were counted by class in one cluster on one day, and on how many."""

    def __init__(self, lines: Iterable[tuple[str, str, str, int | None, int | None]]) -> None:
        """lines: figure, key, status, n used, n eligible of every result of the cluster on the day."""
        self._counted: dict[str, Counted] = {}
        self._hidden: set[str] = set()
        self._empty: set[str] = set()
        for figure, key, status, used, eligible in lines:
            declared = figures().get(figure)
            if declared is None or declared.measure.statistic != "count":
                continue
            if status == "suppressed":
                self._hidden.add(figure)
            elif status == "ok" and key:
                self._counted.setdefault(figure, (used or 0, eligible or 0))
            elif status == "ok" and not eligible:
                self._empty.add(declared.base.name)

    def none_of(self, figure: Figure) -> Counted | None:
        """Return on how many rows a class without a line is known to have none; None where it is not known.

        Where a class of the figure is hidden nothing is said of the others: what is not shown stays so.
        """
        if not is_open_count(figure) or figure.id in self._hidden:
            return None
        if figure.id in self._counted:
            return self._counted[figure.id]
        return (0, 0) if figure.base.name in self._empty else None


def is_open_count(figure: Figure) -> bool:
    """Tell whether a figure counts rows by a key whose classes have a line only where they occur."""
    return (
        figure.measure.statistic == "count"
        and figure.measure.rows is None
        and figure.classes is None
        and figure.key in OPEN_LISTS
    )


def is_class(figure: Figure, key: str) -> bool:
    """Tell whether an open count may have a class: a country, a province, an axis of the decree.

    Of the axes that a cluster gives itself, only those that occur are known here.
    """
    if not is_open_count(figure):
        return False
    if figure.key == "country":
        return key in country_names("fr")
    if figure.key == "province":
        return key in provinces()["code"]
    return figure.key == "axis" and key in OBJECTIVE_AXES
