"""A small dossier on the disk, and clusters that came from one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation.acts.bringing_in import bring_in
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.settings.installation import Installation

DAY = dt.date(2010, 3, 1)
SMALL = {
    "cluster.csv": "cluster_id,name,region\npetit,Petit cluster,BE3\n",
    "members.csv": (
        "member_id,name,kind,joined_on,left_on\n"
        "m1,Atelier Un,enterprise,2008-01-15,\n"
        "m2,Atelier Deux,enterprise,2009-01-15,\n"
    ),
    "actions.csv": "action_id;held_on;title;kind\na1;12/05/2009;Rencontre;plenary\n",
    "participations.csv": "action_id,member_id\na1,m1\n",
    "datapackage.json": '{"grappe": {"as_of": "2010-03-01", "period_from": "2009-01-01", "language": "fr"}}',
}


@pytest.fixture
def writes(tmp_path: Path) -> Callable[..., Path]:
    """Writes the small dossier in a folder, some of its files others, or none where None is told."""

    def write(**instead: str | None) -> Path:
        folder = tmp_path / "dossier"
        folder.mkdir(exist_ok=True)
        told = {**SMALL, **{name.replace("__", "."): words for name, words in instead.items()}}
        for name, words in told.items():
            if words is not None:
                (folder / name).write_text(words, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def small(installation: Installation, writes: Callable[..., Path]) -> Evaluation:  # noqa: ARG001 - its database
    """The first evaluation of a cluster of two members that came from a dossier."""
    return bring_in(writes(), slug=None, by="system:tests", on=DAY)


@pytest.fixture
def other(installation: Installation) -> Cluster:  # noqa: ARG001 - its database
    return found(slug="eau", name="Cluster de l’eau", by="system:tests", on=DAY)
