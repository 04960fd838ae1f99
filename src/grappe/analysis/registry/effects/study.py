"""What a matched comparison is asked: its panel, its outcomes, who counts as alike, over which years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from grappe.analysis.statistics.interval import FloatArray, IntArray

Scale = Literal["log", "plain"]
UNIT, YEAR, JOINED = "enterprise", "year", "joined"
Metric = Literal["mahalanobis", "propensity"]
SCORE = 0.2 / 1.5
"""Standard deviations of the linear propensity score for one of the caliper."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A column that may change, and how: by a factor (`log`: zero and less are blank) or by an amount."""

    column: str
    scale: Scale = "log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What is compared with what; the defaults are those that `bench/worlds` tries."""

    outcomes: tuple[Outcome, ...]
    covariates: tuple[Outcome, ...] = ()
    """Who is alike: their mean over the years before entry, and their change over them; the outcomes
    themselves when none is named."""
    exact: tuple[str, ...] = ("activity", "size")
    """Columns that are the same in the year before entry, that year among them."""
    before: int = 3
    """Years before entry that matching looks at. Those before them are left for the placebo."""
    placebo: int = 5
    """Years before those, at most, in which nothing should happen."""
    late: int = 4
    """Years after entry from which on an effect is late: those found elsewhere take four to five years."""
    horizon: int = 8
    """Years after entry that are looked at, at most."""
    neighbours: int = 5
    """Companies for each member, at most; none serves twice."""
    metric: Metric = "mahalanobis"
    caliper: float = 1.5
    """Largest distance by Mahalanobis, all characteristics together, in standard deviations. For the
    propensity, by its linear score, the same number times `SCORE`: 0.2 standard deviations of it by default
    (Austin 2011, Pharmaceutical Statistics 10:150-161)."""
    level: float = 0.95

    def __post_init__(self) -> None:
        """Refuse what is no study."""
        if not self.outcomes or min(self.before, self.placebo, self.late, self.neighbours) < 1:
            raise ValueError(
                "A study has an outcome, and at least one year before, one of placebo, one peer."
            )
        if self.before < 2:
            raise ValueError("A change over the years before entry takes two of them.")
        if self.horizon < self.late:
            raise ValueError("The horizon lies beyond the year in which effects are late.")

    @property
    def alike(self) -> tuple[Outcome, ...]:
        """The covariates, those of the default among them."""
        return self.covariates or self.outcomes

    @property
    def since(self) -> tuple[int, ...]:
        """The years since entry that are looked at, the one before entry (-1) among them."""
        return tuple(range(-self.before - self.placebo, self.horizon + 1))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """Companies by years, side by side."""

    units: tuple[object, ...]
    years: IntArray
    """(years,), each year from the first to the last."""
    joined: FloatArray
    """(units,), NaN: never."""
    columns: dict[str, FloatArray]
    """By column and scale, (units, years); NaN where nothing is told."""
    strata: IntArray
    """(units, years), the place of the classes that are the same in `labels`; -1: one is not told."""
    labels: tuple[str, ...]

    def values(self, of: Outcome) -> FloatArray:
        """Return an outcome in its scale."""
        return self.columns[name(of)]

    @property
    def present(self) -> IntArray:
        """(units,), the last year in which anything is told; -1: nothing ever is."""
        told = np.zeros((len(self.units), len(self.years)), dtype=np.bool_)
        for values in self.columns.values():
            told |= np.isfinite(values)
        last = len(self.years) - 1 - np.argmax(told[:, ::-1], axis=1)
        return np.where(told.any(axis=1), self.years[last], -1)


def name(of: Outcome) -> str:
    """Return what a column is called in its scale."""
    return of.column if of.scale == "plain" else f"log {of.column}"


def panel_of(rows: pl.DataFrame, study: Study) -> Panel:
    """Put rows, one per company and year, side by side.

    enterprise, year (whole), joined (year or blank, the same in all the rows of a company), the columns of
    the study; a year in which a company tells nothing needs no row. ValueError: a column that is missing, a
    company twice in a year, or with two years of entry.
    """
    wanted = list(dict.fromkeys((*study.outcomes, *study.alike)))
    lacking = {UNIT, YEAR, JOINED, *study.exact, *(one.column for one in wanted)} - set(rows.columns)
    if lacking:
        raise ValueError(f"The panel lacks {sorted(lacking)}.")
    if rows.is_empty():
        raise ValueError("The panel is empty.")
    if (
        rows.select(UNIT, YEAR).null_count().sum_horizontal().item()
        or rows.select(UNIT, YEAR).is_duplicated().any()
    ):
        raise ValueError("Each row is of a company and a year, once.")
    rows = rows.sort(UNIT, YEAR)
    entries = rows.group_by(UNIT, maintain_order=True).agg(
        pl.col(JOINED).first(), many=pl.col(JOINED).fill_null(-1).n_unique()
    )
    if (entries["many"] > 1).any():
        raise ValueError(f"Two years of entry: {entries.filter(pl.col('many') > 1)[UNIT].head(3).to_list()}.")
    units = tuple(entries[UNIT].to_list())
    first = int(rows[YEAR].min())  # type: ignore[arg-type]
    years = np.arange(first, int(rows[YEAR].max()) + 1, dtype=np.int64)  # type: ignore[arg-type]
    place = rows[UNIT].rle_id().to_numpy().astype(np.int64), rows[YEAR].to_numpy().astype(np.int64) - first

    def wide(values: np.ndarray) -> FloatArray:
        table = np.full((len(units), len(years)), np.nan)
        table[place] = values
        return table

    columns = {name(one): wide(_scaled(rows[one.column], one.scale)) for one in wanted}
    strata, labels = _strata(rows, study.exact)
    codes = wide(strata.astype(np.float64))
    return Panel(
        units=units,
        years=years,
        joined=entries[JOINED].cast(pl.Float64).to_numpy(),
        columns=columns,
        strata=np.where(np.isnan(codes), -1, codes).astype(np.int64),
        labels=labels,
    )


def _scaled(values: pl.Series, scale: Scale) -> FloatArray:
    found = values.cast(pl.Float64).to_numpy().copy()
    found[~np.isfinite(found)] = np.nan
    if scale == "plain":
        return found
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(found > 0, np.log(found), np.nan)


def _strata(rows: pl.DataFrame, exact: Sequence[str]) -> tuple[IntArray, tuple[str, ...]]:
    if not exact:
        return np.zeros(len(rows), dtype=np.int64), ("",)
    joined = rows.select(
        pl.when(~pl.any_horizontal(pl.col(list(exact)).is_null())).then(
            pl.concat_str([pl.col(column).cast(pl.String) for column in exact], separator=" · ")
        )
    ).to_series()
    labels = sorted(joined.drop_nulls().unique().to_list())
    codes = {label: code for code, label in enumerate(labels)}
    return np.array([-1 if one is None else codes[one] for one in joined], dtype=np.int64), tuple(labels)
