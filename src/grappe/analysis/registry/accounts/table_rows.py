"""The rows of a plain table one by one: for those that tell rubrics, and the witness of `table_columns`."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping

import polars as pl

from grappe.analysis.dossier.nearest import plain
from grappe.analysis.registry.accounts.filing import Apart, Filing, NotTaken, day
from grappe.analysis.registry.accounts.judging import YEARS
from grappe.analysis.registry.accounts.table_blocks import column
from grappe.analysis.registry.accounts.table_fields import is_value
from grappe.analysis.registry.accounts.table_plan import Plan, Use
from grappe.analysis.registry.accounts.written_amounts import (
    COMMA,
    POINT,
    Marks,
    amount_of,
    is_nothing,
)
from grappe.analysis.vocabulary.annual_accounts import Model, measures, model_of

MODELS: Mapping[str, str] = {"complet": "m02", "full": "m02", "volledig": "m02", "vol": "m02", "vollstandig": "m02", "abrege": "m01", "abridged": "m01", "verkort": "m01", "vkt": "m01", "abgekurzt": "m01", "micro": "m07", "mic": "m07"}  # fmt: skip
GROUP = ("consolid", "geconsolid", "konsolid")
PLACES = 1000
"""Years of one row that have places of their own: a filing's place in its file is its row and its year."""


def filings(block: pl.DataFrame, plan: Plan, marks: Marks, name: str) -> Iterator[tuple[int, Filing | Apart]]:
    """Yield the filings of a block, each with its place in the file."""
    told = plan.rubrics
    for cells in block.iter_rows(named=True):
        if all((cells[use_name] or "").strip() == "" for use_name in block.columns if use_name != "row"):
            continue
        for turn, year in enumerate(plan.years or (None,)):
            uses = plan.of(year)
            said = {use.field: (cells[column(use.place)] or "").strip() for use in uses}
            if year is not None and all(is_nothing(said[use.field]) for use in uses if is_value(use.field)):
                continue
            yield cells["row"] * PLACES + turn, _filing(said, uses, marks, told, name, cells["row"], year)


def written(name: str, row: int, year: int | None, said: Mapping[str, str]) -> str:
    """Return what the screen shows of a row."""
    words = " ".join(value for value in said.values() if value)
    return f"{name} {row}{f' ({year})' if year else ''} : {words}"


def _filing(
    said: Mapping[str, str],
    uses: tuple[Use, ...],
    marks: Marks,
    told: frozenset[str],
    name: str,
    row: int,
    year: int | None,
) -> Filing | Apart:
    text = written(name, row, year, said)
    try:
        values = {
            use.field: _amount(said[use.field], marks) * use.factor
            for use in uses
            if is_value(use.field) and not is_nothing(said[use.field])
        }
        end = _day(said.get("ended_on", "")) or year_end(said.get("year", str(year or "")))
        start = _day(said.get("started_on", "")) or _start(end, said.get("months", ""))
        deposited = _day(said.get("deposited_on", ""))
    except NotTaken as error:
        return Apart(error.reason, f"{text} · {error.seen}")
    model = said.get("model", "")
    if is_consolidated(model) or is_group(said.get("consolidation", "")):
        return Apart("consolidated", f"{text} · {said.get('consolidation') or model}")
    of_rubrics = {field: value for field, value in values.items() if field not in measures()}
    units = [use.factor for use in uses if use.field in of_rubrics]
    return Filing(
        enterprise=said.get("enterprise", "").removesuffix(".0"),
        reference=said.get("reference") or None,
        deposited_on=deposited,
        model=model_named(model),
        started_on=start,
        ended_on=end,
        currency=said.get("currency") or "EUR",
        rubrics=of_rubrics,
        given={field: value for field, value in values.items() if field in measures()},
        told=told if of_rubrics else None,
        unit=max(units) if units and max(units) > 1 else None,
        written=text,
    )


def model_named(written: str) -> Model | None:
    """Return the model that a cell names, by its form or in words."""
    return model_of(MODELS.get(plain(written), written))


def is_consolidated(model: str) -> bool:
    """Tell whether a model is that of a group's accounts."""
    return plain(model).startswith(GROUP)


def is_group(consolidation: str) -> bool:
    """Tell whether a code of consolidation (C1, C2; U1, U2 are not) is that of a group's accounts."""
    word = plain(consolidation)
    return word in ("c1", "c2", "oui", "yes", "ja", "true", "1") or word.startswith(GROUP)


def _amount(cell: str, marks: Marks) -> float:
    value = amount_of(cell, marks)
    if value is None:
        either = re.fullmatch(POINT, cell) or re.fullmatch(COMMA, cell)
        raise NotTaken("mark" if either else "value", cell)
    return value


def _day(cell: str) -> dt.date | None:
    found = day(cell)
    if cell and found is None:
        raise NotTaken("day", cell)
    return found


def year_end(cell: str) -> dt.date | None:
    """Return the last day of a year, 31 December where a year alone is told."""
    cell = cell.removesuffix(".0")
    return dt.date(int(cell), 12, 31) if re.fullmatch(r"(19|20)[0-9]{2}", cell) else day(cell)


def months_of(cell: str) -> int | None:
    """Return a number of months, None where the cell tells none."""
    return int(float(cell)) if re.fullmatch(r"[1-9][0-9]?(\.0)?", cell) else None


def _start(end: dt.date | None, cell: str) -> dt.date | None:
    """Return the day on which a year of so many months began."""
    months = months_of(cell)
    if cell and months is None:
        raise NotTaken("day", cell)
    if end is None or months is None or end.year not in YEARS:
        return None
    after = end + dt.timedelta(days=1)
    turned = after.year * 12 + after.month - 1 - months
    year, month = turned // 12, turned % 12 + 1
    return dt.date(year, month, min(after.day, calendar.monthrange(year, month)[1]))
