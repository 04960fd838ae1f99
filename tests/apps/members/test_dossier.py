"""The register as a dossier, and a dossier as the register."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from grappe.analysis.dossier.reading import read_dossier
from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.queries import first_broken
from grappe.apps.members.acts.from_dossier import bring_in
from grappe.apps.members.acts.membership import admit, correct
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.dossier import tables
from grappe.apps.members.models import Organisation, Site
from grappe.apps.members.queries.register import register
from grappe.apps.members.queries.soundness import first_strange

BY = "person:1"
AS_OF = dt.date(2010, 3, 1)


@pytest.fixture
def brought_in(twist: Cluster, twist_folder: Path) -> Cluster:
    read = read_dossier(twist_folder)
    bring_in(
        cluster=twist,
        members=read.tables["members"].iter_rows(named=True),
        establishments=read.tables["establishments"].iter_rows(named=True),
        by=BY,
        on=dt.date(2026, 11, 26),
    )
    return twist


@pytest.mark.parametrize("table", ["members", "establishments"])
def test_a_dossier_brought_in_comes_out_as_it_was(
    brought_in: Cluster, twist_folder: Path, table: str
) -> None:
    out = pl.DataFrame(tables(brought_in, AS_OF)[table])
    given = pl.read_csv(twist_folder / f"{table}.csv", infer_schema=False).fill_null("")
    columns = [name for name in given.columns if name != "origin"]

    assert set(columns) <= set(out.columns)
    assert out.select(columns).rows() == given.select(columns).rows()


def test_a_dossier_brought_in_is_a_register_that_its_acts_explain(brought_in: Cluster) -> None:
    lines = register(brought_in, day=AS_OF)

    assert (len(lines), sum(line.founding for line in lines)) == (57, 27)
    assert (first_strange(), first_broken()) == (None, None)


def test_who_is_no_member_yet_has_a_row_in_neither_table(brought_in: Cluster) -> None:
    before = tables(brought_in, AS_OF)
    candidate = enter(cluster=brought_in, name="Candidat", by=BY, on=AS_OF)
    Site.objects.create(organisation=candidate, postal_code="4000")

    assert tables(brought_in, AS_OF) == before
    category = brought_in.categories.get(code="effective")
    admit(organisation=candidate, category=category, kind="enterprise", by=BY, on=AS_OF)
    told = tables(brought_in, AS_OF)
    assert [told[name][-1]["member_id"] for name in ("members", "establishments")] == [candidate.code] * 2


def test_one_membership_changed_changes_its_row(brought_in: Cluster) -> None:
    first = Organisation.objects.get(cluster=brought_in, code="m01")

    correct(
        act=first.membership_acts.get(),
        by=BY,
        reason="Venue plus tard.",
        on=dt.date(2010, 4, 1),
        founding=False,
    )

    (row,) = [row for row in tables(brought_in, AS_OF)["members"] if row["member_id"] == "m01"]
    assert (row["joined_on"], row["founding"]) == ("2010-04-01", "false")
    assert len(register(brought_in, day=AS_OF)) == 56
