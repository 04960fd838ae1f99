"""What every side is asked: one peer group with its members, and the whole country at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from bench.registry.made_filings import FIRST_YEAR, LAST_YEAR
from bench.registry.made_store import ACCOUNTS
from grappe.analysis.vocabulary import places
from grappe.analysis.vocabulary.juridical_situations import ENDING

VERSION = "2008"
MEASURES = ("turnover", "fte", "value_added_per_fte")
RATIO = "value_added_per_fte"
"""Of the measures, the one whose tails are cut."""
CUT = 0.03
QUARTILES = (0.25, 0.5, 0.75)
SIZES = ((10, "0-9"), (20, "10-19"), (50, "20-49"), (250, "50-249"))
LARGEST, UNKNOWN = "250+", "unknown"
MONTHS = 12
NATURAL = "1"
ENDED = tuple(sorted(ENDING))
YEARS = (FIRST_YEAR, LAST_YEAR)


@dataclass(frozen=True)
class Asked:
    """A store, and the peer group that is asked of it."""

    store: Path
    activity: str = "7311"
    """Digits; what begins with them is within."""
    region: str = "BE3"
    members: tuple[int, ...] = ()

    @property
    def company(self) -> Path:
        """The companies."""
        return next(self.store.glob("extract-*")) / "company.parquet"

    @property
    def main_activity(self) -> Path:
        """What they do."""
        return next(self.store.glob("extract-*")) / "main_activity.parquet"

    @property
    def accounts(self) -> Path:
        """Their annual accounts."""
        return self.store / ACCOUNTS / "accounts.parquet"

    @property
    def above(self) -> str:
        """What sorts after every code that begins with the activity's digits, before all others."""
        return self.activity[:-1] + chr(ord(self.activity[-1]) + 1)

    @cached_property
    def postal_codes(self) -> list[str]:
        """The postal codes of the region."""
        return places.postal_codes().filter(pl.col("region") == self.region)["postal_code"].to_list()

    @cached_property
    def every_postal_code(self) -> list[str]:
        """Those of the country, in order."""
        return places.postal_codes()["postal_code"].unique().sort().to_list()

    @cached_property
    def provinces(self) -> pl.DataFrame:
        """Postal code and province (NUTS 2) of the country."""
        return places.postal_codes().select("postal_code", place="province").drop_nulls()
