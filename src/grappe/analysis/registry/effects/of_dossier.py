"""The matched comparison of a cluster: its members beside the register's companies of its sector."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.registry.dossiers.wanted import wanted
from grappe.analysis.registry.effects.comparison import matched_comparison
from grappe.analysis.registry.effects.from_register import Drawn, accounts_of, drawn, members_of
from grappe.analysis.registry.effects.study import YEAR, Outcome, Study
from grappe.analysis.registry.effects.verdict import Verdict
from grappe.analysis.registry.peers.group import Group
from grappe.analysis.registry.register import Register
from grappe.analysis.vocabulary import nace

STUDY = Study(outcomes=(Outcome("fte"), Outcome("value_added"), Outcome("value_added_per_fte")))
"""What studies of clusters look at: jobs and value added, which may grow, and what each job brings."""
YEARS = 20
"""Years before the reference year that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict, the panel that it rests on, and what was asked."""

    verdict: Verdict
    drawn: Drawn
    study: Study


def effects_of(
    dossier: Dossier, cluster: str, register: Register, *, year: int, study: Study = STUDY
) -> Judged | None:
    """Return what can be said of a cluster's effect, up to a year's accounts.

    The group: the activities of the cluster's scope, else the classes of its members, in its region. None:
    there is no question to ask, for want of activities, of accounts, or of years enough to have a before and
    an after.
    """
    if register.catalogue.accounts is None:
        return None
    group = group_of_cluster(dossier, cluster, year)
    if group is None:
        return None
    members = members_of(dossier, cluster)
    found = drawn(register, group, members, own=accounts_of(dossier, cluster, members))
    if found.rows[YEAR].n_unique() < study.before + 2:
        return None
    return Judged(verdict=matched_comparison(found.rows, study), drawn=found, study=study)


def group_of_cluster(dossier: Dossier, cluster: str, year: int) -> Group | None:
    """Return the companies that a cluster's members are compared with; None: its activities are not told."""
    asked = wanted(dossier)
    own = asked.scope.filter(pl.col("cluster_id") == cluster)
    region = asked.clusters.filter(pl.col("cluster_id") == cluster)["region"].item()
    if own.is_empty():
        return None
    version = own["version"][0]
    codes = [nace.canonical(code, version) for code in own["nace"].unique(maintain_order=True)]
    known = tuple(code for code in codes if code is not None)
    if not known:
        return None
    return Group(nace=known, nace_version=version, region=region, year=year, years=YEARS)
