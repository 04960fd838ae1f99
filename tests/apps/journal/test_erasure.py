"""The words of a person go, the lines and the chain stay, and nothing else may go."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from grappe.apps.journal.acts import Line, record, record_many
from grappe.apps.journal.chain import Value
from grappe.apps.journal.erasure import AT_ONCE, NotToBeErased, forget
from grappe.apps.journal.guards import ERASURE
from grappe.apps.journal.models import Entry, Words
from grappe.apps.journal.queries import Broken, entries_of, erased_lines, first_broken
from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import Installation

DAY = dt.date(2026, 3, 1)
NAME = "Anne-Sophie Quatresous"
REFUSED = "the journal only grows"


@transaction.atomic
def write(act: str, subject: str, after: Value, by: str = "person:1") -> Entry:
    return record(act=act, by=by, subject=subject, before=None, after=after, on=DAY)


@pytest.fixture
def with_anne(three_lines: Installation) -> Installation:
    """After three lines on members: Anne comes (4), her name is changed (5), she admits a member (6)."""
    write("person.invited", "person:3", {"name": NAME})
    write("person.named", "person:3", {"name": NAME.upper()}, by="person:3")
    write("member.admitted", "member:9", {"name": "Membre 9"}, by="person:3")
    return three_lines


def words_left() -> list[int]:
    return list(Words.objects.order_by("entry_id").values_list("entry_id", flat=True))


@contextmanager
def refused_by_the_database() -> Iterator[None]:
    before = words_left()
    with pytest.raises(IntegrityError, match=REFUSED):
        yield
    assert words_left() == before


def delete_words(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_words WHERE number = %s", [number])


@pytest.mark.usefixtures("with_anne")
def test_the_words_about_a_person_go_and_the_chain_holds() -> None:
    before = list(Entry.objects.values_list())

    erased = forget(subjects=["person:3"], by="person:1", on=DAY)

    assert erased == [4, 5]
    assert list(Entry.objects.filter(number__lte=6).values_list()) == before
    assert words_left() == [1, 2, 3, 6, 7]
    assert not Words.objects.filter(after__icontains="quatresous").exists()
    assert first_broken() is None


@pytest.mark.usefixtures("with_anne")
def test_an_erasure_says_which_lines_it_emptied_who_had_acted_and_who_erased() -> None:
    forget(subjects=["person:3"], by="person:2", on=DAY)

    *_, told = entries_of("person:3")
    assert (told.number, told.act, told.on, told.told.by) == (7, ERASURE, DAY, "person:2")
    assert json.loads(told.told.after) == {"lines": {"4": "person:1", "5": "person:3"}}
    assert erased_lines() == {4: "person:1", 5: "person:3"}


@pytest.mark.usefixtures("with_anne")
def test_several_subjects_and_single_lines_are_erased_together() -> None:
    assert forget(subjects=["person:3", "member:1"], also=[6], by="person:1", on=DAY) == [1, 4, 5, 6]
    assert words_left() == [2, 3, 7]
    assert first_broken() is None


@pytest.mark.usefixtures("with_anne")
def test_a_person_forgotten_twice_is_forgotten_once() -> None:
    forget(subjects=["person:3"], by="person:1", on=DAY)

    assert forget(subjects=["person:3"], by="person:1", on=DAY) == []
    assert Entry.objects.count() == 7
    write("person.invited", "person:3", {"name": NAME})
    assert forget(subjects=["person:3"], by="person:1", on=DAY) == [8]
    assert first_broken() is None


@pytest.mark.usefixtures("with_anne")
def test_what_tells_an_erasure_is_never_erased() -> None:
    forget(subjects=["person:3"], by="person:1", on=DAY)

    with pytest.raises(NotToBeErased, match="7"):
        forget(subjects=["person:1"], also=[7], by="person:1", on=DAY)
    # Nor by hand, though the last line names it, and itself.
    write(ERASURE, "person:1", {"lines": {"7": "person:1", "8": "person:1"}})
    for number in (7, 8):
        with refused_by_the_database():
            delete_words(number)


@pytest.mark.usefixtures("with_anne")
def test_words_that_the_last_line_does_not_name_stay() -> None:
    forget(subjects=["person:3"], by="person:1", on=DAY)

    for number in (1, 6, 7):
        with refused_by_the_database():
            delete_words(number)


@pytest.mark.usefixtures("with_anne")
@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("member.left", {"lines": {"4": "person:1"}}),
        (ERASURE, {"lines": ["4"]}),
        (ERASURE, {"lines": {}, "4": "person:1"}),
        (ERASURE, None),
    ],
)
def test_only_an_erasure_names_the_words_that_go(act: str, after: Value) -> None:
    write(act, "person:3", after)

    with refused_by_the_database():
        delete_words(4)


@pytest.mark.usefixtures("with_anne")
def test_an_erasure_that_is_no_longer_the_last_line_lets_nothing_through() -> None:
    write(ERASURE, "person:3", {"lines": {"4": "person:1", "5": "person:3"}})
    delete_words(4)
    write("member.left", "member:9", None)

    with refused_by_the_database():
        delete_words(5)


@pytest.mark.usefixtures("with_anne")
def test_words_once_erased_cannot_be_given_others() -> None:
    forget(subjects=["person:3"], by="person:1", on=DAY)

    with pytest.raises(IntegrityError, match="follows the last one"):
        Words.objects.bulk_create([Words(entry_id=4, salt="aa", by="person:1", before="null", after="null")])


@pytest.mark.usefixtures("with_anne")
def test_an_erasure_that_fails_erases_nothing() -> None:
    class Failed(Exception):
        pass

    def act() -> None:
        with transaction.atomic():
            forget(subjects=["person:3"], by="person:1", on=DAY)
            raise Failed

    with pytest.raises(Failed):
        act()

    assert words_left() == [1, 2, 3, 4, 5, 6]
    assert first_broken() is None


@pytest.mark.usefixtures("with_anne")
def test_words_named_by_an_erasure_and_still_there_are_told() -> None:
    write(ERASURE, "person:3", {"lines": {"4": "person:1", "5": "person:3"}})
    delete_words(4)

    why = "Les mots de la ligne {number} du journal ont été effacés, et y sont pourtant."
    assert first_broken() == Broken(5, why)


@pytest.mark.usefixtures("installation")
def test_more_lines_are_erased_than_one_line_names() -> None:
    many = AT_ONCE + 1
    with transaction.atomic():
        record_many(
            Line(act="a.b", by="person:1", subject="person:3", before=None, after=NAME, on=DAY)
            for _ in range(many)
        )

    assert forget(subjects=["person:3"], by="person:1", on=DAY) == [*range(1, many + 1)]
    assert words_left() == [many + 1, many + 2]
    assert first_broken() is None


def test_nothing_is_left_in_the_file_of_the_database(with_anne: Installation) -> None:
    if not isinstance(with_anne.database, SQLite):
        pytest.skip("PostgreSQL lets go of its rows when it is vacuumed")

    def on_the_disk() -> bytes:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return with_anne.database.file.read_bytes()

    assert NAME.encode() in on_the_disk()
    forget(subjects=["person:3"], by="person:1", on=DAY)
    assert NAME.encode() not in on_the_disk()
