"""From what people write in a cell to a typed value.

Each kind has two readers that agree: a quick one for the whole column (values already written the
plain way) and a patient one for each distinct value that the quick one left, which also says what
is wrong with it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.cell_text import EXACT, as_text
from grappe.analysis.dossier.columns import Column, Kind
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.language.catalogues import N_

LONGEST_CELL = 32_767
"""Characters a cell of Excel can hold; a longer one is an accident (an unclosed quote, a pasted file)."""
LARGEST = 1e15
"""A number beyond that is a slip of the keyboard, in euros as in anything else."""
FIRST_YEAR, LAST_YEAR = 1000, 2999

SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
MONEY = re.compile(r"(?i)(€|\$|£|\beur\b|\beuros?\b|\busd\b)")
TRUE = frozenset({"true", "oui", "1", "vrai", "yes", "ja", "waar", "wahr"})
FALSE = frozenset({"false", "non", "0", "faux", "no", "nee", "nein", "onwaar", "falsch"})
BLANKS = ("", "#N/A", "#N/D", "NULL", "null")
NUMBER = re.compile(
    r"(?=[^eE]*[0-9])(?P<sign>[+-]? ?)"
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?P<group>[ .,])[0-9]{3}(?:(?P=group)[0-9]{3})+|[0-9]{1,3} [0-9]{3}|"
    r"[0-9]{1,3}[.,][0-9]{3}(?=[.,])|)"
    r"(?P<rest>[.,][0-9]*)?(?P<power>[eE][+-]?[0-9]+)?"
)
"""Thousands by three, with one mark throughout; a single point or comma is the decimal one."""
CLOCK = r"(?:[ T][0-9]{1,2}:[0-9]{2}.{0,20})?"
DAY_FIRST = re.compile(rf"([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}}){CLOCK}")
YEAR_FIRST = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){CLOCK}")
MONTH_FORMS = (
    re.compile(rf"(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{1,2}})(?:-[0-9]{{1,2}})?{CLOCK}"),
    re.compile(rf"(?:[0-9]{{1,2}}[/.-])?(?P<m>[0-9]{{1,2}})[/.-](?P<y>[0-9]{{4}}){CLOCK}"),
)
FIRST_DAY, LAST_DAY = dt.date.min, dt.date.max
EXCEL_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """A value that its column cannot take: what is expected, and what to write instead."""

    what: str
    expected: str
    remedy: str | None = None
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """A column once read: the typed values, and what is wrong by row position."""

    values: pl.Series
    wrong: tuple[tuple[int, str, Wrong], ...]


def typed(cells: pl.Series, column: Column) -> Typed:
    """Read a column of cells (text, or already typed by Parquet) as its kind says.

    Blank cells become null. The result has the dtype of `DTYPES[column.kind]` and the same length.
    """
    target = DTYPES[column.kind]
    if cells.dtype != pl.String:
        ready = _already_typed(cells, column, target)
        if ready is not None:
            return ready
        cells = as_text(cells)
    cells = cells.str.strip_chars()
    cells = cells.set(cells.is_in(BLANKS), None)
    quick = (
        QUICK[column.kind](cells, column)
        if column.kind in QUICK
        else pl.Series(cells.name, [None] * len(cells), dtype=target)
    )
    return _patient(cells, quick.cast(target), column)


def _already_typed(cells: pl.Series, column: Column, target: pl.DataType) -> Typed | None:
    """Take a Parquet column as it is when its type says what the kind wants, bounds included."""
    numeric = cells.dtype.is_numeric() and column.kind in ("number", "integer", "year", "share")
    if numeric:
        values = cells.cast(pl.Float64, strict=False).fill_nan(None)
        fine = values.is_null() | (values.is_finite() & (values.abs() <= LARGEST) & _within(values, column))
        if column.kind in ("integer", "year"):
            fine &= ((values == values.floor()) & (values.abs() <= EXACT)).fill_null(value=True)
        if column.kind == "year":
            fine &= values.is_between(FIRST_YEAR, LAST_YEAR).fill_null(value=True)
        if column.kind == "share":
            fine &= values.is_between(0, 1).fill_null(value=True)
    elif column.kind == "boolean" and cells.dtype == target:
        return Typed(cells, ())
    elif column.kind == "date" and isinstance(cells.dtype, pl.Date | pl.Datetime):
        days = cells.dt.date()
        in_calendar = days.is_between(FIRST_DAY, LAST_DAY).fill_null(value=True)
        return Typed(days, ()) if in_calendar.all() else None
    else:
        return None
    return Typed(values.cast(target), ()) if fine.all() else None


def _within(values: pl.Series, column: Column) -> pl.Series:
    fine = (
        pl.Series([True]).new_from_index(0, len(values)) if len(values) else pl.Series([], dtype=pl.Boolean)
    )
    if column.minimum is not None:
        fine &= (values >= column.minimum).fill_null(value=True)
    if column.maximum is not None:
        fine &= (values <= column.maximum).fill_null(value=True)
    return fine


def _patient(cells: pl.Series, quick: pl.Series, column: Column) -> Typed:
    left = cells.is_not_null() & quick.is_null()
    if not left.any():
        return Typed(quick, ())
    read: dict[str, object] = {}
    refused: dict[str, Wrong] = {}
    for written in cells.filter(left).unique().to_list():
        try:
            _refuse_long(written)
            read[written] = PATIENT[column.kind](written, column)
        except Wrong as wrong:
            refused[written] = wrong
    if read:
        values = [
            read.get(c) if is_left else None
            for c, is_left in zip(cells.to_list(), left.to_list(), strict=True)
        ]
        quick = quick.zip_with(~left, pl.Series(quick.name, values, dtype=quick.dtype))
    if not refused:
        return Typed(quick, ())
    places = tuple(
        (position, written, refused[written])
        for position, written in enumerate(cells.to_list())
        if written in refused
    )
    return Typed(quick, places)


def _refuse_long(written: str) -> None:
    if len(written) > LONGEST_CELL:
        raise Wrong(
            N_("la cellule compte {length} caractères."),
            N_("Une cellule en tient 32 767."),
            N_("Il manque sans doute un guillemet fermant."),
            (("length", len(written)),),
        )


# --- the quick readers: whole columns, plain writing only -------------------------------------------


def _quick_number(cells: pl.Series, column: Column) -> pl.Series:
    values = cells.cast(pl.Float64, strict=False)
    bounded = values.is_finite() & (values.abs() <= LARGEST) & _within(values, column)
    return values.set(~bounded.fill_null(value=False), None)


def _quick_integer(cells: pl.Series, column: Column) -> pl.Series:
    values = cells.cast(pl.Int64, strict=False)
    return values.set(~(_within(values, column) & values.is_between(-EXACT, EXACT)), None)


def _quick_date(cells: pl.Series, _column: Column) -> pl.Series:
    days = cells.str.to_date("%Y-%m-%d", strict=False)
    plain = cells.str.contains("^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$") & (days >= FIRST_DAY)
    return days.set(~plain.fill_null(value=False), None)


def _quick_choice(cells: pl.Series, column: Column) -> pl.Series:
    return cells.set(~cells.is_in(list(column.choices or {})).fill_null(value=True), None)


def _quick_text(cells: pl.Series, _column: Column) -> pl.Series:
    return cells.set((cells.str.len_chars() > LONGEST_CELL).fill_null(value=False), None)


QUICK: dict[Kind, Callable[[pl.Series, Column], pl.Series]] = {
    "identifier": _quick_text,
    "text": _quick_text,
    "number": _quick_number,
    "integer": _quick_integer,
    "choice": _quick_choice,
    "date": _quick_date,
}


# --- the patient readers: one value, any of the allowed ways ----------------------------------------


def _number(written: str, column: Column) -> float:
    """Read 1 234,5 · 1.234,5 · 1,234.5 · 1234.5 · 1e3; a single mark is the decimal one."""
    spaced = SPACES.sub(" ", written.strip()).replace("\u2212", "-")
    match = NUMBER.fullmatch(spaced)
    if match is None:
        raise _no_number(written)
    whole = re.sub("[ .,]", "", match["whole"])
    rest = match["rest"] or ""
    if rest and rest[0] in match["whole"]:
        raise _no_number(written)
    rest = rest.replace(",", ".")
    value = float(f"{match['sign'].strip()}{whole or 0}{rest}{match['power'] or ''}")
    if not math.isfinite(value):
        raise _no_number(written)
    return _bounded(value, column)


def _no_number(written: str) -> Wrong:
    without = MONEY.sub("", written).replace("%", "").strip()
    remedy = N_("Écrivez {bare}, sans unité.") if without != written and re.search(r"\d", without) else None
    return Wrong(
        N_("« {value} » n’est pas un nombre."),
        N_("Un nombre est attendu, comme 1234,5."),
        remedy,
        (("bare", without),),
    )


def _bounded(value: float, column: Column) -> float:
    least = -LARGEST if column.minimum is None else column.minimum
    most = LARGEST if column.maximum is None else column.maximum
    bounds = (("minimum", f"{least:g}"), ("maximum", f"{most:g}"))
    if value < least:
        raise Wrong(N_("« {value} » est trop petit."), N_("Au moins {minimum} est attendu."), None, bounds)
    if value > most:
        raise Wrong(N_("« {value} » est trop grand."), N_("Au plus {maximum} est attendu."), None, bounds)
    return value


def _integer(written: str, column: Column) -> int:
    value = _number(written, column)
    if not value.is_integer():
        raise Wrong(N_("« {value} » n’est pas un nombre entier."), N_("Un nombre entier est attendu."))
    return int(value)


def _share(written: str, column: Column) -> float:
    """Read 0,8 or 80 %: a percentage needs its sign, so that 80 is never taken for 8,000 %."""
    percent = written.endswith("%")
    value = _number(written.removesuffix("%").strip(), column) / (100 if percent else 1)
    if not 0 <= value <= 1:
        remedy = N_("Vouliez-vous dire {percent} % ?") if not percent and 1 < value <= 100 else None
        raise Wrong(
            N_("« {value} » n’est pas une part."),
            N_("Une part va de 0 à 1 (ou de 0 % à 100 %)."),
            remedy,
            (("percent", f"{value:g}"),),
        )
    return value


def _boolean(written: str, _column: Column) -> bool:
    word = written.casefold()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise Wrong(N_("« {value} » n’est ni oui ni non."), N_("oui ou non est attendu (ou true, false, 1, 0)."))


def _date(written: str, _column: Column) -> dt.date:
    if match := YEAR_FIRST.fullmatch(written):
        year, month, day = match.groups()
    elif match := DAY_FIRST.fullmatch(written):
        day, month, year = match.groups()
    else:
        raise _no_date(written)
    try:
        value = dt.date(int(year), int(month), int(day))
    except ValueError:
        raise Wrong(
            N_("« {value} » n’est pas un jour du calendrier."),
            N_("Un jour est attendu : 2010-03-01 ou 01/03/2010."),
        ) from None
    return value


def _no_date(written: str) -> Wrong:
    remedy: str | None = None
    values: tuple[tuple[str, object], ...] = ()
    if re.fullmatch(r"\d{5}(\.\d+)?", written):
        remedy = N_("C’est sans doute un numéro de jour d’Excel : {guess}.")
        values = (("guess", (EXCEL_EPOCH + dt.timedelta(days=int(float(written)))).isoformat()),)
    elif re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", written):
        remedy = N_("Écrivez l’année en quatre chiffres.")
    return Wrong(
        N_("« {value} » n’est pas une date."),
        N_("Un jour est attendu : 2010-03-01 ou 01/03/2010."),
        remedy,
        values,
    )


def _year(written: str, column: Column) -> int:
    try:
        value = _integer(written, column)
    except Wrong:
        value = -1
    if FIRST_YEAR <= value <= LAST_YEAR:
        return value
    guess = re.search(r"(?:19|20)\d\d", written)
    remedy = N_("Vouliez-vous dire {guess} ?") if guess else None
    raise Wrong(
        N_("« {value} » n’est pas une année."),
        N_("Une année est attendue, comme 2010."),
        remedy,
        (("guess", guess.group() if guess else ""),),
    )


def _month(written: str, _column: Column) -> dt.date:
    for form in MONTH_FORMS:
        if (match := form.fullmatch(written)) and 1 <= int(match["m"]) <= 12 and int(match["y"]):
            return dt.date(int(match["y"]), int(match["m"]), 1)
    raise Wrong(N_("« {value} » n’est pas un mois."), N_("Un mois est attendu, comme 2010-03."))


def _choice(written: str, column: Column) -> str:
    choices = column.choices or {}
    word = written.casefold()
    if word in choices:
        return word
    guess = nearest(written, choices)
    raise Wrong(
        N_("« {value} » n’est pas admis."),
        N_("Valeurs attendues : {choices}."),
        N_("Vouliez-vous dire « {guess} » ?") if guess else None,
        (("choices", ", ".join(choices)), ("guess", guess or "")),
    )


def _list(written: str, _column: Column) -> list[str]:
    return [part for part in (piece.strip() for piece in written.split(";")) if part]


def _text(written: str, _column: Column) -> str:
    return written


PATIENT: dict[Kind, Callable[[str, Column], object]] = {
    "identifier": _text,
    "text": _text,
    "integer": _integer,
    "number": _number,
    "share": _share,
    "boolean": _boolean,
    "date": _date,
    "year": _year,
    "month": _month,
    "choice": _choice,
    "choices": _list,
    "list": _list,
    "nace_list": _list,
    # Places, activities and companies are words here; codes.py knows what they may be.
    "nace": _text,
    "nace_version": _text,
    "postal_code": _text,
    "country": _text,
    "region": _text,
    "enterprise_number": _text,
}

DTYPES: dict[Kind, pl.DataType] = {
    "identifier": pl.String(),
    "text": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "share": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "year": pl.Int64(),
    "month": pl.Date(),
    "choice": pl.String(),
    "choices": pl.List(pl.String()),
    "list": pl.List(pl.String()),
    "nace": pl.String(),
    "nace_version": pl.String(),
    "nace_list": pl.List(pl.String()),
    "postal_code": pl.String(),
    "country": pl.String(),
    "region": pl.String(),
    "enterprise_number": pl.String(),
}
