"""A person who has used everything that keeps something of people."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.acts.roles import end, grant
from grappe.apps.clusters.models import Role
from grappe.apps.journal.acts import record
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

DAY = dt.date(2026, 3, 1)
EMAIL = "zenobie@exemple.be"
NAME = ("Zénobie", "Quatresous")
SECRETS = ("JBSWY3DPEHPK3PXP", "pbkdf2")


@pytest.fixture
def zenobie(installation: Installation) -> Person:  # noqa: ARG001 - its database
    """On a team until yesterday; she signs in by code and app, has a portrait, and did something."""
    person = Person.objects.create_user(
        EMAIL, "un mot de passe", first_name=NAME[0], last_name=NAME[1], language="de"
    )
    person.groups.add(Group.objects.get_or_create(name="Rédaction")[0])
    EmailAddress.objects.create(user=person, email=EMAIL, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": SECRETS[0]})
    session = SessionStore()
    session.create()
    UserSession.objects.create(
        user=person, ip="192.0.2.7", session_key=session.session_key, user_agent="Navigateur de Zénobie"
    )
    UserProfile.objects.create(user=person, avatar=ContentFile(b"portrait", "zenobie.png"))
    ModelLogEntry.objects.create(
        user=person, label="Une page", action="wagtail.edit", timestamp=timezone.now(), object_id="1"
    )
    cluster = found(slug="twist", name="Cluster TWIST", by="system:tests", on=DAY)
    role = grant(person=person, kind=Role.Kind.TEAM, cluster=cluster, by="system:tests", on=DAY)
    end(role=role, by=person.named, on=DAY)
    with transaction.atomic():
        record(
            act="person.invited",
            by="system:tests",
            subject=person.named,
            before=None,
            after={"name": " ".join(NAME), "email": EMAIL},
            on=DAY,
        )
    return person


@pytest.fixture
def other_person(installation: Installation) -> Person:  # noqa: ARG001 - its database
    """Somebody else, of whom nothing may be told or changed."""
    person = Person.objects.create_user("autre@exemple.be", first_name="Autre", last_name="Personne")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    with transaction.atomic():
        record(
            act="person.invited",
            by="system:tests",
            subject=person.named,
            before=None,
            after={"name": "Autre Personne"},
            on=DAY,
        )
    return person
