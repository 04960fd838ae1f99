"""The whole country at once: companies by activity and place, and their quartiles by size and year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import narwhals as nw
import polars as pl

from grappe.analysis.registry.engines.engine import QUARTILES, Rows
from grappe.analysis.registry.peers.group import beginnings
from grappe.analysis.registry.peers.population import is_ending, is_natural, left_out
from grappe.analysis.registry.register import Register
from grappe.analysis.vocabulary import nace, places
from grappe.analysis.vocabulary.classes import SIZE_BOUNDS

Place = Literal["region", "province"]
UNKNOWN = "unknown"
"""The class of a company that does not tell its staff."""


def companies_by_activity(register: Register, version: str, codes: Sequence[str], *, place: Place) -> Rows:
    """Return, by activity and place, how many enterprises have it as a main activity, once each.

    codes: canonical codes of that version, of any depth, sections too; what is below each is within.
    nace (one of the codes), place (NUTS), companies, natural (of these, natural persons), ending (of the
    rest, dissolved or bankrupt). A code without a company has no row.
    """
    ending = is_ending() & ~is_natural()
    placed = _placed(register, place).with_columns(
        natural=is_natural().cast(nw.Int64()), ending=ending.cast(nw.Int64())
    )
    return (
        _activities(register, version, codes)
        .join(placed, on="enterprise", how="inner")
        .group_by("nace", "place")
        .agg(
            companies=nw.len().cast(nw.Int64()),
            natural=nw.col("natural").sum().cast(nw.Int64()),
            ending=nw.col("ending").sum().cast(nw.Int64()),
        )
    )


def sectors(
    register: Register,
    version: str,
    codes: Sequence[str],
    measures: Sequence[str],
    *,
    years: tuple[int, int],
    place: Place = "province",
    probabilities: Sequence[float] = QUARTILES,
) -> Rows:
    """Return, by activity, place, size class and year, how many companies tell a measure, and its quantiles.

    nace (one of the codes, as in `companies_by_activity`), place (NUTS), size (`0-9` … `250+`, `unknown`),
    year, and of each measure `fte_n`, `fte_q25` … . Legal persons that are not ending, with accounts of
    twelve months; years: first and last.
    """
    placed = _placed(register, place).filter(~is_natural(), ~is_ending()).select("enterprise", "place")
    told = (
        register.accounts()
        .filter(nw.col("year") >= years[0], nw.col("year") <= years[1])
        .select("enterprise", "year", "is_last_of_year", "months", *dict.fromkeys((*measures, "fte")))
        .filter(left_out(None).is_null())
        .with_columns(size=size_class())
    )
    rows = told.join(placed, on="enterprise", how="inner").join(
        _activities(register, version, codes), on="enterprise", how="inner"
    )
    return register.engine.quantiles(rows, ["nace", "place", "size", "year"], measures, probabilities)


def size_class() -> nw.Expr:
    """Return the class of a company's staff (`fte`)."""
    smallest, *larger = SIZE_BOUNDS
    found = nw.lit(smallest)
    for name in larger:
        found = nw.when(nw.col("fte") >= SIZE_BOUNDS[name]).then(nw.lit(name)).otherwise(found)
    return nw.when(nw.col("fte").is_null()).then(nw.lit(UNKNOWN)).otherwise(found)


def divisions(version: str) -> tuple[str, ...]:
    """Return the divisions of a version: two digits, 88 in 2008."""
    codes = nace.table(version)["code"].to_list()
    return tuple(code for code in codes if len(code) == 2 and code.isdigit())


def _activities(register: Register, version: str, codes: Sequence[str]) -> Rows:
    """Return each enterprise once per code that one of its main activities is, or is below."""
    starts = pl.DataFrame(
        [(start, code) for code in dict.fromkeys(codes) for start in beginnings([code], version)],
        schema={"start": pl.String, "nace": pl.String},
        orient="row",
    )
    main = register.table("main_activity").filter(nw.col("version") == version)
    found = [
        main.select("enterprise", start=nw.col("nace").str.slice(0, length)).join(
            register.engine.table(starts.filter(pl.col("start").str.len_chars() == length)),
            on="start",
            how="inner",
        )
        for length in sorted(starts["start"].str.len_chars().unique().to_list())
    ]
    return nw.concat(found).group_by("enterprise", "nace").agg()


def _placed(register: Register, place: Place) -> Rows:
    """Return the enterprises of the country with their place."""
    codes = places.postal_codes().select("postal_code", place=place).drop_nulls()
    return (
        register.table("company")
        .filter(nw.col("country").is_null())
        .join(register.engine.table(codes), on="postal_code", how="inner")
    )
