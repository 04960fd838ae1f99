"""What every engine does for a question: read Parquet, keep what is asked again, give rows back.

A question is written once, in Narwhals expressions over what `scan` and `table` give. What an engine does
faster its own way stands behind one method, whose portable form here is its witness in the tests.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeAlias

import narwhals as nw
import polars as pl

Rows: TypeAlias = nw.LazyFrame[Any]
Name = Literal["duckdb", "polars", "spark"]
QUARTILES = (0.25, 0.5, 0.75)


def quantile_name(measure: str, probability: float) -> str:
    """Return the column of a quantile.

    >>> quantile_name("fte", 0.25)
    'fte_q25'
    """
    return f"{measure}_q{round(probability * 100):02d}"


class Engine(ABC):
    """An engine, open; files that it needs for a while lie in its scratch folder."""

    name: ClassVar[Name]

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self._numbers = count()

    @abstractmethod
    def scan(self, file: Path) -> Rows:
        """Return the rows of a Parquet file, read when they are asked for."""

    @abstractmethod
    def kept(self, frame: Rows) -> Rows:
        """Work a frame out now and keep it: what several questions build on is read once."""

    @abstractmethod
    def rows(self, frame: Rows) -> pl.DataFrame:
        """Work a frame out and return its rows, in no promised order."""

    def table(self, frame: pl.DataFrame) -> Rows:
        """Bring a small frame to the engine."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        file = self.scratch / f"{self.name}-{next(self._numbers)}.parquet"
        frame.write_parquet(file)
        return self.scan(file)

    def quantiles(
        self,
        frame: Rows,
        by: Sequence[str],
        measures: Sequence[str],
        probabilities: Sequence[float] = QUARTILES,
    ) -> Rows:
        """Return, by group, of each measure how many values it has (`fte_n`) and its quantiles (`fte_q25` …).

        Quantiles are of type 7; blanks do not count, and a measure without a value has none.
        """
        return portable_quantiles(frame, by, measures, probabilities)

    def standings(self, frame: Rows, by: Sequence[str]) -> Rows:
        """Return where each member stands among the peers of its group: the share below, half of those equal.

        frame: the columns of `by`, `is_member`, `value` (never blank), and others, which stay. The rows of
        members, with rank (0 to 1) and peers (how many); those of a group without a peer are left out.
        """
        return portable_standings(frame, by)


def portable_standings(frame: Rows, by: Sequence[str]) -> Rows:
    """Return what `Engine.standings` promises, as one expression for all engines.

    A mean rank is the number of those below plus half of those equal, oneself counted: among all less among
    members, the members cancel out.
    """
    peers = frame.filter(~nw.col("is_member")).group_by(*by).agg(nw.len().cast(nw.Int64).alias("peers"))
    mean = nw.col("value").rank("average")
    # Among all, a rank is of members and others in one; among members, of these alone.
    ranked = frame.with_columns(among_all=mean.over(*by), among_own=mean.over(*by, "is_member"))
    return (
        ranked.filter(nw.col("is_member"))
        .join(peers, on=list(by), how="inner")
        .with_columns(rank=(nw.col("among_all") - nw.col("among_own")) / nw.col("peers"))
        .drop("among_all", "among_own")
    )


def portable_quantiles(
    frame: Rows,
    by: Sequence[str],
    measures: Sequence[str],
    probabilities: Sequence[float] = QUARTILES,
) -> Rows:
    """Return what `Engine.quantiles` promises, as one expression for all engines."""
    return frame.group_by(*by).agg(
        *(
            one
            for measure in measures
            for one in (
                nw.col(measure).count().cast(nw.Int64).alias(f"{measure}_n"),
                *(
                    nw.col(measure).quantile(p, interpolation="linear").alias(quantile_name(measure, p))
                    for p in probabilities
                ),
            )
        ),
    )
