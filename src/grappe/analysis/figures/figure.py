"""What a figure is: an expression over the rows of a base, and the papers that go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import narwhals as nw

if TYPE_CHECKING:
    from grappe.analysis.figures.readings import Readings

Rows: TypeAlias = "nw.LazyFrame[Any]"
"""The rows of a base or a table, on whatever engine."""

Unit = Literal["count", "share", "fte", "eur", "days", "years", "year", "index", "p"]
Interval = Literal["proportion", "t", "order_statistics"]
Statistic = Literal["count", "distinct", "share", "mean", "total", "quantile", "spread", "single", "formula"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Base:
    """The rows that figures are computed on: one reading of the dossier's tables.

    The frame that `build` returns has `cluster_id`, `row` (the name of each row in the papers) and
    the columns that the figures use.
    """

    name: str
    about: str
    """What one row is, in French: « un membre au jour de référence »."""
    tables: tuple[str, ...]
    """The tables that the rows come from: the `source` of the papers."""
    needs: tuple[str, ...] = ()
    """What must be there: a table, `table.column` with a value, `table.column?` even if blank, `period`."""
    build: Callable[[Readings], Rows]
    shown: tuple[str, ...] = ()
    """The columns that let a person check a row by hand."""
    named_by: str = ""
    """The column whose codes its rows are named by, where they have no identifier of their own."""
    confidential: bool = False
    """The rows are members or respondents: small groups may be hidden."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measure:
    """One aggregate over the rows of a base, and how many rows it rests on."""

    statistic: Statistic
    value: nw.Expr
    """The figure itself: one aggregate expression."""
    rows: nw.Expr | None = None
    """The rows that the papers name; None: all."""
    rows_have_value: bool = False
    """Those rows are the ones with a value in `column`."""
    used: nw.Expr
    """How many units the value was computed on."""
    eligible: nw.Expr
    """How many it should have been computed on."""
    column: str | None = None
    """The column of the base that is averaged, added up, ranked …"""
    level: float | None = None
    """The level of a quantile."""
    written: str = ""
    """The arithmetic of a formula, with its `{parts}`."""
    parts: Mapping[str, nw.Expr] = field(default_factory=dict)
    bounds: tuple[nw.Expr, nw.Expr] | None = None
    """The ends of the interval, where the base has already worked them out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figure:
    """A figure of the catalogue, declared once. Its id, once published, keeps its meaning."""

    id: str
    chapter: int
    """1 to 8; 0 for what goes with every chapter."""
    unit: Unit
    units: Mapping[str, Unit] = field(default_factory=dict)
    """The unit by key, where it is not the same for all."""
    typeset: Literal["mean", "share"] | None = None
    """How its values are printed, where their unit does not say it: a mean of counts, a ratio as a share."""
    label: str
    definition: str
    base: Base
    measure: Measure
    key: str | None = None
    """The column of the base by which the figure is broken down."""
    key_name: str = ""
    """What the key is called in the catalogue: `kind`, `province` …"""
    classes: Mapping[str, str] | None = None
    """The closed list of the key: each class has its line, were it zero."""
    interval: Interval | None = None
    needs: tuple[str, ...] = ()
    """What it needs beyond its base."""
    empty: float | None = None
    """The value where no row counts: zero for a count, nothing for a mean."""
    impossible: str | None = None
    """What its papers say where its value cannot be: a part above its whole, a count below zero."""

    def printed_in(self, unit: str) -> str:
        """Return the unit in which a value of it is printed, from that of its results."""
        return self.typeset or unit

    @property
    def name(self) -> str:
        """The id with its key, as the catalogue writes it: `members.by_kind[kind]`."""
        return f"{self.id}[{self.key_name}]" if self.key else self.id


def figure_name(figure: str, key: str | None) -> str:
    """Return the name of one result: `members.by_kind[enterprise]`."""
    return f"{figure}[{key}]" if key else figure
