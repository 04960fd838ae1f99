"""Which clusters lack what a figure needs, so that it is said rather than guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import narwhals as nw
import polars as pl

from grappe.analysis.dossier.forms.matching import column_of
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.readings import Readings, eager

ALWAYS = ("cluster", "members")


class Availability:
    """What each cluster's part of the dossier holds.

    In a dossier of one cluster, a table that is there is given, were it empty. In a campaign, a
    cluster without any row in a table has not given it.
    """

    def __init__(
        self,
        given: Mapping[str, pl.DataFrame],
        readings: Readings,
        clusters: list[str],
        chosen: Iterable[Figure],
    ) -> None:
        self._given = given
        needs = {need for figure in chosen for need in (*figure.base.needs, *figure.needs)}
        parts = [one.partition(".") for need in needs for one in need.split("|")]
        self._asked = {(table, column) for table, _, column in parts if column and column[-1] != "?"}
        self._readings = readings
        self._clusters = clusters
        self._rows: dict[str, dict[str, int]] = {}
        self._lacking: dict[str, frozenset[str]] = {}
        self._filled: dict[str, dict[str, set[str]]] = {}

    def missing(self, figure: Figure) -> dict[str, str]:
        """Return, for each cluster that cannot have the figure, what it lacks, separated by `;`.

        Of a table that is missing altogether, the table is named and none of its columns; of a
        questionnaire that is missing, none of its roles.
        """
        found: dict[str, dict[str, None]] = {}
        for need in dict.fromkeys((*figure.base.needs, *figure.needs)):
            whole = _whole(need)
            without_whole = self.lacking(whole) if whole else ()
            for cluster in self.lacking(need):
                token = whole if whole and cluster in without_whole else _told(need)
                found.setdefault(cluster, {})[token] = None
        return {cluster: ";".join(lacks) for cluster, lacks in found.items()}

    def lacking(self, need: str) -> frozenset[str]:
        """Return the clusters that lack one need."""
        if need not in self._lacking:
            self._lacking[need] = frozenset(self._find(need))
        return self._lacking[need]

    def _find(self, need: str) -> Iterable[str]:
        if "|" in need:
            return frozenset.intersection(*(self.lacking(one) for one in need.split("|")))
        if need == "period":
            return [cluster for cluster, period in self._readings.asked.periods.items() if period is None]
        if need == "members_invited":
            return self._readings.asked.invited or ()
        if need == "questionnaire":
            return () if self._readings.questionnaire else self._clusters
        if need.startswith("role "):
            return self._without_role(need.removeprefix("role "))
        table, _, column = need.partition(".")
        return self._without_column(table, column) if column else self._without_rows(table)

    def _without_role(self, role: str) -> list[str]:
        responses = self._given.get("responses")
        asked = self._readings.questionnaire
        columns = [] if responses is None else responses.columns
        if asked is not None and any(column_of(question, columns) for question in asked.with_role(role)):
            return []
        # Of those without an answer, a need of its own tells that they have none.
        silent = self.lacking("responses")
        return [cluster for cluster in self._clusters if cluster not in silent]

    def _without_rows(self, table: str) -> list[str]:
        if table not in self._given:
            return self._clusters
        if len(self._clusters) == 1 or table in ALWAYS:
            return []
        rows = self._counts(table)
        return [cluster for cluster in self._clusters if not rows.get(cluster)]

    def _without_column(self, table: str, column: str) -> list[str]:
        """Return the clusters without the table, without the column, or with nothing but blanks in it."""
        name = column.rstrip("?")
        if table not in self._given or name not in self._given[table].columns:
            return self._clusters
        lacking = set(self._without_rows(table))
        if not column.endswith("?"):
            with_value = self._with_values(table)[name]
            lacking |= {c for c in self._counts(table) if c not in with_value}
        return [cluster for cluster in self._clusters if cluster in lacking]

    def _with_values(self, table: str) -> dict[str, set[str]]:
        """Return, for each column of a table that figures need, the clusters with a value in it."""
        if table not in self._filled:
            given = self._given[table].columns
            names = sorted(name for of, name in self._asked if of == table and name in given)
            filled = eager(
                self._readings.table(table)
                .group_by("cluster_id")
                .agg(*(nw.col(name).count().alias(f"{name}@filled") for name in names))
            )
            self._filled[table] = {
                name: set(filled["cluster_id"].filter(filled[f"{name}@filled"] > 0)) for name in names
            }
        return self._filled[table]

    def _counts(self, table: str) -> dict[str, int]:
        if table not in self._rows:
            self._rows[table] = dict(self._given[table].group_by("cluster_id").len().iter_rows())
        return self._rows[table]


def _told(need: str) -> str:
    """Return what a need is called: what only a register has is nothing that a dossier lacks."""
    return "|".join(one for one in need.rstrip("?").split("|") if not one.startswith("@"))


def _whole(need: str) -> str | None:
    """Return what a need is part of: the table of a column, the questionnaire of a role."""
    if need.startswith("role "):
        return "questionnaire"
    table, _, column = need.partition(".")
    return table if column else None
