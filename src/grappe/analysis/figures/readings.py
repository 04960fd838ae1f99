"""Readings of the tables that several figures share, each made once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import narwhals as nw
import polars as pl

from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.values import DTYPES
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.figure import Base, Rows
from grappe.analysis.vocabulary import places


class Readings:
    """The tables of a dossier on the engine at hand, with what is asked of them.

    Every declared column is there (null where the dossier has none), so that an expression never
    has to ask. A base is read once, however many figures use it.
    """

    def __init__(
        self,
        tables: Mapping[str, Rows],
        asked: Asked,
        questionnaire: Questionnaire | None = None,
    ) -> None:
        self.tables = tables
        self.asked = asked
        self.questionnaire = questionnaire
        self._made: dict[Base, Rows] = {}
        self._worked: dict[object, pl.DataFrame] = {}

    @property
    def as_of(self) -> nw.Expr:
        """The reference day, as a value of expressions."""
        return nw.lit(self.asked.as_of, nw.Date())

    @property
    def day(self) -> dt.date:
        """The reference day."""
        return self.asked.as_of

    def table(self, name: str) -> Rows:
        """Return a table; an absent one is empty, an absent column null."""
        if name in self.tables:
            return self.tables[name]
        return nw.from_native(empty_table(name).lazy())

    def base(self, base: Base) -> Rows:
        """Return the rows of a base, read once."""
        if base not in self._made:
            self._made[base] = materialised(base.build(self))
        return self._made[base]

    def worked(self, make: Callable[[Readings], pl.DataFrame]) -> pl.DataFrame:
        """Return what `make` makes of these readings, made once for all the bases that build on it."""
        if make not in self._worked:
            self._worked[make] = make(self)
        return self._worked[make]

    def in_period(self, name: str, column: str) -> Rows:
        """Return the rows of a table whose day lies in the cluster's period, both ends counted."""
        return (
            self.table(name)
            .join(self.table("@asked"), on="cluster_id", how="inner")
            .filter(nw.col(column) >= nw.col("period_from"), nw.col(column) <= nw.col("period_to"))
        )


BY_NAME = (pl.col("row").str.len_chars(), pl.col("row"))
"""The order of rows in the papers: m2 before m10, whatever the engine."""


def materialised(frame: Rows) -> Rows:
    """Work a frame out now, cluster after cluster, where the engine would otherwise do so for each figure.

    In order, so that papers name rows alike each time, and that sums of floats end on the same digit: cores
    share the rows out, and a cluster's rows that lie together are added up by the same one.
    """
    native = nw.to_native(frame)
    if isinstance(native, pl.LazyFrame):
        return nw.from_native(native.sort("cluster_id", *BY_NAME).collect(engine="in-memory").lazy())
    return frame


def on_polars(frame: Rows) -> pl.LazyFrame:
    """Return a query on Polars: as it is where it already is one, else with its rows brought over."""
    native = nw.to_native(frame)
    return native if isinstance(native, pl.LazyFrame) else eager(frame).lazy()


def readings_of(
    tables: Mapping[str, pl.DataFrame], asked: Asked, questionnaire: Questionnaire | None = None
) -> Readings:
    """Return the readings of a dossier's tables on Polars."""
    frames = frames_of(tables, asked)
    return Readings(
        {name: nw.from_native(frame.lazy()) for name, frame in frames.items()}, asked, questionnaire
    )


def frames_of(tables: Mapping[str, pl.DataFrame], asked: Asked) -> dict[str, pl.DataFrame]:
    """Return what readings are made of: the tables, what is asked (`@asked`), the postal codes (`@seats`)."""
    frames = {name: completed(name, frame) for name, frame in tables.items() if name in TABLES}
    # Tables that only a register fills are whole as they come.
    frames |= {name: frame for name, frame in tables.items() if name.startswith("@")}
    return {**frames, "@asked": asked.frame(), "@seats": places.postal_codes()}


def completed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table with every declared column, in its type."""
    absent = [column for column in TABLES[name].columns if column.name not in frame.columns]
    return frame.with_columns(pl.lit(None, DTYPES[column.kind]).alias(column.name) for column in absent)


def empty_table(name: str) -> pl.DataFrame:
    """Return a table without rows."""
    schema = {"cluster_id": pl.String(), "_row": pl.Int64()}
    schema |= {column.name: DTYPES[column.kind] for column in TABLES[name].columns}
    return pl.DataFrame(schema=schema)


def eager(frame: Rows) -> pl.DataFrame:
    """Return a frame's rows on Polars, for what no expression says (graphs, ranks)."""
    rows: pl.DataFrame = frame.collect("polars").to_native()
    return rows


def lazy(frame: pl.DataFrame) -> Rows:
    """Put rows back among the readings."""
    return nw.from_native(frame.lazy())
