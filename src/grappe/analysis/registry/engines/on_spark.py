"""Spark: on a cluster, where one machine is outgrown, or here with all processors."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from pyspark.sql import functions as F  # noqa: N812 - so everybody calls it
from pyspark.sql.pandas.types import from_arrow_schema

from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.engines.engine import QUARTILES, Engine, Rows, quantile_name
from grappe.analysis.registry.engines.spark_session import FAILURES, why
from grappe.analysis.registry.refusals import EngineMissing

PATTERN = re.compile(r"([\\\[\]{}*?])")
"""Letters of a path that Spark would read as a pattern of paths."""


class OnSpark(Engine):
    """The questions on a session of Spark, whose workers all see the store under the same path."""

    name = "spark"

    def __init__(self, session: Any, scratch: Path) -> None:
        super().__init__(scratch)
        self.session = session
        self._kept: list[Any] = []
        self._opened: dict[Path, Any] = {}

    def scan(self, file: Path) -> Rows:
        # A file is opened once: to look into it costs Spark a job, and a layer never changes.
        if file not in self._opened:
            place = "file://" + PATTERN.sub(r"\\\1", str(file.absolute()))
            self._opened[file] = self.session.read.schema(_schema(file)).parquet(place)
        return _frame(self._opened[file])

    def table(self, frame: pl.DataFrame) -> Rows:
        # Sent by itself: the scratch folder of this machine is no folder of the others.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pandas, which is not asked for
            return _frame(self.session.createDataFrame(frame.to_arrow()))

    def kept(self, frame: Rows) -> Rows:
        held = nw.to_native(frame).persist()
        try:
            held.count()
        except FAILURES as error:
            raise _gave_up(error) from error
        self._kept.append(held)
        return _frame(held)

    def rows(self, frame: Rows) -> pl.DataFrame:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of pandas, which is not asked for
                found = nw.to_native(frame).toArrow()
        except FAILURES as error:
            raise _gave_up(error) from error
        return pl.DataFrame(found)

    def quantiles(
        self,
        frame: Rows,
        by: Sequence[str],
        measures: Sequence[str],
        probabilities: Sequence[float] = QUARTILES,
    ) -> Rows:
        # In one list, as on DuckDB: the values of a group are gathered once.
        asked = F.array(*map(F.lit, probabilities))
        grouped = nw.to_native(frame).groupBy(*by)
        found = grouped.agg(
            *(
                one
                for m in measures
                for one in (F.count(m).alias(f"{m}_n"), F.percentile(m, asked).alias(f"{m}_q"))
            )
        )
        told = [
            one
            for m in measures
            for one in (
                f"{m}_n",
                *(F.col(f"{m}_q")[i].alias(quantile_name(m, p)) for i, p in enumerate(probabilities)),
            )
        ]
        return _frame(found.select(*by, *told))

    def let_go(self) -> None:
        """Free what was kept: the session may go on."""
        for held in self._kept:
            held.unpersist()
        self._kept.clear()


def _schema(file: Path) -> Any:
    """Read the columns of a Parquet file here, rather than by a job of Spark's."""
    told = pl.scan_parquet(file, glob=False).collect_schema()
    return from_arrow_schema(pl.DataFrame(schema=told).to_arrow().schema)


def _frame(native: Any) -> Rows:
    frame: Rows = nw.from_native(native)
    return frame


def _gave_up(error: Exception) -> EngineMissing:
    return EngineMissing(
        N_(
            "Spark n’a pas pu répondre : {why}. Sur plusieurs machines, le dossier du registre doit être au même chemin sur chacune."
        ),
        why=why(error),
    )
