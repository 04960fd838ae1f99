"""Sites, contacts and activities change by acts that the journal tells, and the words follow."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError

from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.changes import ChangedMeanwhile
from grappe.apps.edits.written import fingerprint, fingerprint_of
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.organisations import describe, profile_of
from grappe.apps.members.acts.parts import keep_part, remove_part, set_activities
from grappe.apps.members.models import Contact, Organisation, Site
from grappe.apps.members.queries.found import found
from grappe.apps.members.rules.wanted import STATES, Wanted

BY = "person:1"
TODAY = dt.date(2026, 11, 26)


def finds(cluster: Cluster, words: str) -> int:
    return found(cluster, Wanted(states=STATES, words=words), day=TODAY).count()


def test_a_site_is_kept_with_its_line_and_found_then_gone(twist: Cluster, forge: Organisation) -> None:
    site = keep_part(
        part=Site(organisation=forge), told={"postal_code": "4020", "place": "Bressoux"}, by=BY, on=TODAY
    )
    assert [line.act for line in entries_of(f"site:{site.pk}")] == ["site.kept"]
    assert finds(twist, "bressoux") == 1

    remove_part(part=site, by=BY, on=TODAY)

    last = entries_of(f"organisation:{forge.pk}").last()
    assert last is not None
    assert (last.act, json.loads(last.told.before)["site"]["place"]) == (
        "organisation.site_removed",
        "Bressoux",
    )
    assert (finds(twist, "bressoux"), forge.sites.count()) == (0, 0)


def test_a_contact_that_another_changed_meanwhile_is_not_written_over(forge: Organisation) -> None:
    contact = keep_part(part=Contact(organisation=forge), told={"last_name": "Dupont"}, by=BY, on=TODAY)
    shown = fingerprint_of(contact)
    keep_part(
        part=Contact.objects.get(pk=contact.pk), told={"phone": "04 222 33 44"}, by="person:2", on=TODAY
    )

    with pytest.raises(ChangedMeanwhile) as refused:
        keep_part(
            part=Contact.objects.get(pk=contact.pk),
            told={"phone": "081"},
            by=BY,
            on=TODAY,
            started_from=shown,
        )

    assert {
        (one.field, one.before, one.after, one.by) for one in refused.value.changes if one.field != "sought"
    } == {("phone", "", "04 222 33 44", "person:2")}


def test_a_contact_that_cannot_be_is_refused_at_its_field(forge: Organisation) -> None:
    with pytest.raises(ValidationError) as refused:
        keep_part(
            part=Contact(organisation=forge),
            told={"last_name": "", "email": "pas une adresse"},
            by=BY,
            on=TODAY,
        )

    assert set(refused.value.message_dict) == {"last_name", "email"}


def test_a_profile_that_another_changed_meanwhile_says_which_field_and_by_whom(forge: Organisation) -> None:
    describe(organisation=forge, by=BY, on=TODAY, phone="04")
    shown = fingerprint(profile_of(Organisation.objects.get(pk=forge.pk)))
    describe(organisation=forge, by="person:2", on=TODAY, website="https://forge.example.be/")

    with pytest.raises(ChangedMeanwhile) as refused:
        describe(organisation=forge, by=BY, on=TODAY, started_from=shown, phone="081")

    assert [(one.field, one.before, one.after, one.by) for one in refused.value.changes] == [
        ("website", "", "https://forge.example.be/", "person:2")
    ]
    assert Organisation.objects.get(pk=forge.pk).phone == "04"


def test_activities_are_told_the_main_one_first_and_once(twist: Cluster, forge: Organisation) -> None:
    set_activities(
        organisation=forge, activities=[("59.120", 2008), ("59.111", 2008), ("59.120", 2008)], by=BY, on=TODAY
    )
    set_activities(organisation=forge, activities=[("59.120", 2008), ("59.111", 2008)], by=BY, on=TODAY)

    told = [(one.nace, one.main) for one in forge.activities.all()]
    assert told == [("59.120", True), ("59.111", False)]
    lines = entries_of(f"organisation:{forge.pk}").filter(act="organisation.activities_told")
    assert [json.loads(line.told.after) for line in lines] == [
        {"activities": ["59.120 (2008) *", "59.111 (2008)"]}
    ]
    assert finds(twist, "postproduction") == 1
