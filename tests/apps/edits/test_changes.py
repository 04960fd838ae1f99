"""Two people at one thing: the second is told what the first changed, and writes over nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.changes import ChangedMeanwhile
from grappe.apps.edits.written import fingerprint_of
from grappe.apps.journal.models import Entry
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def twist(installation: Installation) -> Cluster:  # noqa: ARG001 - its database
    return found(slug="twist", name="Cluster TWIST", by="system:tests", on=DAY, legal_form="ASBL")


def change(twist: Cluster, by: str = "system:tests", **told: Any) -> Cluster:
    return change_identity(twist, by=by, on=DAY, **told)


def refused(twist: Cluster, **told: Any) -> ChangedMeanwhile:
    with pytest.raises(ChangedMeanwhile) as caught:
        change(twist, **told)
    return caught.value


def test_who_started_from_what_stands_writes(twist: Cluster) -> None:
    change(twist, name="TWIST", started_from=fingerprint_of(twist))

    assert Cluster.objects.get().name == "TWIST"


def test_who_started_from_what_another_changed_is_told_field_by_field_and_by_whom(twist: Cluster) -> None:
    anne = Person.objects.create_user("anne@example.org", first_name="Anne", last_name="Dupont")
    seen = fingerprint_of(twist)
    change(twist, name="TWIST 2", website="https://twist.example/")
    change(twist, by=anne.named, name="TWIST 3")
    lines = Entry.objects.count()

    told = refused(twist, legal_name="Twist ASBL", started_from=seen)

    assert {one.field: (one.before, one.after, one.by, one.who) for one in told.changes} == {
        "name": ("Cluster TWIST", "TWIST 3", anne.named, "Anne Dupont"),
        "website": ("", "https://twist.example/", "system:tests", "Grappe"),
    }
    assert (Cluster.objects.get().legal_name, Entry.objects.count()) == ("", lines)


def test_the_sentences_name_the_field_in_words_where_there_are_some(twist: Cluster) -> None:
    seen = fingerprint_of(twist)
    change(twist, name="TWIST")
    told = refused(twist, legal_name="x", started_from=seen)
    told.labels = {"name": "Nom"}

    assert told.sentences("fr")[1:] == ["Nom : Grappe a remplacé « Cluster TWIST » par « TWIST »."]
    assert len(told.sentences("en")) == 2


def test_a_field_that_was_changed_back_is_not_told(twist: Cluster) -> None:
    seen = fingerprint_of(twist)
    change(twist, name="X", website="https://twist.example/")
    change(twist, name="Cluster TWIST")

    assert [one.field for one in refused(twist, legal_name="x", started_from=seen).changes] == ["website"]


def test_who_has_read_the_changes_may_insist(twist: Cluster) -> None:
    seen = fingerprint_of(twist)
    change(twist, name="TWIST 2")

    change(twist, name="TWIST 3", started_from=refused(twist, name="TWIST 3", started_from=seen).now)

    assert Cluster.objects.get().name == "TWIST 3"


def test_a_fingerprint_of_nothing_that_ever_was_is_refused_all_the_same(twist: Cluster) -> None:
    told = refused(twist, name="TWIST", started_from="0" * 64)

    assert Cluster.objects.get().name == "Cluster TWIST"
    assert "name" in {one.field for one in told.changes}
