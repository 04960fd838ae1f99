"""What changed after the members of a dossier joined, beside companies like them in the register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.registry.dossiers.wanted import coded, wanted
from grappe.analysis.registry.effects.comparison import matched_comparison
from grappe.analysis.registry.effects.from_register import MEASURES, Drawn, accounts_of, drawn, members_of
from grappe.analysis.registry.effects.study import Outcome, Study
from grappe.analysis.registry.effects.verdict import Verdict
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.peers.group import Group
from grappe.analysis.registry.register import Register
from grappe.analysis.registry.store import MEMORY
from grappe.analysis.vocabulary import places

STUDY = Study(outcomes=(Outcome("fte"), Outcome("value_added"), Outcome("value_added_per_fte")))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Effects:
    """A matched comparison of a cluster's members, with all that it rests on."""

    study: Study
    drawn: Drawn
    verdict: Verdict | None
    """None: no company has accounts in the years looked at."""


def effects_of(dossier: Dossier, store: Path, *, memory: str = MEMORY) -> Effects | None:
    """Compare the members of a filled dossier of one cluster, as they joined, with companies like them.

    None where nothing can be asked: no register fills it, none with accounts; a campaign; a cluster without
    an activity, or whose region is in another country.
    """
    told = dossier.registry
    if told is None or not told.has_accounts or dossier.is_campaign:
        return None
    asked = wanted(dossier)
    cluster, region, version, _ = asked.clusters.row(0)
    codes = asked.scope["nace"].to_list() or asked.classes.select(coded("start"))["start"].to_list()
    if not codes or (region is not None and region not in places.regions()["code"].to_list()):
        return None
    # All the years that the study may look at, up to the last that is closed on the day.
    group = Group(
        nace=tuple(dict.fromkeys(codes)),
        nace_version=version,
        region=region,
        year=told.as_of.year - 1,
        years=len(STUDY.since) + STUDY.horizon,
    )
    joined = dossier.tables["members"].filter(pl.col("joined_on") <= told.as_of)
    known = replace(dossier, tables={**dossier.tables, "members": joined})
    members = members_of(known, cluster)
    with opened(memory=memory) as engine:
        panel = drawn(
            Register(store, engine, day=told.day),
            group,
            members,
            own=accounts_of(known, cluster, members),
            measures=MEASURES,
        )
    verdict = None if panel.rows.is_empty() else matched_comparison(panel.rows, STUDY)
    return Effects(study=STUDY, drawn=panel, verdict=verdict)
