"""A journal that was tampered with says which line does not hold, and why."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from grappe.apps.journal.erasure import forget
from grappe.apps.journal.guards import GUARDS
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import Broken, first_broken

DAY = dt.date(2026, 3, 1)


def tamper(statement: str) -> None:
    """As someone who owns the database and takes its guards away first."""
    assert first_broken() is None
    with connection.cursor() as cursor:
        for name in GUARDS[connection.vendor]:
            table = "journal_words" if "words" in name else "journal_entry"
            cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))
        cursor.execute(statement)
        assert cursor.rowcount > 0


CHANGED = "La ligne {number} du journal a été changée après coup."


@pytest.mark.usefixtures("three_lines")
@pytest.mark.parametrize(
    ("statement", "number", "why"),
    [
        ("UPDATE journal_entry SET act = 'member.left' WHERE number = 2", 2, CHANGED),
        ("UPDATE journal_entry SET subject = 'member:9' WHERE number = 1", 1, CHANGED),
        ("UPDATE journal_entry SET \"on\" = '2026-03-02' WHERE number = 3", 3, CHANGED),
        ("UPDATE journal_entry SET at = '2026-03-02 08:00:00' WHERE number = 3", 3, CHANGED),
        (
            'UPDATE journal_words SET after = \'{"name":"Autre"}\' WHERE number = 2',
            2,
            "Les mots de la ligne {number} du journal ont été changés après coup.",
        ),
        (
            "UPDATE journal_words SET by = 'person:2' WHERE number = 1",
            1,
            "Les mots de la ligne {number} du journal ont été changés après coup.",
        ),
        (
            "DELETE FROM journal_words WHERE number = 2",
            2,
            "Les mots de la ligne {number} du journal manquent.",
        ),
        (
            f"UPDATE journal_entry SET previous = '{'e' * 64}' WHERE number = 2",
            2,
            "La ligne {number} du journal ne suit pas celle qui la précède.",
        ),
    ],
)
def test_a_line_changed_behind_the_guards_is_found(statement: str, number: int, why: str) -> None:
    tamper(statement.replace(" by =", ' "by" =').replace(" after =", ' "after" ='))

    assert first_broken() == Broken(number, why)


@pytest.mark.usefixtures("three_lines")
def test_a_line_taken_out_of_the_middle_is_found() -> None:
    tamper("DELETE FROM journal_words WHERE number = 2")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE number = 2")

    assert first_broken() == Broken(2, "La ligne {number} du journal manque.")


@pytest.mark.usefixtures("three_lines")
@pytest.mark.parametrize(
    ("after", "number"),
    [
        ("", 1),
        ("[]", 1),
        ("{}", 1),
        ('{"lines":["1"]}', 1),
        ('{"lines":{"1":"person:1","2":"person:1"}}', 2),
        ('{"lines":{"1":"person:9"}}', 4),
    ],
)
def test_an_erasure_made_to_say_something_else_hides_nothing(after: str, number: int) -> None:
    forget(subjects=["member:1"], by="person:1", on=DAY)
    tamper(f"""UPDATE journal_words SET "after" = '{after}' WHERE number = 4""")

    told = first_broken()

    assert told is not None
    assert told.number == number


@pytest.mark.usefixtures("three_lines")
def test_a_chain_is_read_in_two_questions_whatever_its_length() -> None:
    asked: list[str] = []

    with connection.execute_wrapper(lambda execute, sql, *rest: (asked.append(sql), execute(sql, *rest))[1]):
        assert first_broken() is None

    assert (Entry.objects.count(), len(asked)) == (3, 2)
