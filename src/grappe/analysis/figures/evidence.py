"""The rows behind figures, kept beside the results so that a later result can be held against them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.readings import Readings, on_polars
from grappe.analysis.language.catalogues import N_

FILE = "rows.parquet"
SCHEMA = {"figure": pl.String, "cluster_id": pl.String, "key": pl.String, "row": pl.String, "seen": pl.String}


def shown_columns(figure: Figure, available: Iterable[str]) -> list[str]:
    """Return the columns that let a person check a figure's rows: its own, then those of its base."""
    # What the base has worked out for the whole group is no row's own: it would blame rows that did not move.
    own = figure.measure.column if figure.measure.statistic != "single" else None
    wanted = [own, *figure.base.shown]
    there = set(available)
    return [
        column for column in dict.fromkeys(wanted) if column in there and column not in ("row", "cluster_id")
    ]


def evidence(readings: Readings, figures: Iterable[Figure]) -> pl.DataFrame:
    """Return what each row brought to each figure: figure, cluster_id, key, row, seen (`fte=13.0; …`).

    Rows that a figure leaves aside (unknown employment, a question not answered) are there too: they
    are what changes when a blank is filled in.
    """
    made: dict[tuple[str, str | None, tuple[str, ...]], pl.LazyFrame] = {}
    asked: list[tuple[str, tuple[str, str | None, tuple[str, ...]]]] = []
    for figure in figures:
        frame = on_polars(readings.base(figure.base))
        names = frame.collect_schema().names()
        columns = tuple(shown_columns(figure, names))
        what = (figure.base.name, figure.key, columns)
        if what not in made and "row" in names:
            made[what] = _seen(frame, figure.key, columns)
        if what in made:
            asked.append((figure.id, what))
    # All in one go: each question alone would cost more than its few rows.
    seen = dict(zip(made, pl.collect_all(made.values(), engine="in-memory"), strict=True))
    found = [seen[what].select(pl.lit(name).alias("figure"), pl.all()) for name, what in asked]
    return pl.concat(found) if found else pl.DataFrame(schema=SCHEMA)


def _seen(frame: pl.LazyFrame, key: str | None, columns: tuple[str, ...]) -> pl.LazyFrame:
    said = [
        pl.when(pl.col(column).is_not_null()).then(
            pl.concat_str(pl.lit(f"{column}="), pl.col(column).cast(pl.String))
        )
        for column in columns
    ]
    seen = frame.filter(pl.col("row").is_not_null()).select(
        "cluster_id",
        (pl.lit(None, pl.String) if key is None else pl.col(key).cast(pl.String)).alias("key"),
        "row",
        (pl.concat_str(said, separator="; ", ignore_nulls=True) if said else pl.lit("")).alias("seen"),
    )
    return seen.sort("cluster_id", "key", pl.col("row").str.len_chars(), "row", "seen")


def write_evidence(folder: Path, rows: pl.DataFrame) -> Path:
    """Write the rows beside the figures."""
    file = folder / FILE
    rows.write_parquet(file)
    return file


def read_evidence(folder: Path) -> pl.DataFrame | None:
    """Read the rows of an earlier result; None where it kept none (a campaign, a hidden small group).

    Raises Unreadable when the file is damaged or not ours.
    """
    file = folder / FILE
    if not file.is_file():
        return None
    try:
        return pl.read_parquet(file).select(list(SCHEMA))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Unreadable(
            str(file),
            N_("ce n’est pas un fichier Parquet de Grappe. Refaites le résultat avec « grappe evaluate »."),
        ) from error
