"""The rows behind figures, as a reader reads them: columns, codes, days and numbers in words."""

from __future__ import annotations

import re

import polars as pl
import pytest

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.evidence import evidence, shown_columns
from grappe.analysis.figures.readings import readings_of
from grappe.analysis.figures.redone import parts_of
from grappe.analysis.figures.row_words import RowWords
from grappe.analysis.language.catalogues import LANGUAGES, Language

WRITTEN_FOR_PROGRAMS = re.compile(r"true|false|\d{4}-\d\d-\d\d|-?\d+\.\d+|BE\d+|[a-z]+_[a-z_]+")
NAMED_BY_THE_DOSSIER = {"answer", "axis_id", "item", "sector_nace", "nace"}
"""Columns of codes that are said by what the dossier calls them."""


@pytest.fixture(scope="module")
def kept(twist: Dossier, twist_asked: Asked) -> pl.DataFrame:
    """The rows that an evaluation of the example keeps."""
    readings = readings_of(twist.tables, twist_asked, twist.questionnaire)
    return evidence(readings, figures().values())


def said(figure: str, language: Language = "fr") -> RowWords:
    return RowWords(figures()[figure], language)


def test_every_column_that_rows_can_show_has_words(kept: pl.DataFrame) -> None:
    found = {
        (name, column)
        for name, seen in kept.select("figure", "seen").unique().iter_rows()
        for column in parts_of(seen)
    }
    declared = {
        (figure.id, column)
        for figure in figures().values()
        for column in shown_columns(figure, {figure.measure.column or "", *figure.base.shown})
    }

    assert found <= declared
    assert [(name, column) for name, column in sorted(declared) if said(name).column(column) == column] == []


def test_no_cell_of_the_example_reads_as_a_program_writes_it(kept: pl.DataFrame) -> None:
    raw = {
        (name, column, cell)
        for name, seen in kept.select("figure", "seen").unique().iter_rows()
        for column, written in parts_of(seen).items()
        if column not in NAMED_BY_THE_DOSSIER
        and WRITTEN_FOR_PROGRAMS.fullmatch(cell := said(name).cell(column, written, parts_of(seen)))
    }

    assert raw == set()


@pytest.mark.parametrize(
    ("figure", "column", "written", "words"),
    [
        ("members.total", "kind", "enterprise", "Entreprise"),
        ("members.total", "category", "effective", "Membre effectif"),
        ("members.total", "joined_on", "2008-03-01", "1er mars 2008"),
        ("members.enterprises_by_province", "province", "BE33", "Liège"),
        ("members.enterprises_by_province", "in_region", "true", "oui"),
        ("members.retention", "stayed", "0.0", "non"),
        ("employment.total", "fte", "1234.5", "1\u202f234,5"),
        ("employment.total", "year", "2009", "2009"),
        ("employment.total", "size", "10-19", "10 à 19 ETP"),
        ("documents.count", "kind", "activity_report", "Rapport d’activité"),
        ("actions.total", "country", "FR", "France"),
        ("impact.share", "favourable", "1.0", "oui"),
        ("impact.mean", "favourable", "1.0", "1"),
        ("finance.gap", "costs", "-2500.0", "−2\u202f500"),
        ("members.total", "name", "2.0", "2.0"),
        ("members.total", "joined_on", "jadis", "jadis"),
    ],
)
def test_a_cell_says_what_its_column_holds(figure: str, column: str, written: str, words: str) -> None:
    assert said(figure).cell(column, written) == words


def test_the_words_are_those_of_the_reader() -> None:
    told = {
        language: (RowWords(figures()["members.total"], language).column("joined_on"))
        for language in LANGUAGES
    }

    assert len(set(told.values())) == 4
    assert said("members.total", "en").cell("kind", "enterprise") == "Enterprise"


def test_an_activity_is_said_in_the_version_of_its_row() -> None:
    words = said("sector.companies").cell("nace", "59.11", {"nace_version": "2008"})

    assert words.startswith("59.11 Production de films")


def test_what_only_the_dossier_names_is_called_as_it_calls_it() -> None:
    words = RowWords(figures()["actions.total"], "fr", {"axis_id": {"ax1": "Se faire connaître"}})

    assert words.cell("axis_id", "ax1") == "Se faire connaître"
    assert words.cell("axis_id", "ax2") == "ax2"


def test_a_row_is_called_by_what_its_code_means() -> None:
    assert said("partners.concentration").row("FR") == "France"
    assert said("site.visits_per_month").row("2009-03") == "mars 2009"
    assert said("members.total").row("m01") == "m01"


def test_a_part_of_a_row_reads_as_words() -> None:
    words = said("members.total")

    assert words.part("kind=enterprise") == "Nature : Entreprise"
    assert words.part("fils") == "fils"
