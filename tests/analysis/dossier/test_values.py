"""The quick readers of whole columns and the patient readers of one value say the same."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grappe.analysis.dossier.columns import Column, Kind
from grappe.analysis.dossier.values import DTYPES, LONGEST_CELL, PATIENT, QUICK, Wrong, typed

NUMBERS = st.from_regex(r"[+-]?[0-9 .,']{0,12}(e[+-]?[0-9]{1,3})?", fullmatch=True)
DAYS = st.from_regex(r"[+-]?[0-9]{1,5}[-/.][0-9]{1,2}[-/.][0-9]{1,5}([ T][0-9:]{0,8})?", fullmatch=True)
TEXTS = st.one_of(st.text(max_size=10), NUMBERS, DAYS, st.floats().map(str), st.dates().map(str))
CHOICES = {"enterprise": "Entreprise", "research": "Recherche"}


def column(kind: Kind, minimum: float | None = None, maximum: float | None = None) -> Column:
    return Column(name="x", kind=kind, about="", choices=CHOICES, minimum=minimum, maximum=maximum)


def patient(kind: Kind, written: str, minimum: float | None = None) -> object:
    try:
        return PATIENT[kind](written, column(kind, minimum))
    except Wrong:
        return None


@pytest.mark.parametrize("minimum", [None, 0.0])
@pytest.mark.parametrize("kind", sorted(QUICK))
@settings(max_examples=150)
@given(texts=st.lists(TEXTS, min_size=1, max_size=20))
def test_what_the_quick_reader_takes_the_patient_one_reads_alike(
    kind: Kind, minimum: float | None, texts: list[str]
) -> None:
    cells = pl.Series([text.strip() or None for text in texts], dtype=pl.String)

    quick = QUICK[kind](cells, column(kind, minimum)).cast(DTYPES[kind]).to_list()

    taken = [(cell, value) for cell, value in zip(cells, quick, strict=True) if value is not None]
    assert taken == [(cell, patient(kind, cell, minimum)) for cell, _ in taken]


@pytest.mark.parametrize("kind", sorted(DTYPES))
@settings(max_examples=40)
@given(texts=st.lists(st.one_of(st.none(), TEXTS), max_size=20))
def test_a_column_keeps_its_length_and_its_type_and_each_cell_is_read_blank_or_wrong(
    kind: Kind, texts: list[str | None]
) -> None:
    cells = pl.Series("x", texts, dtype=pl.String)

    read = typed(cells, column(kind))

    assert (len(read.values), read.values.dtype) == (len(texts), DTYPES[kind])
    wrong = {position for position, _, _ in read.wrong}
    blank = {at for at, text in enumerate(cells.str.strip_chars()) if text in (None, "", "NULL", "null")}
    assert set(read.values.is_null().arg_true()) == wrong | blank


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1,5", 1.5),
        ("1.234", 1.234),
        (".5", 0.5),
        ("- 3", -3.0),
        ("1,2,3", None),
        ("1.234.5", None),
        ("12 14", None),
        ("1 234.567,8", None),
        ("1_000", None),
        ("0x10", None),
        ("inf", None),
        ("1e400", None),
        ("(3)", None),
    ],
)
def test_a_number_is_read_the_ways_people_write_it_and_no_other(written: str, value: float | None) -> None:
    assert patient("number", written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2010-03-01", dt.date(2010, 3, 1)),
        ("1/3/2010", dt.date(2010, 3, 1)),
        ("01.03.2010 12:30", dt.date(2010, 3, 1)),
        ("2010-03-01T12:30:00Z", dt.date(2010, 3, 1)),
        ("2010-03-01 ou 02", None),
        ("31/02/2010", None),
        ("01/03/10", None),
        ("40238", None),
    ],
)
def test_a_day_is_read_the_ways_people_write_it_and_no_other(written: str, value: dt.date | None) -> None:
    assert patient("date", written) == value


def test_a_cell_of_excel_s_length_is_read_and_one_letter_more_is_wrong() -> None:
    cells = pl.Series("x", ["a" * LONGEST_CELL, "a" * (LONGEST_CELL + 1)])

    read = typed(cells, column("text"))

    assert (read.values.is_null().to_list(), [at for at, _, _ in read.wrong]) == ([False, True], [1])


def test_one_wrong_number_in_parquet_leaves_the_others_as_they_are() -> None:
    read = typed(pl.Series("x", [0.1, -1.0, 3.0]), column("number", minimum=0))

    assert read.values.to_list() == [0.1, None, 3.0]
    assert [(at, written) for at, written, _ in read.wrong] == [(1, "-1")]
