"""The database itself refuses any change of the journal."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from grappe.apps.journal.models import Entry, Words
from grappe.apps.journal.queries import first_broken, missing_guards

DAY = dt.date(2026, 3, 1)
TABLES = ("journal_entry", "journal_words")


def kept() -> list[tuple[object, ...]]:
    return [*Entry.objects.values_list(), *Words.objects.order_by("entry_id").values_list()]


@pytest.mark.usefixtures("three_lines")
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET act = 'member.excluded' WHERE number = {number}",
        "UPDATE journal_words SET after = '{{}}' WHERE number = {number}",
        "DELETE FROM journal_words WHERE number = {number}",
        "DELETE FROM journal_entry WHERE number = {number}",
    ],
)
def test_a_line_can_be_neither_changed_nor_taken_away(statement: str, number: int) -> None:
    before = kept()

    with pytest.raises(IntegrityError, match="the journal only grows"), connection.cursor() as cursor:
        cursor.execute(statement.format(number=number))

    assert kept() == before


@pytest.mark.usefixtures("three_lines")
@pytest.mark.parametrize("table", TABLES)
def test_a_line_cannot_be_written_over(table: str) -> None:
    before = kept()
    # SQLite's way of deleting without saying so; on PostgreSQL, its nearest kin.
    over = {
        "sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE number = 2",
        "postgresql": f"INSERT INTO {table} SELECT * FROM {table} WHERE number = 2"
        " ON CONFLICT (number) DO UPDATE SET number = excluded.number",
    }

    with pytest.raises(IntegrityError, match="follows the last one"), connection.cursor() as cursor:
        cursor.execute(over[connection.vendor])

    assert kept() == before


@pytest.mark.usefixtures("three_lines")
@pytest.mark.parametrize("table", TABLES)
def test_the_journal_cannot_be_emptied_at_once(table: str) -> None:
    before = kept()
    emptied = f"DELETE FROM {table}" if connection.vendor == "sqlite" else f"TRUNCATE {table} CASCADE"

    with pytest.raises(IntegrityError, match="the journal only grows"), connection.cursor() as cursor:
        cursor.execute(emptied)

    assert kept() == before


def line(number: int, previous: str) -> Entry:
    return Entry(
        number=number,
        at=dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC),
        on=DAY,
        act="member.left",
        subject="member:1",
        words="0" * 64,
        previous=previous,
        signature=f"{number:064x}",
    )


def words(number: int) -> Words:
    return Words(entry_id=number, salt="aa", by="person:1", before="null", after="null")


@transaction.atomic
def write(told: list[Words], lines: list[Entry]) -> None:
    Words.objects.bulk_create(told)
    Entry.objects.bulk_create(lines)


@pytest.mark.usefixtures("three_lines")
@pytest.mark.parametrize(("number", "previous"), [(5, "last"), (4, "first"), (2, "last")])
def test_a_line_that_does_not_follow_the_last_one_is_refused(number: int, previous: str) -> None:
    first, *_, last = Entry.objects.all()
    follows = {"last": last.signature, "first": first.signature}[previous]

    with pytest.raises(IntegrityError, match="follows the last one"):
        write([words(number)] if number > last.number else [], [line(number, follows)])

    assert (Entry.objects.count(), Words.objects.count()) == (3, 3)


@pytest.mark.usefixtures("three_lines")
@pytest.mark.parametrize("wrong", [4, 6])
def test_each_of_many_lines_written_at_once_follows_the_one_before(wrong: int) -> None:
    last = Entry.objects.get(number=3)
    four = line(4, last.signature)

    with pytest.raises(IntegrityError, match="follows the last one"):
        write([words(4), words(5), words(6)], [four, line(wrong, four.signature)])

    assert Entry.objects.count() == 3


@pytest.mark.usefixtures("three_lines")
def test_a_line_without_words_is_refused() -> None:
    last = Entry.objects.get(number=3)

    with pytest.raises(IntegrityError, match="follows the last one"):
        write([], [line(4, last.signature)])


@pytest.mark.usefixtures("three_lines")
def test_words_without_a_line_are_refused() -> None:
    with pytest.raises(IntegrityError):
        write([words(4)], [])

    assert Words.objects.count() == 3


@pytest.mark.usefixtures("three_lines")
def test_a_guard_that_was_taken_away_is_named() -> None:
    assert missing_guards() == []
    on = "" if connection.vendor == "sqlite" else " ON journal_words"

    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER journal_words_no_update{on}")

    assert missing_guards() == ["journal_words_no_update"]
    assert first_broken() is None
