"""A line is written with its act, or not at all; writers come one after the other."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from grappe.apps.journal.acts import AT_ONCE, Line, NotInATransaction, record, record_many
from grappe.apps.journal.chain import START
from grappe.apps.journal.models import Entry, Words
from grappe.apps.journal.queries import entries_of, first_broken
from grappe.apps.settings.installation import Installation

DAY = dt.date(2026, 3, 1)
WRITERS, LINES_EACH = 8, 10


def admitted(number: int, *, by: str = "person:1") -> Entry:
    return record(
        act="member.admitted",
        by=by,
        subject=f"member:{number}",
        before=None,
        after={"name": "Ferronnerie Été", "since": DAY},
        on=DAY,
    )


@pytest.mark.usefixtures("installation")
def test_a_line_says_who_what_to_what_before_after_and_when() -> None:
    began = timezone.now()

    with transaction.atomic():
        written = admitted(12)

    (kept,) = entries_of("member:12")
    assert began <= kept.at <= timezone.now()
    assert (kept.number, kept.on, kept.act, kept.subject) == (1, DAY, "member.admitted", "member:12")
    assert (kept.previous, kept.signature) == (START, written.signature)
    assert (kept.told.by, kept.told.before) == ("person:1", "null")
    assert json.loads(kept.told.after) == {"name": "Ferronnerie Été", "since": "2026-03-01"}


@pytest.mark.usefixtures("three_lines")
def test_each_line_holds_on_to_the_one_before() -> None:
    lines = list(Entry.objects.all())

    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.previous for line in lines] == [START, lines[0].signature, lines[1].signature]
    assert first_broken() is None


@pytest.mark.usefixtures("installation")
def test_a_line_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NotInATransaction):
        admitted(1)

    assert Entry.objects.count() == 0


@pytest.mark.usefixtures("three_lines")
def test_an_act_that_fails_leaves_no_line() -> None:
    class Failed(Exception):
        pass

    def act() -> None:
        with transaction.atomic():
            admitted(4)
            raise Failed

    with pytest.raises(Failed):
        act()
    with transaction.atomic():
        after = admitted(5)

    assert after.number == 4
    assert (Entry.objects.count(), Words.objects.count()) == (4, 4)
    assert first_broken() is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("act", "admitted"),
        ("act", "Member.admitted"),
        ("subject", "member"),
        ("by", "Jeanne Dupont"),
        ("after", 1.5),
    ],
)
@pytest.mark.usefixtures("three_lines")
def test_a_line_without_its_form_is_refused(name: str, value: object) -> None:
    asked = {"act": "a.b", "by": "person:1", "subject": "member:1", "before": None, "after": None, "on": DAY}

    with pytest.raises((TypeError, ValueError)), transaction.atomic():
        record(**{**asked, name: value})  # type: ignore[arg-type]

    assert Entry.objects.count() == 3


@pytest.mark.usefixtures("installation")
def test_writers_at_the_same_time_make_one_chain() -> None:
    together = Barrier(WRITERS)

    def write(writer: int) -> None:
        together.wait()
        try:
            for number in range(LINES_EACH):
                with transaction.atomic():
                    # As an act does: it reads, then writes.
                    Entry.objects.count()
                    admitted(number, by=f"person:{writer}")
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    lines = list(Entry.objects.select_related("told"))
    assert [line.number for line in lines] == [*range(1, WRITERS * LINES_EACH + 1)]
    assert {line.told.by for line in lines} == {f"person:{writer}" for writer in range(WRITERS)}
    assert first_broken() is None


def test_the_journal_is_found_by_its_subject_whatever_else_it_holds(three_lines: Installation) -> None:  # noqa: ARG001
    with transaction.atomic():
        record(
            act="member.left", by="person:2", subject="member:2", before={"left": None}, after=None, on=DAY
        )

    assert [(line.number, line.act) for line in entries_of("member:2")] == [
        (2, "member.admitted"),
        (4, "member.left"),
    ]


def admissions(count: int) -> Iterator[Line]:
    for number in range(1, count + 1):
        yield Line(
            act="member.admitted",
            by="system:import",
            subject=f"member:{number}",
            before=None,
            after={"name": f"Membre {number}"},
            on=DAY,
        )


@pytest.mark.usefixtures("three_lines")
def test_many_lines_are_written_in_their_order_after_the_last_one() -> None:
    many = AT_ONCE + 2

    with transaction.atomic():
        numbers = record_many(admissions(many))
        after = admitted(1)

    assert (numbers, after.number) == (range(4, 4 + many), 4 + many)
    lines = Entry.objects.filter(number__in=[4, 3 + AT_ONCE, 3 + many]).select_related("told")
    assert [(line.subject, json.loads(line.told.after)["name"]) for line in lines] == [
        ("member:1", "Membre 1"),
        (f"member:{AT_ONCE}", f"Membre {AT_ONCE}"),
        (f"member:{many}", f"Membre {many}"),
    ]
    assert first_broken() is None


@pytest.mark.usefixtures("three_lines")
def test_no_lines_are_no_lines() -> None:
    with transaction.atomic():
        assert list(record_many([])) == []

    assert Entry.objects.count() == 3


@pytest.mark.usefixtures("three_lines")
def test_of_many_lines_with_a_wrong_one_none_is_kept() -> None:
    wrong = Line(act="member.admitted", by="Jeanne", subject="member:1", before=None, after=None, on=DAY)

    with pytest.raises(ValueError, match="Jeanne"), transaction.atomic():
        record_many([*admissions(AT_ONCE), wrong])

    assert (Entry.objects.count(), Words.objects.count()) == (3, 3)


@pytest.mark.usefixtures("installation")
def test_many_lines_ask_the_database_far_less_than_one_question_each() -> None:
    asked: list[str] = []

    with (
        transaction.atomic(),
        connection.execute_wrapper(lambda execute, sql, *rest: (asked.append(sql), execute(sql, *rest))[1]),
    ):
        record_many(admissions(AT_ONCE))

    assert len(asked) < AT_ONCE / 20
