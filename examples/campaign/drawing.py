"""A campaign being made up: its clusters, their holes, and the few ways of drawing a column."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass, field

import numpy as np
import polars as pl

AS_OF = dt.date(2010, 3, 1)
DAY = (AS_OF - dt.date(1970, 1, 1)).days
HOLES: dict[str, tuple[str, ...]] = {
    "bare": ("*",),
    "deserted": (),
    **{
        table: (table,)
        for table in [
            "accounts",
            "establishments",
            "peers",
            "sector",
            "recognitions",
            "interviews",
            "documents",
            "objectives",
            "participations",
            "letters",
            "site",
            "ties",
            "mandates",
            "meetings",
            "partners",
            "ledger",
            "targets",
        ]
    },
    "survey": ("responses",),
    "projects": ("projects", "project_members"),
    "opportunities": ("opportunities", "opportunity_members"),
    "axes": ("axes",),
}
"""Names of holes, and the tables that a cluster with such a hole did not give."""
BLANKS = [
    "cluster.region",
    "members.category",
    "members.postal_code",
    "members.nace",
    "members.founding",
    "accounts.fte",
    "meetings.event_attached",
    "opportunity_members.won",
    "site.portal_items",
    "letters.kind",
    "partners.country",
    "actions.scope",
    "actions.country",
    "interviews.member_ids",
    "responses.member_id",
    "ledger.scenario",
]
"""Columns that some cluster left blank on all its rows."""


@dataclass
class Campaign:
    """The tables so far, and the clusters that they are about."""

    seed: int
    years: int
    sizes: np.ndarray
    holes: dict[str, np.ndarray]
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)

    def rng(self, name: str) -> np.random.Generator:
        """Return a stream of its own for a table, so that a change in one leaves the others as they are."""
        return np.random.default_rng([self.seed, zlib.crc32(name.encode())])

    def keep(self, name: str, of: np.ndarray, columns: dict[str, object]) -> None:
        """Keep the rows of a table that its clusters gave; `of` is the place of each row's cluster."""
        frame = pl.DataFrame({"cluster_id": names("c", of, 5), **columns})
        for hole, tables in HOLES.items():
            if name in tables or ("*" in tables and name not in ("cluster", "members")):
                gone = np.isin(of, self.holes[hole])
                frame, of = frame.filter(pl.Series(~gone)), of[~gone]
        for blank in BLANKS:
            table, _, column = blank.partition(".")
            if table == name:
                silent = pl.Series(np.isin(of, self.holes[blank]))
                frame = frame.with_columns(pl.when(~silent).then(column).alias(column))
        self.tables[name] = frame


def names(prefix: str, number: np.ndarray, digits: int = 3) -> pl.Series:
    """Return names such as `m001` for 0."""
    return prefix + (pl.Series(number).cast(pl.Int64) + 1).cast(pl.String).str.zfill(digits)


def repeated(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return, for groups of so many rows, the group of each row and its place in the group."""
    of = np.repeat(np.arange(len(counts)), counts)
    return of, np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)


def some(rng: np.random.Generator, values: object, share: float) -> pl.Series:
    """Return the values with a share of them left blank."""
    column = values if isinstance(values, pl.Series) else pl.Series(values)
    return column.zip_with(
        pl.Series(rng.random(len(column)) >= share), pl.Series([None] * len(column), dtype=column.dtype)
    )


def one_of(rng: np.random.Generator, choices: str, n: int, odds: list[float] | None = None) -> np.ndarray:
    """Return n words drawn from a list of words."""
    return rng.choice(np.array(choices.split(), dtype=object), n, p=odds)


def days(number: np.ndarray) -> pl.Series:
    """Return days counted from 1970 as dates."""
    return pl.Series(np.asarray(number).astype(np.int32)).cast(pl.Date)


def flags(rng: np.random.Generator, n: int, share: float) -> pl.Series:
    """Return yes for a share of n."""
    return pl.Series(rng.random(n) < share)


def drawn(c: Campaign, rng: np.random.Generator, of: np.ndarray) -> pl.Series:
    """Return one member of each row's cluster, drawn at random."""
    return names("m", np.floor(rng.random(len(of)) * c.sizes[of]))
