"""Words kept in the row itself."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from grappe.apps.people.models import Person
from grappe.apps.search.sought import write_words
from grappe.apps.settings.installation import Installation


@pytest.fixture
def ada(installation: Installation) -> Person:  # noqa: ARG001 - its database
    return Person.objects.create_user("ada@example.org", first_name="Ada", last_name="Éveillée")


def _found(word: str) -> bool:
    return Person.objects.filter(sought__contains=f" {word}").exists()


def test_a_person_is_found_by_their_names_and_their_address(ada: Person) -> None:
    assert all(_found(word) for word in ("ada", "eveil", "example"))
    assert ada.sought == " ada eveillee example org"


def test_the_words_follow_whichever_fields_are_written(ada: Person) -> None:
    ada.last_name = "Dormeuse"
    ada.save(update_fields=["last_name"])

    assert _found("dormeuse")
    assert not _found("eveil")


def test_the_words_of_rows_that_were_there_are_written_once_they_have_a_place(ada: Person) -> None:
    Person.objects.filter(pk=ada.pk).update(sought="")

    with connection.schema_editor() as editor:
        write_words("people", "person")(apps, editor)

    assert _found("eveil")
