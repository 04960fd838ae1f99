"""A person is given everything that is kept of them, and nothing of anybody else."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.apps.people.conftest import EMAIL, NAME, SECRETS

from grappe.analysis.language.catalogues import LANGUAGES, Language
from grappe.apps.journal.acts import Line, record_many
from grappe.apps.people.models import Person
from grappe.apps.privacy.copies import as_json, as_page, held_of

DAY = dt.date(2026, 4, 1)


def read(person: Person) -> dict[str, list[dict[str, object]]]:
    """The copy as another program reads it: rows by table."""
    told = json.loads(as_json(held_of(person.pk, "fr"), person=person.pk, on=DAY))
    assert (told["person"], told["on"]) == (person.pk, "2026-04-01")
    rows: dict[str, list[dict[str, object]]] = {}
    for part in told["held"]:
        rows.setdefault(part["table"], []).extend(part["rows"])
    return rows


def test_a_copy_holds_what_every_table_keeps_of_the_person(zenobie: Person) -> None:
    rows = read(zenobie)

    account = {name: value for row in rows["people.Person"] for name, value in row.items()}
    assert (account["email"], account["first_name"], account["groups"]) == (EMAIL, NAME[0], ["Rédaction"])
    assert rows["account.EmailAddress"][0]["email"] == EMAIL
    assert rows["usersessions.UserSession"][0]["ip"] == "192.0.2.7"
    assert rows["clusters.Role"][0]["cluster"] == "Cluster TWIST"
    assert [row["act"] for row in rows["journal.Entry"]] == ["person.invited"]
    assert any(EMAIL in str(row.get("after")) for row in rows["journal.Words"])
    assert any(row.get("by") == zenobie.named for row in rows["journal.Words"])


def test_what_would_let_another_come_in_is_named_and_held_back(zenobie: Person) -> None:
    held = held_of(zenobie.pk, "fr")
    written = as_json(held, person=zenobie.pk, on=DAY)

    assert not any(secret in written for secret in SECRETS)
    withheld = {(part.table, name) for part in held if part.withheld for name in part.labels}
    assert {("people.Person", "password"), ("mfa.Authenticator", "data")} <= withheld
    assert all(part.rows == [] for part in held if part.withheld)


def test_a_copy_says_nothing_of_anybody_else(zenobie: Person, other_person: Person) -> None:
    written = as_json(held_of(zenobie.pk, "fr"), person=zenobie.pk, on=DAY)
    others = as_json(held_of(other_person.pk, "fr"), person=other_person.pk, on=DAY)

    assert "autre@exemple.be" not in written
    assert "Autre Personne" not in written
    assert "Zénobie" not in others
    assert "Quatresous" not in others
    assert "Autre Personne" in others


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_is_read_in_the_language_of_the_person(zenobie: Person, language: Language) -> None:
    page = as_page(held_of(zenobie.pk, language), person=zenobie.pk, on=DAY, language=language)

    day = {"fr": "1er avril 2026", "en": "1 April 2026", "nl": "1 april 2026", "de": "1. April 2026"}[
        language
    ]
    assert all(word in page for word in (EMAIL, *NAME, day, f'lang="{language}"'))
    assert not any(secret in page for secret in SECRETS)
    assert re.findall(r'(?:src|href)="', page) == []


def test_what_a_person_wrote_is_shown_and_not_run(zenobie: Person) -> None:
    Person.objects.filter(pk=zenobie.pk).update(first_name="<script>alert(1)</script>")

    page = as_page(held_of(zenobie.pk, "fr"), person=zenobie.pk, on=DAY, language="fr")

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_thousand_lines_are_read_by_the_questions_of_one(zenobie: Person) -> None:
    def asked(last: int | None = None) -> int:
        with CaptureQueriesContext(connection) as questions:
            held_of(zenobie.pk, "fr", last=last)
        return len(questions)

    asked()
    before = asked()
    with transaction.atomic():
        record_many(
            Line(
                act="person.seen",
                by=zenobie.named,
                subject=zenobie.named,
                before=None,
                after={"n": n},
                on=DAY,
            )
            for n in range(1000)
        )

    assert asked() == before
    few = next(part for part in held_of(zenobie.pk, "fr", last=20) if part.table == "journal.Words")
    assert (len(few.rows), few.rows[-1]["after"], few.more > 980) == (20, '{"n":999}', True)
