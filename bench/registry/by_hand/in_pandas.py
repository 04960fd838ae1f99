"""Pandas by hand: only the columns that are needed, rows dropped as early as can be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl

from bench.registry.by_hand.asked import (
    CUT,
    ENDED,
    LARGEST,
    MEASURES,
    MONTHS,
    NATURAL,
    QUARTILES,
    RATIO,
    SIZES,
    UNKNOWN,
    VERSION,
    YEARS,
    Asked,
)

KEY = ["measure", "year"]


def group(asked: Asked) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the peers' quartiles by measure and year, and the rank of each member."""
    active = pd.read_parquet(
        asked.main_activity,
        columns=["enterprise"],
        filters=[("version", "==", VERSION), ("nace", ">=", asked.activity), ("nace", "<", asked.above)],
    )
    company = _legal(asked)
    there = company[company["postal_code"].isin(asked.postal_codes)]["enterprise"]
    there = there[there.isin(active["enterprise"])]
    counted = pd.read_parquet(
        asked.accounts,
        columns=["enterprise", "year", "ended_on", "months", *MEASURES],
        filters=[("year", ">=", YEARS[0]), ("year", "<=", YEARS[1])],
    )
    counted = _standing(counted[counted["enterprise"].isin(there)])
    counted["is_member"] = counted["enterprise"].isin(asked.members)
    peers = counted[~counted["is_member"]].groupby("year")[RATIO]
    ends = peers.quantile([CUT, 1 - CUT]).unstack()[peers.count() >= 1 / CUT]
    low, high = (counted["year"].map(ends[end]) for end in ends.columns)
    outside = ~counted["is_member"] & ((counted[RATIO] < low) | (counted[RATIO] > high))
    counted[RATIO] = counted[RATIO].mask(outside)
    valued = counted.melt(
        id_vars=["enterprise", "year", "is_member"], value_vars=list(MEASURES), var_name="measure"
    ).dropna(subset="value")
    grouped = valued[~valued["is_member"]].groupby(KEY)["value"]
    quartiles = grouped.quantile(list(QUARTILES)).unstack().set_axis(["q1", "median", "q3"], axis=1)
    quartiles = quartiles.join(grouped.count().rename("n")).reset_index()
    members = valued[valued["is_member"]].drop(columns="is_member").reset_index(drop=True)
    held = {key: np.sort(values.to_numpy()) for key, values in grouped}
    for key, own in members.groupby(KEY):
        there_are = held.get(key, np.empty(0))
        found = [np.searchsorted(there_are, own["value"], side) for side in ("left", "right")]
        members.loc[own.index, "rank"] = sum(found) / (2 * len(there_are)) if len(there_are) else np.nan
        members.loc[own.index, "peers"] = len(there_are)
    standings = members[members["peers"] > 0].astype({"peers": "int64"})
    return pl.from_pandas(quartiles), pl.from_pandas(standings)


def country(asked: Asked) -> pl.DataFrame:
    """Return the quartiles of every division, province, size class and year."""
    active = pd.read_parquet(
        asked.main_activity, columns=["enterprise", "nace"], filters=[("version", "==", VERSION)]
    )
    active = active.assign(nace=active["nace"].str[:2].astype("category")).drop_duplicates()
    provinces = asked.provinces.to_pandas().astype({"place": "category"})
    placed = _legal(asked).merge(provinces, on="postal_code")[["enterprise", "place"]]
    told = pd.read_parquet(
        asked.accounts,
        columns=["enterprise", "year", "ended_on", "months", *MEASURES],
        filters=[("year", ">=", YEARS[0]), ("year", "<=", YEARS[1])],
    )
    told = _standing(told)
    names = [UNKNOWN, *(name for _, name in SIZES), LARGEST]
    turn = np.searchsorted([below for below, _ in SIZES], told["fte"], side="right") + 1
    turn = np.where(told["fte"].isna(), 0, turn)
    told["size"] = pd.Categorical.from_codes(turn, categories=names)
    rows = told.merge(placed, on="enterprise").merge(active, on="enterprise")
    grouped = rows.groupby(["nace", "place", "size", "year"], observed=True)[list(MEASURES)]
    parts = [grouped.count().add_suffix("_n")]
    parts += [grouped.quantile(p).add_suffix(f"_q{round(p * 100)}") for p in QUARTILES]
    found = pd.concat(parts, axis=1).reset_index()
    return pl.from_pandas(found.astype(dict.fromkeys(("nace", "place", "size"), "str")))


def _legal(asked: Asked) -> pd.DataFrame:
    company = pd.read_parquet(
        asked.company, columns=["enterprise", "postal_code", "country", "type", "situation"]
    )
    kept = company["country"].isna() & (company["type"] != NATURAL) & ~company["situation"].isin(ENDED)
    return company.loc[kept, ["enterprise", "postal_code"]]


def _standing(accounts: pd.DataFrame) -> pd.DataFrame:
    """Keep the last accounts of a company in a year, if they are of twelve months or do not say."""
    twice = accounts.duplicated(["enterprise", "year"], keep=False)
    if twice.any():
        last = accounts[twice].groupby(["enterprise", "year"])["ended_on"].transform("max")
        earlier = accounts.loc[last.index, "ended_on"] < last
        accounts = accounts.drop(index=earlier[earlier].index)
    kept = (accounts["months"] == MONTHS) | accounts["months"].isna()
    return accounts[kept].drop(columns=["ended_on", "months"])
