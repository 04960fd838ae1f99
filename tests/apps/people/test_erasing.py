"""A person is forgotten everywhere, nobody else is, and the journal still holds."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client
from tests.apps.people.conftest import EMAIL, NAME, SECRETS

from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.journal.models import Entry, Words
from grappe.apps.journal.queries import entries_of, first_broken
from grappe.apps.people.acts.erasing import erase
from grappe.apps.people.models import Person
from grappe.apps.privacy.erasing import StillStanding

DAY = dt.date(2026, 4, 1)
BY = "person:99"


def everything_kept() -> str:
    """Every value of every row of every table."""
    return "\n".join(
        repr(row)
        for model in apps.get_models()
        if model._meta.managed
        for row in model._base_manager.values()
    )


def test_nothing_that_names_the_person_is_left_in_any_table(zenobie: Person) -> None:
    named = [EMAIL, *NAME, *SECRETS, "192.0.2.7", "zenobie.png"]
    before = everything_kept()
    assert all(word in before for word in named)

    erase(person=zenobie, by=BY, on=DAY)

    after = everything_kept()
    assert [word for word in named if word.lower() in after.lower()] == []
    assert first_broken() is None


def test_the_number_stays_and_so_does_what_it_did(zenobie: Person) -> None:
    erase(person=zenobie, by=BY, on=DAY)

    kept = Person.objects.get(pk=zenobie.pk)
    assert (kept.email, kept.is_active, kept.has_usable_password(), kept.groups.count()) == (
        f"personne-{kept.pk}@oubliee.invalid",
        False,
        False,
        0,
    )
    assert [(role.kind, role.until) for role in kept.roles.all()] == [("team", dt.date(2026, 3, 1))]
    assert Words.objects.filter(by=kept.named).count() == 1


def test_an_erasure_is_told_without_the_name(zenobie: Person) -> None:
    erase(person=zenobie, by=BY, on=DAY)

    lines = list(entries_of(zenobie.named))
    assert [line.act for line in lines] == ["person.invited", "journal.words_erased", "person.erased"]
    last = lines[-1]
    assert (last.on, last.told.by) == (DAY, BY)
    assert json.loads(last.told.after)["people.Person"] == 1


def test_nobody_else_is_touched(zenobie: Person, other_person: Person) -> None:
    erase(person=zenobie, by=BY, on=DAY)

    kept = Person.objects.get(pk=other_person.pk)
    assert (kept.email, kept.first_name, kept.is_active) == ("autre@exemple.be", "Autre", True)
    assert EmailAddress.objects.get().user == kept
    (line,) = entries_of(kept.named)
    assert json.loads(line.told.after) == {"name": "Autre Personne"}


def test_the_sessions_of_a_forgotten_person_are_over(zenobie: Person) -> None:
    client = Client()
    client.force_login(zenobie)
    visit = HttpRequest()
    visit.session = client.session
    assert get_user(visit) == zenobie

    erase(person=zenobie, by=BY, on=DAY)

    visit.session = SessionStore(client.session.session_key)
    assert get_user(visit).is_anonymous
    assert (UserSession.objects.count(), Authenticator.objects.count()) == (0, 0)


def test_the_files_of_a_person_go_with_them(zenobie: Person) -> None:
    portrait = Path(settings.MEDIA_ROOT) / zenobie.wagtail_userprofile.avatar.name
    assert portrait.is_file()

    erase(person=zenobie, by=BY, on=DAY)

    assert not portrait.exists()


def test_a_person_erased_twice_is_erased_once(zenobie: Person) -> None:
    erase(person=zenobie, by=BY, on=DAY)
    lines = Entry.objects.count()

    erase(person=zenobie, by=BY, on=DAY)

    assert Entry.objects.count() == lines


def test_who_still_holds_a_role_is_not_erased(zenobie: Person) -> None:
    grant(person=zenobie, kind=Role.Kind.TEAM, cluster=Cluster.objects.get(), by=BY, on=DAY)
    before = everything_kept()

    with pytest.raises(StillStanding) as refused:
        erase(person=zenobie, by=BY, on=DAY)

    assert refused.value.sentences() == ["Cette personne a encore un rôle en cours : mettez-y d’abord fin."]
    assert everything_kept() == before
