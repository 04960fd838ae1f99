"""A dossier comes into the platform whole, or not at all, and comes out of it the same."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import DossierRefused
from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.report.checked import read_checked
from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation.acts.bringing_in import CannotBringIn, FieldsRefused, bring_in
from grappe.apps.evaluation.assembling import dossier_of
from grappe.apps.evaluation.models import AttachedFile, Evaluation
from grappe.apps.evaluation.rules.attachments import HELD
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import first_broken

DAY = dt.date(2026, 11, 26)
Writes = Callable[..., Path]


def brought(folder: Path, slug: str | None = None) -> Evaluation:
    return bring_in(folder, slug=slug, by="system:tests", on=DAY)


def comes_out(evaluation: Evaluation) -> Dossier:
    with dossier_of(evaluation.cluster, evaluation.as_of, attached=evaluation) as folder:
        return read_checked(folder)


@pytest.mark.usefixtures("installation")
def test_the_tables_of_twist_come_out_of_the_platform_as_they_went_in(twist_folder: Path) -> None:
    went_in, evaluation = read_checked(twist_folder), brought(twist_folder)
    out = comes_out(evaluation)

    assert set(out.tables) == set(went_in.tables)
    for name in HELD:
        given = went_in.tables[name]
        columns = [column.name for column in TABLES[name].columns if column.name in given.columns]
        assert out.tables[name].select(columns).rows() == given.select(columns).rows(), name
    assert out.settings == went_in.settings
    assert out.questionnaire == went_in.questionnaire
    assert first_broken() is None


def test_what_the_platform_does_not_hold_becomes_files_of_an_evaluation(small: Evaluation) -> None:
    assert [(one.name, one.table) for one in small.files.all()] == [
        ("actions.csv", "actions"),
        ("participations.csv", "participations"),
    ]
    with small.files.get(table="actions").file.open("rb") as file:
        assert file.read().startswith(b"action_id;held_on")
    assert {table: origin.split("/")[0] for table, origin in comes_out(small).origins.items()} == {
        "cluster": "plateforme",
        "members": "plateforme",
        "actions": "actions.csv",
        "participations": "participations.csv",
    }


def test_each_thing_that_comes_in_has_its_line(small: Evaluation) -> None:
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))

    assert acts[0] == "cluster.founded"
    assert acts[-3:] == ["evaluation.made", "evaluation.file_attached", "evaluation.file_attached"]
    assert set(Entry.objects.values_list("told__by", flat=True)) == {"system:tests"}
    assert small.cluster.organisations.count() == 2


def test_a_second_time_is_refused_and_changes_nothing(small: Evaluation, writes: Writes) -> None:
    lines = Entry.objects.count()

    with pytest.raises(CannotBringIn) as refused:
        brought(writes())

    assert "déjà dans la plateforme" in refused.value.sentences("fr")[0]
    assert (Entry.objects.count(), Cluster.objects.count(), small.number) == (lines, 1, 1)


def test_a_second_cluster_may_come_from_the_same_dossier_under_another_name(
    small: Evaluation, writes: Writes
) -> None:
    second = brought(writes(), "autre")

    assert (second.cluster.slug, second.number) == ("autre", 1)
    assert comes_out(second).clusters == ["autre"]
    assert comes_out(small).clusters == ["petit"]


@pytest.mark.parametrize(
    ("files", "slug", "kind"),
    [
        ({"members__csv": "member_id,name,kind,joined_on\nm1,A,factory,2008-01-15\n"}, None, DossierRefused),
        ({"cluster__csv": "cluster_id,name\na,A\nb,B\n"}, None, Refusal),
        ({}, "petit cluster", CannotBringIn),
        ({"recognitions__csv": "number,starts_on\n1,2007-07-01\n"}, None, CannotBringIn),
        ({"objectives__csv": "objective_id,text\nb01,\n"}, None, FieldsRefused),
        ({"documents__csv": "document_id,chapter\nd01,12\n"}, None, Refusal),
        ({"documents__csv": "document_id,chapter\nd01,annexe\n"}, None, Refusal),
    ],
)
@pytest.mark.usefixtures("installation")
def test_what_cannot_come_in_leaves_nothing_behind(
    writes: Writes, files: dict[str, str], slug: str | None, kind: type[Refusal]
) -> None:
    left = Path(settings.MEDIA_ROOT) / "clusters"
    shutil.rmtree(left, ignore_errors=True)

    with pytest.raises(kind) as refused:
        brought(writes(**files), slug)

    assert all(refused.value.sentences(language) for language in ("fr", "en", "nl", "de"))
    assert [one.objects.count() for one in (Cluster, Evaluation, AttachedFile, Entry)] == [0, 0, 0, 0]
    assert list(left.rglob("*.csv")) == []


@pytest.mark.usefixtures("installation")
def test_a_dossier_whose_files_name_their_cluster_keeps_that_name(writes: Writes) -> None:
    """Under another slug, its files would speak of a cluster that is not there."""
    folder = writes(actions__csv="cluster_id,action_id,title\npetit,a1,Rencontre\n", participations__csv=None)

    with pytest.raises(DossierRefused):
        brought(folder, "autre")

    assert comes_out(brought(folder)).tables["actions"]["cluster_id"].to_list() == ["petit"]


@pytest.mark.usefixtures("installation")
def test_a_dossier_in_one_workbook_comes_in_sheet_by_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheets = {
        "cluster": [["cluster_id", "name"], ["petit", "Petit"]],
        "members": [
            ["member_id", "name", "kind", "joined_on"],
            ["m1", "Un", "enterprise", dt.date(2008, 1, 15)],
        ],
        "actions": [["action_id", "held_on", "title"], ["a1", dt.date(2009, 5, 12), "Rencontre, et suite"]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "dossier.xlsx")

    evaluation = brought(tmp_path / "dossier.xlsx")

    assert [one.name for one in evaluation.files.all()] == ["actions.csv"]
    assert comes_out(evaluation).tables["actions"].select("held_on", "title").rows() == [
        (dt.date(2009, 5, 12), "Rencontre, et suite")
    ]
