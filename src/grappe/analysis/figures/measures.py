"""The few ways of making one number out of rows."""

from __future__ import annotations

from collections.abc import Callable

import narwhals as nw

from grappe.analysis.figures.figure import Measure, Statistic


def count(
    where: nw.Expr | None = None, *, known: nw.Expr | None = None, eligible: str | None = None
) -> Measure:
    """Count the rows (those where `where` holds), among those for which `known` holds.

    eligible: the column that says how many should have been counted; without it, all the rows.
    """
    return Measure(
        statistic="count",
        value=nw.len() if where is None else where.sum(),
        rows=where,
        used=nw.len() if known is None else known.sum(),
        eligible=nw.len() if eligible is None else nw.col(eligible).max(),
    )


def distinct(column: str) -> Measure:
    """Count the different values of a column."""
    return Measure(
        statistic="distinct",
        value=nw.col(column).n_unique(),
        used=nw.col(column).n_unique(),
        eligible=nw.col(column).n_unique(),
        column=column,
    )


def share(column: str, *, of: str | None = None) -> Measure:
    """Return the share of 1 among the rows where the column (1, 0 or blank) says; `of`: the frame's size."""
    return Measure(
        statistic="share",
        value=nw.col(column).mean(),
        rows=~nw.col(column).is_null(),
        rows_have_value=True,
        used=nw.col(column).count(),
        eligible=nw.len() if of is None else nw.col(of).max(),
        column=column,
    )


def mean(column: str) -> Measure:
    """Return the mean of the rows that have a value."""
    return _of("mean", column, nw.col(column).mean())


def total(column: str) -> Measure:
    """Add up the rows that have a value. Rows, and a value in none of them: no number, rather than zero."""
    values = nw.col(column)
    return _of("total", column, nw.when(values.count() > 0).then(values.sum()).otherwise(float("nan")))


def quantile(column: str, level: float, *, eligible: str | None = None) -> Measure:
    """Return a quantile of type 7 (Hyndman and Fan 1996) of the rows that have a value.

    eligible: the column that says how many should have one; without it, all the rows.
    """
    value = nw.col(column).median() if level == 0.5 else nw.col(column).quantile(level, "linear")
    return _of("quantile", column, value, level, eligible)


def spread(column: str) -> Measure:
    """Return the standard deviation of a sample (divided by n - 1)."""
    return _of("spread", column, nw.col(column).std())


def single(
    column: str,
    *,
    used: str | None = None,
    eligible: str | None = None,
    bounds: tuple[str, str] | None = None,
    written: str = "",
) -> Measure:
    """Return the value that the base has already worked out, the same on all the group's rows.

    written: its arithmetic, with the `{columns}` of the base that a person needs to redo it by hand.
    """
    return Measure(
        statistic="single",
        value=nw.col(column).max(),
        rows=~nw.col(column).is_null(),
        rows_have_value=True,
        used=nw.col(column).count() if used is None else nw.col(used).max(),
        eligible=nw.len() if eligible is None else nw.col(eligible).max(),
        column=column,
        bounds=None if bounds is None else (nw.col(bounds[0]).max(), nw.col(bounds[1]).max()),
        written=written,
    )


def formula(
    written: str,
    value: Callable[..., nw.Expr],
    *,
    used: nw.Expr | None = None,
    eligible: nw.Expr | None = None,
    rows: nw.Expr | None = None,
    **parts: nw.Expr,
) -> Measure:
    """Return a value made of named parts: `formula("{a} / {b}", lambda a, b: a / b, a=…, b=…)`.

    The parts are what a person needs to redo it by hand.
    """
    return Measure(
        statistic="formula",
        value=value(**parts),
        used=nw.len() if used is None else used,
        eligible=nw.len() if eligible is None else eligible,
        rows=rows,
        written=written,
        parts=parts,
    )


def _of(
    statistic: Statistic, column: str, value: nw.Expr, level: float | None = None, eligible: str | None = None
) -> Measure:
    return Measure(
        statistic=statistic,
        value=value,
        rows=~nw.col(column).is_null(),
        rows_have_value=True,
        used=nw.col(column).count(),
        eligible=nw.len() if eligible is None else nw.col(eligible).max(),
        column=column,
        level=level,
    )
