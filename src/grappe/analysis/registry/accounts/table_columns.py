"""A block of a plain table at once: what `table_rows` and `judging` do, where no rubric is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import polars as pl

from grappe.analysis.registry.accounts.filing import day
from grappe.analysis.registry.accounts.judging import EURO, MONTH, OLDEST, PREFIXES, YEARS
from grappe.analysis.registry.accounts.table_blocks import column
from grappe.analysis.registry.accounts.table_fields import is_value
from grappe.analysis.registry.accounts.table_plan import Plan, Use
from grappe.analysis.registry.accounts.table_rows import (
    PLACES,
    is_consolidated,
    is_group,
    model_named,
    months_of,
    year_end,
)
from grappe.analysis.registry.accounts.written_amounts import COMMA, NOTHING, POINT, Marks, amounts
from grappe.analysis.vocabulary.annual_accounts import measures, ratios, rubrics

DAY = pl.Date()
AN_EMPTY_CELL = pl.lit("", dtype=pl.String)


def is_columnar(plan: Plan) -> bool:
    """Tell whether a table can be read so: it tells measures, and no rubric."""
    return not any(use.field in rubrics() for use in plan.uses)


def taken(block: pl.DataFrame, plan: Plan, marks: Marks, name: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of a block that stand, as the store keeps them; and those set aside: reason and text.

    Both have `place`, theirs in the file.
    """
    cells = [one for one in block.columns if one != "row"]
    block = block.with_columns(pl.col(cells).str.strip_chars().fill_null(""))
    block = block.filter(pl.any_horizontal(pl.col(cells) != ""))
    found = [_year(block, plan, marks, name, turn, year) for turn, year in enumerate(plan.years or (None,))]
    rows = pl.concat(found).sort("place")
    stands = pl.col("reason").is_null()
    return rows.filter(stands).drop("reason", "text"), rows.filter(~stands).select("place", "reason", "text")


def _year(
    block: pl.DataFrame, plan: Plan, marks: Marks, name: str, turn: int, year: int | None
) -> pl.DataFrame:
    uses = plan.of(year)
    values = [use for use in uses if is_value(use.field)]
    if year is not None:
        known = [~pl.col(column(use.place)).str.to_lowercase().is_in(list(NOTHING)) for use in values]
        block = block.filter(pl.any_horizontal(known))
    said = {use.field: pl.col(column(use.place)) for use in uses}
    frame = block.with_columns(place=pl.col("row") * PLACES + turn, text=_text(name, uses, year))
    frame, faults = _with_amounts(frame, values, marks)
    frame, more = _with_days(frame, said, year)
    return _judged(frame, said, [*faults, *more])


def _with_amounts(
    frame: pl.DataFrame, uses: list[Use], marks: Marks
) -> tuple[pl.DataFrame, list[tuple[pl.Expr, pl.Expr, pl.Expr]]]:
    """Add the measures; return what is wrong too: where, the reason, what was seen."""
    columns: dict[str, pl.Series] = {}
    faults = []
    for use in uses:
        cell = column(use.place)
        read, wrong = amounts(frame[cell], marks)
        columns[use.field] = read * use.factor
        columns[f"{use.field}?"] = wrong
        either = pl.col(cell).str.contains(f"^(?:{POINT}|{COMMA})$")
        reason = pl.when(either).then(pl.lit("mark")).otherwise(pl.lit("value"))
        faults.append((pl.col(f"{use.field}?"), reason, pl.col(cell)))
    empty = [pl.lit(None, dtype=pl.Float64).alias(name) for name in measures() if name not in columns]
    return frame.with_columns(**columns).with_columns(empty), faults


def _with_days(
    frame: pl.DataFrame, said: Mapping[str, pl.Expr], year: int | None
) -> tuple[pl.DataFrame, list[tuple[pl.Expr, pl.Expr, pl.Expr]]]:
    ended, started, deposited, months = (
        said.get(field, AN_EMPTY_CELL) for field in ("ended_on", "started_on", "deposited_on", "months")
    )
    of_year = said.get("year", pl.lit(str(year or ""), dtype=pl.String))
    frame = frame.with_columns(
        ended_on=pl.when(ended == "")
        .then(_each(frame, of_year, year_end))
        .otherwise(_each(frame, ended, day)),
        told_start=_each(frame, started, day),
        deposited_on=_each(frame, deposited, day),
        count=_each(frame, months, months_of, pl.Int32()),
    )
    end, count = pl.col("ended_on"), pl.col("count")
    back = (end + dt.timedelta(days=1)).dt.offset_by(pl.format("-{}mo", count.fill_null(0)))
    in_reach = count.is_not_null() & end.dt.year().is_in(list(YEARS))
    started_on = pl.coalesce("told_start", pl.when(in_reach).then(back))
    wrong = [
        (ended, end),
        (started, pl.col("told_start")),
        (pl.when(started == "").then(months).otherwise(AN_EMPTY_CELL), count),
        (deposited, pl.col("deposited_on")),
    ]
    faults = [((cell != "") & known.is_null(), pl.lit("day"), cell) for cell, known in wrong]
    return frame.with_columns(started_on=started_on), faults


