"""Where a figure comes from: its definition, its rows, its arithmetic, so that a person can redo it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.evidence import shown_columns
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.readings import eager, readings_of
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal
from grappe.analysis.language.punctuation import semicolon

PLACES = 4


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rows that a figure was computed on and how; the papers are those of its result."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """One row per unit, the first column its name; blank cells are unknown."""
    counted: tuple[bool, ...]
    """Which of the rows the value rests on; the others were eligible and left aside."""
    arithmetic: tuple[str, ...]


def explain(
    dossier: Dossier, asked: Asked, figure: Figure, key: str | None, cluster: str, language: Language
) -> Explanation:
    """Return the rows and the arithmetic of one result of one cluster."""
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    frame = eager(readings.base(figure.base)).filter(pl.col("cluster_id") == cluster)
    if figure.key is not None:
        frame = frame.filter(pl.col(figure.key).cast(pl.String) == key)
    frame = frame.with_columns(_counted(figure, frame))
    columns = shown_columns(figure, frame.columns)
    if "_row" in frame.columns:
        columns = [*columns, "_row"]
    frame = frame.sort(pl.col("row").str.len_chars(), "row", maintain_order=True)
    rows = frame.select("row", *columns)
    return Explanation(
        columns=(say(N_("ligne"), language), *(_heading(column, language) for column in columns)),
        rows=tuple(tuple(_cell(value, language) for value in row) for row in rows.iter_rows()),
        counted=tuple(frame["@counted"].to_list()),
        arithmetic=tuple(_arithmetic(figure, frame, language)),
    )


def _counted(figure: Figure, frame: pl.DataFrame) -> pl.Series:
    """Return which rows the value rests on, by the figure's own expression."""
    if figure.measure.rows is None:
        return pl.Series("@counted", [True] * len(frame), dtype=pl.Boolean)
    marked = nw.from_native(frame.lazy()).select(figure.measure.rows.alias("@counted"))
    return eager(marked)["@counted"].fill_null(value=False)


def _heading(column: str, language: Language) -> str:
    return say(N_("dans le fichier, ligne"), language) if column == "_row" else column


def _cell(value: object, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say(N_("oui") if value else N_("non"), language)
    if isinstance(value, float):
        return decimal(value, language, PLACES, trimmed=True)
    return str(value)


def _arithmetic(figure: Figure, frame: pl.DataFrame, language: Language) -> list[str]:
    """Write the computation with its numbers."""
    measure = figure.measure
    used = frame.filter(pl.col("@counted"))
    if measure.statistic in ("count", "distinct"):
        return [counted_words(len(used), len(frame), language)]
    if measure.statistic == "formula":
        return [_formula(figure, frame, language)]
    if measure.column is None or used.is_empty():
        return []
    values = used[measure.column].cast(pl.Float64)
    if measure.statistic == "single":
        how = _worked_out(measure.written, used, language) if measure.written else str(measure.column)
        return [f"{how} = {_n(values.max(), language)}"]
    return WRITTEN[measure.statistic](values, measure.level, language)


def counted_words(counted: int, total: int, language: Language) -> str:
    """Say how many rows count, and of how many."""
    return say_many(
        N_("{count} ligne comptée sur {all}."),
        N_("{count} lignes comptées sur {all}."),
        counted,
        language,
        all=total,
    )


def worked_out(written: str, row: Mapping[str, str], value: float, language: Language) -> str:
    """Write the arithmetic of a value from what its row showed; empty where the row lacks a part of it."""
    try:
        numbers = {name: _n(told, language) if _is_number(told) else told for name, told in row.items()}
        return f"{written.format_map(numbers)} = {_n(value, language)}" if written else ""
    except (KeyError, ValueError):
        return ""


def _is_number(told: str) -> bool:
    try:
        float(told)
    except ValueError:
        return False
    return True


def _n(value: Any, language: Language) -> str:
    return decimal(float(value), language, PLACES, trimmed=True)


def _worked_out(written: str, used: pl.DataFrame, language: Language) -> str:
    """Write the arithmetic of a value that its base worked out; a blank counts for nothing."""
    row = used.row(0, named=True)
    return written.format_map({name: _cell(value, language) or "0" for name, value in row.items()})


def _formula(figure: Figure, frame: pl.DataFrame, language: Language) -> str:
    parts = figure.measure.parts
    found = eager(nw.from_native(frame.lazy()).select(**parts, **{"@value": figure.measure.value}))
    numbers = {name: _n(found[name][0], language) if found[name][0] is not None else "–" for name in parts}
    value = found["@value"][0]
    return f"{figure.measure.written.format(**numbers)} = {_n(value, language) if value is not None else '–'}"


def _share(values: pl.Series, _level: float | None, language: Language) -> list[str]:
    return [f"{_n(values.sum(), language)} / {len(values)} = {_n(values.mean(), language)}"]


def _mean(values: pl.Series, _level: float | None, language: Language) -> list[str]:
    """Write a mean, and what it must be read with: a few large values pull it up."""
    total = _added(values, language)
    quartiles = [_n(values.quantile(level, "linear"), language) for level in (0.25, 0.5, 0.75)]
    return [
        f"({total}) / {len(values)} = {_n(values.sum(), language)} / {len(values)} = {_n(values.mean(), language)}",
        say(
            N_("À lire avec les quartiles : {low}, médiane {middle}, {high}."),
            language,
            low=quartiles[0],
            middle=quartiles[1],
            high=quartiles[2],
        ),
    ]


def _total(values: pl.Series, _level: float | None, language: Language) -> list[str]:
    return [f"{_added(values, language)} = {_n(values.sum(), language)}"]


def _added(values: pl.Series, language: Language) -> str:
    return " + ".join(_n(value, language) for value in values)


def _quantile(values: pl.Series, level: float | None, language: Language) -> list[str]:
    """Write a type 7 quantile: the ordered values, the rank, the interpolation."""
    ordered = values.sort().to_list()
    level = level or 0.0
    rank = (len(ordered) - 1) * level + 1
    below, above = ordered[math.floor(rank) - 1], ordered[math.ceil(rank) - 1]
    part = rank - math.floor(rank)
    lines = [
        say(
            N_("Valeurs rangées : {values}."),
            language,
            values=semicolon(language).join(_n(value, language) for value in ordered),
        ),
        say(
            N_("Rang : ({n} − 1) × {level} + 1 = {rank}."),
            language,
            n=len(ordered),
            level=_n(level, language),
            rank=_n(rank, language),
        ),
    ]
    value = below + part * (above - below)
    if part:
        lines.append(
            f"{_n(below, language)} + {_n(part, language)} × ({_n(above, language)} − {_n(below, language)}) = {_n(value, language)}"
        )
    else:
        lines.append(say(N_("La valeur de ce rang est {value}."), language, value=_n(value, language)))
    return lines


def _spread(values: pl.Series, _level: float | None, language: Language) -> list[str]:
    mean = float(values.mean() or 0)  # type: ignore[arg-type]  # a number: the values are
    squares = float(((values - mean) ** 2).sum())
    n = len(values)
    return [
        say(
            N_("Moyenne : {mean}. Somme des carrés des écarts : {squares}."),
            language,
            mean=_n(mean, language),
            squares=_n(squares, language),
        ),
        f"√({_n(squares, language)} / ({n} − 1)) = {_n(math.sqrt(squares / (n - 1)), language) if n > 1 else '–'}",
    ]


WRITTEN: Mapping[str, Callable[[pl.Series, float | None, Language], list[str]]] = {
    "share": _share,
    "mean": _mean,
    "total": _total,
    "quantile": _quantile,
    "spread": _spread,
}
