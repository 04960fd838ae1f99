"""Dossiers written in a test, as typed tables: what reading files would have given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.forms.questionnaire import Choice, Question, Questionnaire
from grappe.analysis.dossier.roles import read_role
from grappe.analysis.dossier.settings import Settings
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.values import DTYPES
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.engine import evaluate_readings
from grappe.analysis.figures.readings import readings_of

Rows = Iterable[Mapping[str, Any]]
Line = dict[str, Any]

DAY = dt.date(2010, 3, 1)
PERIOD = (dt.date(2007, 7, 1), dt.date(2010, 2, 28))
CHOICES = (Choice("a", {}, "yes"), Choice("b", {}, "no"), Choice("c", {}, "na"), Choice("d", {}, "no"))


def typed(name: str, rows: Rows, without: Iterable[str] = ()) -> pl.DataFrame:
    """Return a table of the contract in its types; a cell left out is blank, and the cluster is `c`."""
    rows = list(rows)
    declared = TABLES[name].columns
    schema: dict[str, pl.DataType] = {"cluster_id": pl.String(), "_row": pl.Int64()}
    schema |= {column.name: DTYPES[column.kind] for column in declared}
    if name == "responses":
        schema |= {column: pl.String() for row in rows for column in row if column not in schema}
    filled = [{"cluster_id": "c", **row, "_row": place} for place, row in enumerate(rows, 2)]
    data = {column: [row.get(column) for row in filled] for column in schema if column not in set(without)}
    return pl.DataFrame(data, schema={column: schema[column] for column in data}, strict=True)


def dossier_of(questionnaire: Questionnaire | None = None, **tables: Rows) -> Dossier:
    """Return a dossier of the tables given; without a table of clusters, of the one cluster `c`."""
    tables = {"cluster": [{"name": "C", "region": "BE3"}], "members": [], **tables}
    columns = {name: {column for row in rows for column in row} for name, rows in tables.items()}
    return Dossier(
        Settings(),
        {
            # A column that no row of the test writes is not in the dossier.
            name: typed(name, rows, {c.name for c in TABLES[name].columns} - columns[name] - {"cluster_id"})
            if rows
            else typed(name, rows)
            for name, rows in tables.items()
        },
        questionnaire,
    )


def asking(*roles: str, type: str = "select_one") -> Questionnaire:  # noqa: A002 - XLSForm's own word
    """Return a form with one question per role, named q0, q1 …; a is favourable, b and d are not, c is na."""
    return Questionnaire(
        tuple(Question(f"q{place}", type, {}, read_role(role), CHOICES) for place, role in enumerate(roles))
    )


def member(name: str, **more: Any) -> dict[str, Any]:
    """Return a spell: an enterprise that joined in 2008 and is still there, unless said otherwise."""
    return {
        "member_id": name,
        "name": name,
        "kind": "enterprise",
        "joined_on": dt.date(2008, 1, 1),
        "left_on": None,
        **more,
    }


def asked_on(
    dossier: Dossier,
    day: dt.date = DAY,
    period: tuple[dt.date, dt.date] | None = PERIOD,
    invited: Mapping[str, int] | None = None,
) -> Asked:
    return Asked(as_of=day, periods=dict.fromkeys(dossier.clusters, period), invited=invited)


def lines_of(name: str, dossier: Dossier, asked: Asked | None = None) -> dict[str, Line]:
    """Return the lines of one figure of a dossier of one cluster, by key."""
    asked = asked or asked_on(dossier)
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    rows = evaluate_readings(dossier, readings, [figures()[name]]).to_dicts()
    return {row["key"] or "": row for row in rows}


def figure(
    name: str, key: str = "", *, day: dt.date = DAY, invited: int | None = None, **tables: Any
) -> tuple[float | None, int, int]:
    """Return value, n used and n eligible of one figure of a dossier made of the tables given."""
    dossier = dossier_of(**tables)
    asked = asked_on(dossier, day, invited=None if invited is None else {"c": invited})
    line = lines_of(name, dossier, asked)[key]
    return line["value"], line["n_used"], line["n_eligible"]


def values(name: str, **tables: Any) -> dict[str, float | None]:
    """Return the values of one figure by key."""
    return {key: line["value"] for key, line in lines_of(name, dossier_of(**tables)).items()}


def missing(name: str, **tables: Any) -> tuple[str, str | None]:
    """Return the status of a figure and what it lacks."""
    line = next(iter(lines_of(name, dossier_of(**tables)).values()))
    return line["status"], line["missing"]
