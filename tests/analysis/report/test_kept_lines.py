"""Lines of results that were kept say what those of the report say, without the dossier."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.report.kept_lines import kept_lines
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.papers import computation

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def dossier(twist_folder: Path) -> Dossier:
    return read_dossier(twist_folder)


@pytest.fixture(scope="module")
def rows(dossier: Dossier) -> Rows:
    """The results of the example, as they are kept."""
    asked = asked_of(dossier, today=dt.date(2026, 11, 23))
    return labelled(evaluate(dossier, asked), dossier, "fr").rows(named=True)


def test_they_are_the_lines_of_the_report(dossier: Dossier, rows: Rows) -> None:
    asked = asked_of(dossier, today=dt.date(2026, 11, 23))
    lines = Lines(labelled(evaluate(dossier, asked), dossier, "fr"), dossier, "twist", "fr")

    told = {(line.figure.id, line.key): line for line in lines}
    kept = kept_lines(rows, written_in="fr", language="fr")
    assert len(kept) == len(told)
    for line in kept:
        twin = told[line.figure.id, line.key]
        assert (line.label, line.unit, line.rows) == (twin.label, twin.unit, twin.rows)
        assert line.name.replace("\u202f", " ") == twin.name.replace("\u202f", " ")
        assert computation(line, "fr") == computation(twin, "fr")


def test_they_are_called_as_the_reader_calls_them(rows: Rows) -> None:
    chosen = [row for row in rows if (row["figure"], row["key"]) == ("members.by_kind", "enterprise")]

    (kind,) = kept_lines(chosen, written_in="fr", language="en")

    assert (kind.label, kind.name) == ("Members by kind", "Enterprises")


def test_a_figure_that_the_catalogue_no_longer_has_is_left_out(rows: Rows) -> None:
    assert kept_lines([{**rows[0], "figure": "members.rumours"}], written_in="fr", language="fr") == []
