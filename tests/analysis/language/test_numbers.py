"""Numbers and dates as a reader of the language expects them."""

from __future__ import annotations

import datetime as dt

import pytest

from grappe.analysis.language.catalogues import Language
from grappe.analysis.language.numbers import amount, bounds, decimal, long_date

THIN, GAP = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "unit", "language", "written"),
    [
        (57, "count", "fr", "57"),
        (1234, "count", "fr", f"1{THIN}234"),
        (1234, "count", "en", "1,234"),
        (1234, "count", "nl", "1.234"),
        (24 / 29, "share", "fr", f"83{THIN}%"),
        (24 / 29, "share", "en", "83%"),
        (0.375, "share", "fr", f"38{THIN}%"),
        (0.005, "share", "fr", f"1{THIN}%"),
        (498 / 21, "fte", "fr", "23,7"),
        (13.0, "fte", "fr", "13"),
        (123_456.0, "eur", "fr", f"123{THIN}000{GAP}€"),
        (-123_456.0, "eur", "fr", f"\u2212123{THIN}000{GAP}€"),
        (-123_456.0, "eur", "en", "\u2212€123,000"),
        (123_456.0, "eur", "nl", f"€{GAP}123.000"),
        (-123_456.0, "eur", "nl", f"€{GAP}\u2212123.000"),
        (-123_456.0, "eur", "de", f"\u2212123.000{GAP}€"),
        (24 / 29, "share", "nl", f"83{GAP}%"),
        (24 / 29, "share", "de", f"83{GAP}%"),
        (498 / 21, "fte", "de", "23,7"),
        (0.0004, "p", "nl", f"<{GAP}0,001"),
        (2012.0, "year", "fr", "2012"),
        (-1.0, "days", "fr", "\u22121"),
        (1.0, "index", "fr", "1"),
        (0.0004, "p", "fr", f"<{GAP}0,001"),
        (0.0313, "p", "fr", "0,031"),
        (None, "fte", "fr", "–"),
        (-0.0, "count", "fr", "0"),
    ],
)
def test_a_figure_is_written_in_its_unit(
    value: float | None, unit: str, language: Language, written: str
) -> None:
    assert amount(value, unit, language) == written


def test_the_writer_of_a_sentence_may_set_the_decimals() -> None:
    assert amount(24 / 29, "share", "fr", 1) == f"82,8{THIN}%"
    assert amount(13.0, "fte", "fr", 1) == "13,0"
    assert amount(123_456.0, "eur", "fr", 0) == f"123{THIN}456{GAP}€"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(2.675, 2, "2,68"), (0.5, 0, "1"), (-0.5, 0, "\u22121"), (1.005, 2, "1,01")],
)
def test_a_half_is_rounded_away_from_zero_as_a_person_does(value: float, decimals: int, written: str) -> None:
    assert decimal(value, "fr", decimals) == written


def test_an_interval_names_its_unit_once() -> None:
    assert bounds(40 / 57, 52 / 57, "share", "fr") == f"70{GAP}–{GAP}91{THIN}%"
    assert bounds(40 / 57, 52 / 57, "share", "en") == "70–91%"
    assert bounds(40 / 57, 52 / 57, "share", "nl") == f"70{GAP}–{GAP}91{GAP}%"
    assert bounds(None, None, "share", "fr") == ""


@pytest.mark.parametrize(
    ("day", "language", "written"),
    [
        (dt.date(2010, 3, 1), "fr", "1er mars 2010"),
        (dt.date(2010, 3, 11), "fr", "11 mars 2010"),
        (dt.date(2010, 3, 1), "en", "1 March 2010"),
        (dt.date(2010, 3, 1), "nl", "1 maart 2010"),
        (dt.date(2010, 3, 1), "de", "1. März 2010"),
    ],
)
def test_a_day_is_written_in_full(day: dt.date, language: Language, written: str) -> None:
    assert long_date(day, language) == written
