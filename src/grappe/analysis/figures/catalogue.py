"""The catalogue: every figure, in the order of the chapters."""

from __future__ import annotations

import re
from functools import cache

from grappe.analysis.figures import (
    activity,
    context,
    employment,
    finances,
    governance,
    membership,
    network,
    partnerships,
    peers,
    sector,
    survey,
    targets,
)
from grappe.analysis.figures.figure import Figure
from grappe.analysis.language.catalogues import N_

CHAPTERS = {
    1: N_("Contexte et méthodologie"),
    2: N_("Historique et objectifs du cluster"),
    3: N_("Représentativité du cluster"),
    4: N_("Stratégie"),
    5: N_("Réalisations et résultats"),
    6: N_("Dynamique interne"),
    7: N_("Partenariats"),
    8: N_("Financement et perspectives"),
}
MODULES = (
    membership,
    employment,
    sector,
    peers,
    survey,
    context,
    activity,
    governance,
    partnerships,
    network,
    finances,
)
NAME = re.compile(r"(?P<figure>[a-z0-9_]+(?:\.[a-z0-9_]+)+)(?:\[(?P<key>.+)\])?")


@cache
def figures() -> dict[str, Figure]:
    """Return every figure by id, those of a chapter together."""
    declared = [figure for module in MODULES for figure in module.FIGURES]
    ordered = sorted(declared, key=lambda figure: figure.chapter)
    return {figure.id: figure for figure in (*ordered, targets.REACHED)}


def named(name: str) -> tuple[str, str | None] | None:
    """Split `members.by_kind[enterprise]` into figure and key; None when it is no name of a figure."""
    match = NAME.fullmatch(name.strip())
    return (match["figure"], match["key"]) if match else None
