"""Evaluations that wait, and the files that are joined to them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation.acts.making import NoLongerOpen, attach_file, detach_file, make_evaluation
from grappe.apps.evaluation.acts.running import begin
from grappe.apps.evaluation.assembling import dossier_of
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import latest
from grappe.apps.evaluation.rules.attachments import NotAttachable
from grappe.apps.journal.queries import entries_of

BY, DAY = "system:tests", dt.date(2010, 3, 1)


def test_an_evaluation_like_another_has_its_files_and_the_next_number(small: Evaluation) -> None:
    made = make_evaluation(cluster=small.cluster, as_of=DAY, like=small, by=BY, on=DAY)

    assert (made.number, latest(small.cluster)) == (2, made)
    assert [(one.name, one.sha256) for one in made.files.all()] == [
        (one.name, one.sha256) for one in small.files.all()
    ]


def test_an_evaluation_takes_no_files_from_another_cluster(small: Evaluation, other: Cluster) -> None:
    with pytest.raises(ValueError, match="another cluster"):
        make_evaluation(cluster=other, as_of=DAY, like=small, by=BY, on=DAY)


def test_a_period_that_ends_before_it_begins_is_refused_at_the_field(small: Evaluation) -> None:
    with pytest.raises(ValidationError) as refused:
        make_evaluation(
            cluster=small.cluster, as_of=DAY, period_from=DAY, period_to=dt.date(2010, 2, 1), by=BY, on=DAY
        )

    assert "period_to" in refused.value.message_dict


def test_a_file_takes_the_place_of_the_one_of_its_name(small: Evaluation) -> None:
    attach_file(small, name="actions.csv", file=ContentFile(b"action_id\na2\n"), by=BY, on=DAY)

    held = small.files.get(table="actions")
    assert (held.size, small.files.count()) == (13, 2)
    with dossier_of(small.cluster, DAY, attached=small) as folder:
        assert (folder / "actions.csv").read_bytes() == b"action_id\na2\n"


def test_a_table_does_not_come_twice_under_two_names(small: Evaluation) -> None:
    with pytest.raises(ValidationError):
        attach_file(small, name="actions.xlsx", file=ContentFile(b"PK"), by=BY, on=DAY)

    assert small.files.count() == 2


def test_a_table_that_the_platform_holds_is_refused_with_its_reason(small: Evaluation) -> None:
    with pytest.raises(NotAttachable) as refused:
        attach_file(small, name="members.csv", file=ContentFile(b"member_id\nm1\n"), by=BY, on=DAY)

    assert "la plateforme tient elle-même la table members" in refused.value.sentences("fr")[0]


def test_the_files_of_an_evaluation_that_has_begun_change_no_longer(small: Evaluation) -> None:
    detach_file(small.files.get(table="participations"), by=BY, on=DAY)
    begin(small, by=BY)

    with pytest.raises(NoLongerOpen):
        attach_file(small, name="site.csv", file=ContentFile(b"month\n2010-01\n"), by=BY, on=DAY)
    with pytest.raises(NoLongerOpen):
        detach_file(small.files.get(), by=BY, on=DAY)

    assert [one.name for one in small.files.all()] == ["actions.csv"]
    assert [line.act for line in entries_of(f"evaluation:{small.pk}")][-1] == "evaluation.file_detached"


def test_a_dossier_of_the_platform_alone_has_its_tables_and_no_files(small: Evaluation) -> None:
    bare = make_evaluation(cluster=small.cluster, as_of=DAY, by=BY, on=DAY)

    with dossier_of(bare.cluster, DAY, attached=bare) as folder:
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))

    assert names == ["datapackage.json", "plateforme/cluster.csv", "plateforme/members.csv"]
