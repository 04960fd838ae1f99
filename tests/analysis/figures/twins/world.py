"""A dossier as lists of dictionaries, and the few questions that every chapter asks of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.vocabulary import nace, places

Row = dict[str, Any]


class Told(NamedTuple):
    """What a chapter says of one figure: its key, its value (None: it has none), n used, n eligible."""

    figure: str
    key: str
    value: float | None
    used: int
    eligible: int


Chapter = Callable[["World", str], Iterator[Told]]


class World:
    """The tables of a dossier, row by row, with the day and the periods asked."""

    def __init__(self, dossier: Dossier, asked: Asked) -> None:
        self.day = asked.as_of
        self.clusters = dossier.clusters
        self.questionnaire = dossier.questionnaire
        self._asked = asked
        self._columns = {name: frame.columns for name, frame in dossier.tables.items()}
        self._rows: dict[str, dict[str, list[Row]]] = {name: {} for name in dossier.tables}
        for name, frame in dossier.tables.items():
            for row in frame.to_dicts():
                self._rows[name].setdefault(row["cluster_id"], []).append(row)

    def rows(self, cluster: str, table: str) -> list[Row]:
        """Return the rows of a table, each a `Blank`: a column that is not there is blank."""
        return [Blank(row) for row in self._rows.get(table, {}).get(cluster, [])]

    def columns(self, table: str) -> list[str]:
        return self._columns.get(table, [])

    def period(self, cluster: str) -> tuple[dt.date, dt.date] | None:
        return self._asked.periods[cluster]

    def said_invited(self, cluster: str) -> int | None:
        return (self._asked.invited or {}).get(cluster)

    def in_period(self, cluster: str, table: str, column: str) -> list[Row]:
        period = self.period(cluster)
        if period is None:
            return []
        first, last = period
        return [r for r in self.rows(cluster, table) if r[column] is not None and first <= r[column] <= last]

    def members_on(self, cluster: str, day: dt.date) -> list[Row]:
        """Return the members on a day, by the spell that covers it."""
        return [
            spell
            for spell in self.rows(cluster, "members")
            if spell["joined_on"] <= day and (spell["left_on"] is None or spell["left_on"] > day)
        ]

    def members(self, cluster: str) -> list[Row]:
        return self.members_on(cluster, self.day)

    def enterprises(self, cluster: str) -> list[Row]:
        return [member for member in self.members(cluster) if member["kind"] == "enterprise"]

    def region_of_cluster(self, cluster: str) -> str | None:
        region: str | None = self.rows(cluster, "cluster")[0]["region"]
        return region

    def lacks(self, cluster: str, need: str) -> bool:
        """Tell whether a cluster has not given something that a figure needs.

        `table`: in a campaign, one row at least. `table.column`: a value in it, or no row at all.
        `table.column?`: the column, were it blank. `a|b`: one of them.
        """
        if "|" in need:
            return all(self.lacks(cluster, each) for each in need.split("|"))
        if need == "period":
            return self.period(cluster) is None
        if need == "members invited":
            return self.said_invited(cluster) is not None
        if need.startswith("role "):
            return not list(self.questions(need.removeprefix("role ")))
        table, _, column = need.partition(".")
        rows = self._rows.get(table, {}).get(cluster, [])
        not_given = table not in self._rows or (not rows and len(self.clusters) > 1 and table != "members")
        absent = bool(column) and column.rstrip("?") not in self.columns(table)
        if not_given or absent or column.endswith("?"):
            return not_given or absent
        return bool(column) and bool(rows) and all(row[column] is None for row in rows)

    def questions(self, kind: str) -> Iterator[Any]:
        """Return the questions of a role that have a column in the answers."""
        for question in self.questionnaire.questions if self.questionnaire else ():
            if question.role and question.role.kind == kind and question.name in self.columns("responses"):
                yield question


class Blank(dict[str, Any]):
    """A row whose absent columns are blank."""

    def __missing__(self, column: str) -> None:
        return None


@cache
def _places() -> dict[str, tuple[str | None, str | None]]:
    return {p["postal_code"]: (p["province"], p["region"]) for p in places.postal_codes().to_dicts()}


def seat(member: Row) -> tuple[str | None, str | None]:
    """Return the province and the region of a member's seat: none abroad, none for an unknown code."""
    if member["country"] not in (None, "BE"):
        return None, None
    return _places().get(member["postal_code"], (None, None))


@cache
def _parents(version: str) -> dict[str, str | None]:
    return {row["code"]: row["parent"] for row in nace.table(version).to_dicts()}


def is_within(code: str | None, version: str | None, upper: str | None, upper_version: str | None) -> bool:
    """Tell whether an activity is another or below it, in one version of the NACE."""
    if code is None or version is None or version != upper_version:
        return False
    while code is not None:
        if code == upper:
            return True
        code = _parents(version).get(code)
    return False


def by_class(
    figure: str, rows: list[Row], column: str, classes: Iterable[str] | None = None
) -> Iterator[Told]:
    """Count rows by class: n used is the number of rows whose class is known, whatever the class."""
    known = [row[column] for row in rows if row[column] is not None]
    for name in sorted(set(known)) if classes is None else classes:
        yield Told(figure, name, known.count(name), len(known), len(rows))
    if classes is None and not known:
        yield Told(figure, "", None, 0, len(rows))


def whole(figure: str, count: float) -> Told:
    """Return a count that rests on all there is."""
    return Told(figure, "", count, int(count), int(count))


def mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def known(rows: list[Row], column: str) -> list[Any]:
    return [row[column] for row in rows if row[column] is not None]
