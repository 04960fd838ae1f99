"""What of a dossier's tables comes from the company registry, and what is to be said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

SCOPE = "@scope"
"""The activities of each cluster's scope, with the companies and members that the register knows there."""
TAILS = "@tails"
"""Of the peers' accounts, those whose ratio is among the extremes of its year."""
BORROWED = "@accounts"
"""Accounts of members of whom the dossier has none that count."""
PROSPECTS = "@prospects"
"""The companies of each cluster's scope that could be members, in order."""
YEARS = 3
"""Closed years before the reference year in which accounts are looked for, of members as of peers: older
ones speak of another company, and one that no longer files is not compared."""
REGISTRY = "registry"
"""How a source of figures begins that is a register: its number and day follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCluster:
    """What the register knows of a cluster, and what was left out."""

    companies: int = 0
    """Enterprises of the scope and region, once each; what follows are parts of it."""
    natural: int = 0
    """Natural persons."""
    ending: int = 0
    """Legal persons, dissolved or bankrupt."""
    in_scope: int | None = 0
    """Members, by their number; None: not to be told."""
    members: int = 0
    """Members on the day."""
    unnumbered: int = 0
    """Of these, without an enterprise number: they cannot be told from the others of the register."""
    unknown: int = 0
    """With a number that the register of the day does not know."""
    elsewhere: tuple[tuple[str, str, str], ...] = ()
    """Those whose activity is another in the register: name, activity in the dossier, in the register."""
    peers: int = 0
    """Legal persons of the members' classes and region, without the members and those that are ending."""
    among_peers: int = 0
    """Members that would be among them."""
    other_lengths: int = 0
    """Of their accounts, those of a financial year that has not twelve months."""
    earlier: int = 0
    """Of their accounts, those after which others end in the same year."""
    tails: int = 0
    """Of their accounts, those whose value added per full-time equivalent is an extreme of its year."""
    borrowed: int = 0
    """Members whose accounts are those of the registry, for the dossier has none that count."""
    is_few: bool = False
    """Those in the scope, or among the peers, are so few that what tells their number is to be hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromRegistry:
    """The register that fills a dossier on one day."""

    day: dt.date
    """What it describes: the newest snapshot on or before the reference day, or the oldest of all."""
    number: int
    """Of its last extract."""
    sources: tuple[str, ...]
    """The files that it was read from."""
    as_of: dt.date
    has_accounts: bool
    tables: tuple[str, ...]
    """Those that it fills."""
    unused: tuple[str, ...]
    """Of these, those that the dossier brought itself."""
    clusters: Mapping[str, OfCluster]
    later_for: tuple[dt.date, ...] = ()
    """Other reference days of a series, before the oldest extract, which served them all the same."""
    lists_prospects: bool = True
    """The companies that could be members are named beside the results."""

    @property
    def all_clusters(self) -> OfCluster:
        """The members of all the clusters together."""
        owns = self.clusters.values()
        return OfCluster(
            members=sum(own.members for own in owns),
            unnumbered=sum(own.unnumbered for own in owns),
            unknown=sum(own.unknown for own in owns),
            elsewhere=tuple(one for own in owns for one in own.elsewhere),
            borrowed=sum(own.borrowed for own in owns),
        )

    def with_few(self, below: int) -> set[str]:
        """Return the clusters of whom the register knows fewer members than `below`, here or there."""
        return {
            cluster
            for cluster, own in self.clusters.items()
            if any(0 < (known or 0) < below for known in (own.in_scope, own.among_peers))
        }

    def without_members(self, few: Collection[str]) -> FromRegistry:
        """Return the same, with nothing that counts members. few: clusters of whom few are known."""
        hidden = {
            cluster: replace(
                own,
                in_scope=None,
                members=0,
                unnumbered=0,
                unknown=0,
                elsewhere=(),
                borrowed=0,
                among_peers=0,
                is_few=cluster in few,
            )
            for cluster, own in self.clusters.items()
        }
        return replace(self, clusters=hidden, lists_prospects=False)

    @property
    def is_later(self) -> bool:
        """It was taken after the reference day: who was gone by then is not in it."""
        return self.day > self.as_of

    @property
    def given_away(self) -> set[tuple[str, str]]:
        """Cluster and figure that, with what anyone may read in the register, would tell a small group."""
        few = [cluster for cluster, own in self.clusters.items() if own.is_few]
        return {(cluster, figure) for cluster in few for figure in ("prospects.count", "peer.companies")}

    @property
    def token(self) -> str:
        """What stands for its tables in the source of a figure."""
        return f"{REGISTRY} {self.number} {self.day.isoformat()}"
