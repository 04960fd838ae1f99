"""What `grappe doctor` says of backups, of a journal cut off, and of what is not there at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from grappe.apps.backup.making import make_backup
from grappe.apps.backup.trace import Trace, leave_trace, read_trace
from grappe.apps.health.ailments import all_ailments
from grappe.apps.health.backups import lost_line
from grappe.apps.health.missing import missing_parts
from grappe.apps.journal.acts import record
from grappe.apps.journal.models import Entry
from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import Installation

NEVER = (
    "Aucune sauvegarde n’a été faite. Lancez grappe backup, chaque jour de préférence, et gardez l’archive sur "
    "une autre machine."
)


def told(installation: Installation) -> list[str]:
    return [" ".join(one.sentences("fr")) for one in all_ailments(installation)]


def lines(*numbers: int) -> None:
    for number in numbers:
        with transaction.atomic():
            record(
                act="a.b",
                by="person:1",
                subject=f"member:{number}",
                before=None,
                after=None,
                on=dt.date(2026, 3, 1),
            )


def later(monkeypatch: pytest.MonkeyPatch, **passed: float) -> None:
    at = timezone.now() + dt.timedelta(**passed)
    monkeypatch.setattr(timezone, "now", lambda: at)


def test_an_installation_that_lives_is_told_to_back_up_after_a_week(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines(1)
    assert told(installation) == []

    later(monkeypatch, days=8)
    assert told(installation) == [NEVER]

    leave_trace(installation.data, Trace(timezone.now(), None))
    assert told(installation) == []

    later(monkeypatch, days=20)
    assert [sentence.partition(".")[0] for sentence in told(installation)] == [
        "La dernière sauvegarde a 20 jours"
    ]


def test_a_trace_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    for written in ("", "{}", "[]", '{"made_at": "hier", "journal": null}', '{"made_at": 3, "journal": 3}'):
        (tmp_path / "last-backup").write_text(written)
        assert read_trace(tmp_path) is None


def test_a_journal_that_only_grew_holds_what_the_backup_saw(
    installation: Installation, tmp_path: Path
) -> None:
    lines(1, 2)
    seen = make_backup(installation, tmp_path / "one.zip").manifest
    lines(3)

    assert (seen.journal and seen.journal.number) == 2
    assert list(lost_line(seen.journal, seen.made_at)) == []


def test_an_end_cut_off_is_told_though_the_chain_holds(installation: Installation, tmp_path: Path) -> None:
    lines(1, 2, 3)
    seen = make_backup(installation, tmp_path / "one.zip").manifest
    leave_trace(tmp_path, Trace(seen.made_at, seen.journal))
    on = "" if connection.vendor == "sqlite" else " ON journal_{}"
    with connection.cursor() as cursor:
        for table in ("words", "entry"):
            name, place = f"journal_{table}_no_delete", on.format(table)
            made = _made(name)
            cursor.execute(f"DROP TRIGGER {name}{place}")
            cursor.execute(f"DELETE FROM journal_{table} WHERE number = 3")
            cursor.execute(made)

    at = f"{seen.made_at:%Y-%m-%d %H:%M}"
    (sentence,) = told(installation)
    assert sentence.startswith(
        f"La sauvegarde du {at} (UTC) a vu la ligne 3 du journal, qui n’y est plus : la fin en a été coupée."
    )

    lines(4)  # another line takes the number: the chain holds, and it is not the same line
    assert Entry.objects.count() == 3
    (sentence,) = told(installation)
    assert sentence.startswith(
        f"La ligne 3 du journal n’est plus celle que la sauvegarde du {at} (UTC) a vue : il a été réécrit."
    )


def _made(name: str) -> str:
    """The statement that makes a trigger again."""
    asked = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE name = %s",
        "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = %s",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor], [name])
        (statement,) = cursor.fetchone()
    return str(statement)


def test_a_backup_of_an_empty_journal_says_nothing_of_it() -> None:
    assert list(lost_line(None, timezone.now())) == []


def test_what_is_not_there_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    data = tmp_path / "data"
    bare = Installation(data=data, database=SQLite(data / "grappe.sqlite3"))

    assert [one.subject for one in missing_parts(bare)] == ["data"]
    assert not data.exists()

    data.mkdir()
    assert [one.subject for one in missing_parts(bare)] == ["key", "database"]
    assert list(data.iterdir()) == []

    told_its_key = Installation(data=data, database=bare.database, secret_key="k" * 60)
    (data / "grappe.sqlite3").touch()
    assert list(missing_parts(told_its_key)) == []