def _judged(
    frame: pl.DataFrame, said: Mapping[str, pl.Expr], faults: list[tuple[pl.Expr, pl.Expr, pl.Expr]]
) -> pl.DataFrame:
    written = said.get("enterprise", AN_EMPTY_CELL).str.strip_suffix(".0")
    model = said.get("model", AN_EMPTY_CELL)
    consolidation = said.get("consolidation", AN_EMPTY_CELL)
    currency = said.get("currency", AN_EMPTY_CELL)
    digits = written.str.to_uppercase().str.replace_all(PREFIXES, "").str.strip_prefix("BE")
    frame = frame.with_columns(
        enterprise=pl.when(digits.str.contains("^[01]?[0-9]{9}$")).then(digits).cast(pl.Int64),
        model=_each(frame, model, model_named, pl.String()),
        of_group=_each(frame, model, is_consolidated, pl.Boolean())
        | _each(frame, consolidation, is_group, pl.Boolean()),
    )
    number, end, start = pl.col("enterprise"), pl.col("ended_on"), pl.col("started_on")
    seen = pl.format("{} / {}", start.cast(pl.String).fill_null("?"), end.cast(pl.String).fill_null("?"))
    money = [
        (pl.col(name) < 0, pl.lit("negative"), pl.format(f"{name} : {{}}", _cents(name)))
        for name in ("total_assets", "fte")
    ]
    right = end.dt.year().is_in(list(YEARS)) & (start.is_null() | ((start >= OLDEST) & (start <= end)))
    faults = [
        *faults,
        (pl.col("of_group"), pl.lit("consolidated"), pl.when(consolidation != "").then(consolidation).otherwise(model)),
        (number.is_null(), pl.lit("number"), written),
        (97 - (number // 100) % 97 != number % 100, pl.lit("modulo97"), written),
        (~right.fill_null(value=False), pl.lit("year"), seen),
        (~currency.str.to_uppercase().is_in([*EURO, ""]), pl.lit("currency"), currency),
        (pl.all_horizontal(pl.col(measures()).is_null()), pl.lit("empty"), AN_EMPTY_CELL),
        *money,
    ]  # fmt: skip
    reason = pl.coalesce(pl.when(wrong).then(why) for wrong, why, _ in faults)
    shown = pl.coalesce(pl.when(wrong).then(what) for wrong, _, what in faults)
    days = (end - start).dt.total_days() + 1
    frame = frame.with_columns(
        reason=reason,
        text=pl.when(shown == "").then(pl.col("text")).otherwise(pl.col("text") + " · " + shown),
        year=end.dt.year(),
        reference=pl.when(said.get("reference", AN_EMPTY_CELL) != "").then(
            said.get("reference", AN_EMPTY_CELL)
        ),
        months=(days / MONTH).round().cast(pl.Int32),
        currency=pl.lit("EUR"),
        **{name: _ratio(name, *sides) for name, sides in ratios().items()},
    )
    told = (
        "enterprise",
        "year",
        "reference",
        "deposited_on",
        "model",
        "started_on",
        "ended_on",
        "months",
        "currency",
    )
    return frame.select("place", "reason", "text", *told, *measures())


def _text(name: str, uses: tuple[Use, ...], year: int | None) -> pl.Expr:
    words = pl.concat_str(
        [pl.when(pl.col(cell) != "").then(pl.col(cell)) for cell in (column(use.place) for use in uses)],
        separator=" ",
        ignore_nulls=True,
    )
    label = f" ({year})" if year else ""
    return pl.lit(f"{name} ") + pl.col("row").cast(pl.String) + pl.lit(f"{label} : ") + words


def _each(
    frame: pl.DataFrame, cell: pl.Expr, read: Callable[[str], object], kind: pl.DataType = DAY
) -> pl.Expr:
    """Return what a few words mean, each read once."""
    words = frame.select(word=cell).to_series().unique().to_list()
    if not words:
        return pl.lit(None, dtype=kind)
    meant = [read(word) for word in words]
    return cell.replace_strict(
        pl.Series(words, dtype=pl.String), pl.Series(meant, dtype=kind), return_dtype=kind
    )


def _ratio(name: str, top: str, bottom: str) -> pl.Expr:
    ratio = pl.when(pl.col(bottom) > 0).then(pl.col(top) / pl.col(bottom))
    return pl.coalesce(pl.col(name), ratio)


def _cents(name: str) -> pl.Expr:
    """Return an amount below zero as `-12.34`."""
    cents = (pl.col(name).abs() * 100).round().cast(pl.Int64)
    after = (cents % 100).cast(pl.String).str.zfill(2)
    return pl.lit("-") + (cents // 100).cast(pl.String) + pl.lit(".") + after
