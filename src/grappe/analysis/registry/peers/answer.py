"""What is said of a group and of the members in it: plain values, for a table, a page or a program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from grappe.analysis.registry.peers.group import Group
from grappe.analysis.statistics.reason import Reason

Why = Literal[
    "in_group",
    "unknown",
    "natural",
    "ending",
    "other_place",
    "other_activity",
    "no_accounts",
    "months",
    "no_size",
    "other_size",
]
"""Where a member stands towards the group, and why it is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quartiles:
    """The peers of one measure and year, members left out."""

    measure: str
    year: int
    companies: int
    q1: float
    median: float
    q3: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One member, one measure, one year."""

    enterprise: int
    measure: str
    year: int
    value: float
    rank: float
    """Share of the peers below, and half of those equal, 0 to 1."""
    peers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How a member usually grows from one year to the next, beside its peers."""

    enterprise: int
    measure: str
    changes: int
    """Changes from a year to the next that it rests on."""
    growth: float
    """Their median: 0.1 is 10 % a year."""
    rank: float
    """Among the peers' own medians, 0 to 1."""
    peers: int
    peers_median: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What part of the group its members are, in the year of the comparison."""

    what: Literal["companies", "jobs", "value_added"]
    members: float
    """Legal persons that are not ending, full-time equivalents or EUR."""
    all: float
    """The same of the group, members and all."""
    members_known: int
    """Members that it is known of."""
    known: int
    """Companies of the group that it is known of."""

    @property
    def share(self) -> float | None:
        """0 to 1; None where the whole is not above zero."""
        return self.members / self.all if self.all > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """The members beside their peers, one measure, the year of the comparison."""

    measure: str
    members: int
    peers: int
    shift: float | None
    """Hodges and Lehmann's, in the unit of the measure; None with its reason, as what follows."""
    low: float | None
    high: float | None
    p_value: float | None
    method: str
    """`exact`, `normal` or `monte_carlo`."""
    adjusted_p: float | None
    """Holm's, over the measures tested."""
    detectable: float | None
    """The smallest difference that would be seen eight times in ten, in standard deviations."""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Accounts that do not count, or values: why, and how many."""

    why: Literal["months", "earlier", "no_size", "other_size", "tails", "model_change"]
    rows: int
    of_members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberState:
    """A member, and whether it is in the group."""

    enterprise: int
    name: str | None
    """The register's."""
    why: Why
    own_name: str | None = None
    """What the list of members calls it."""
    own_id: str | None = None
    """What the list of members knows it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """How many companies of the group gave accounts that count, in a year."""

    year: int
    accounts: int
    of_members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a list of members calls one of them."""

    name: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All of it, with the day and the files that it comes from."""

    group: Group
    measures: tuple[str, ...]
    day: dt.date
    sources: tuple[str, ...]
    companies: int
    """Enterprises of the activities and place, natural persons and all."""
    natural: int
    """Of these, natural persons: no accounts."""
    ending: int
    """Of these, dissolved or bankrupt legal persons: left out."""
    years: tuple[Year, ...]
    quartiles: tuple[Quartiles, ...]
    members: tuple[MemberState, ...] = ()
    standings: tuple[Standing, ...] = ()
    trends: tuple[Trend, ...] = ()
    shares: tuple[Share, ...] = ()
    tests: tuple[Test, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def calling(self, names: Mapping[int, Called]) -> Answer:
        """Return the same, where the members are called as their list does. names: by enterprise number."""
        nobody = Called()
        return replace(
            self,
            members=tuple(
                replace(one, own_name=own.name, own_id=own.id)
                for one in self.members
                for own in (names.get(one.enterprise, nobody),)
            ),
        )

    @property
    def legal(self) -> int:
        """Legal persons of the group."""
        return self.companies - self.natural - self.ending

    @property
    def with_accounts(self) -> int:
        """How many gave accounts that count in the year of the comparison."""
        return sum(one.accounts for one in self.years if one.year == self.group.year)
