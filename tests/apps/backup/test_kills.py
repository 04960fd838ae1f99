"""A pulled plug leaves the state before or the state after, never between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest
from django.db import connection
from tests.apps.backup.moments import ends_by_itself
from tests.apps.backup.states import COMMAND_LINE, DAY, environment_of, files, fill, keep, rows
from tests.databases import at

from grappe.apps.backup import restoring
from grappe.apps.backup.building import build_database
from grappe.apps.backup.checking import checked
from grappe.apps.backup.drafts import DRAFT
from grappe.apps.backup.making import make_backup
from grappe.apps.backup.placing import is_unsettled, settle
from grappe.apps.backup.restoring import restore_backup
from grappe.apps.backup.schemas import make_staged, staged_schema
from grappe.apps.clusters.acts.founding import found
from grappe.apps.occupancy.holding import Occupied, alone
from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import Installation

MADE_BEFORE = "made_before"


@pytest.fixture
def changed(installation: Installation, archive: Path) -> Installation:
    """An installation that went on after its backup."""
    assert archive.exists()
    go_on(installation)
    return installation


def go_on(installation: Installation) -> None:
    """Change the installation in every way that a restoration takes back."""
    found(slug="later", name="Later", by="system:test", on=DAY)
    keep(installation, "later", b"later")
    keep(installation, "a/photo.png", b"another")
    (installation.data / "secret-key").touch(0o600)
    (installation.data / "secret-key").write_text("k" * 60)


def state(installation: Installation) -> tuple[object, object, str]:
    return rows(), files(installation), (installation.data / "secret-key").read_text()


@contextmanager
def alone_soon(installation: Installation) -> Iterator[None]:
    """As `alone`: PostgreSQL sees a moment later that a program which was killed is no longer there."""
    until = time.monotonic() + 30
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(alone(installation))
                break
            except Occupied:
                assert time.monotonic() < until
                time.sleep(0.05)
        yield


def settled(installation: Installation) -> tuple[object, object, str]:
    """The state once somebody opened the installation again; nothing of the change may be left."""
    with alone_soon(installation):
        settle(installation)
    assert not is_unsettled(installation)
    assert list(installation.data.glob(".restore-*")) == []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'grappe_new_')")
            assert cursor.fetchall() == []
    return state(installation)


def test_a_restoration_killed_at_any_change_leaves_one_state_or_the_other(
    changed: Installation, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, ends = state(changed), []
    # To make the database takes seconds, and touches nothing of what stands: it is done once for all kills.
    with quickly_made(changed, archive, monkeypatch):
        for moment in count(1):
            with a_copy_of(changed, tmp_path / f"copy-{moment}") as copy:
                done = ends_by_itself(lambda copy=copy: restore_backup(copy, archive, replace=True), moment)
                ends.append(settled(copy))
            if done:
                break

    after = ends[-1]
    assert before != after
    assert moment > 20
    assert {"before": before in ends, "after": after in ends[:-1]} == {"before": True, "after": True}
    assert [end for end in ends if end not in (before, after)] == []
    # Once it has changed, it never changes back.
    assert ends == sorted(ends, key=lambda end: end == after)


@contextmanager
def quickly_made(
    installation: Installation, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    made = installation.data / MADE_BEFORE
    with checked(archive) as backup:
        if isinstance(installation.database, SQLite):
            build_database(backup, {"NAME": str(made)})
            monkeypatch.setattr(
                restoring, "build_database", lambda _, place: shutil.copy(made, place["NAME"])
            )
        else:
            make_staged("x")
            options = {
                **connection.settings_dict["OPTIONS"],
                "options": f"-c search_path={staged_schema('x')}",
            }
            build_database(backup, {"OPTIONS": options})
            _ask(f"ALTER SCHEMA {staged_schema('x')} RENAME TO {MADE_BEFORE}")
            monkeypatch.setattr(
                restoring,
                "make_staged",
                lambda number: _ask(f"ALTER SCHEMA {MADE_BEFORE} RENAME TO {staged_schema(number)}"),
            )
            monkeypatch.setattr(restoring, "build_database", lambda *_: None)
    yield


def _ask(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def a_copy_of(installation: Installation, data: Path) -> Iterator[Installation]:
    """The same installation elsewhere, in a database of its own."""
    database = installation.database
    connection.close()
    data.mkdir()
    shutil.copytree(installation.data / "files", data / "files")
    shutil.copy(installation.data / "secret-key", data)
    if isinstance(database, SQLite):
        # Closed by all: what stood beside it is in it.
        copy = Installation(data=data, database=SQLite(Path(shutil.copy(database.file, data))))
    else:
        name = f"{database.name}_{data.name.replace('-', '_')}"
        with at(_in(database, "postgres", installation.data)):
            _ask(f"CREATE DATABASE {name} TEMPLATE {database.name}")
        copy = _in(database, name, data)
    with at(copy):
        yield copy
    if isinstance(copy.database, PostgreSQL):
        with at(_in(copy.database, "postgres", installation.data)):
            _ask(f"DROP DATABASE {copy.database.name}")
    with at(installation):
        pass  # Django works in the first one again


def _in(database: PostgreSQL, name: str, data: Path) -> Installation:
    return Installation(
        data, PostgreSQL(name, database.user, database.password, database.host, database.port)
    )


@pytest.mark.parametrize(("sign", "end"), [(".restore-*", "before"), ("before-*", "after")])
def test_the_command_killed_on_its_way_leaves_one_state_or_the_other(
    installation: Installation, archive: Path, sign: str, end: str
) -> None:
    held, kept = _without_the_journal(), files(installation)
    go_on(installation)
    before = state(installation)
    connection.close()

    words = [sys.executable, *COMMAND_LINE, "restore", str(archive), "--replace"]
    restoration = subprocess.Popen(words, env=environment_of(installation), stdout=subprocess.DEVNULL)
    while not any(installation.data.glob(sign)):
        assert restoration.poll() in (None, 0)
    restoration.kill()
    restoration.wait()

    found_there = settled(installation)
    if end == "before":
        assert found_there == before
    else:
        assert (_without_the_journal(), files(installation)) == (held, kept)


def _without_the_journal() -> dict[str, object]:
    """The rows that do not say when they were put back."""
    return {table: held for table, held in rows().items() if not table.startswith("journal_")}


def test_a_backup_killed_on_its_way_is_not_there(installation: Installation, tmp_path: Path) -> None:
    fill(installation)
    keep(installation, "large", os.urandom(30_000_000))
    kept = tmp_path / "kept"
    kept.mkdir()
    whole = make_backup(installation, kept / "whole.zip").file.stat().st_size
    connection.close()

    for share in (0.0, 0.4, 0.8):
        left = set(kept.iterdir())
        backup = _backing_up(installation, kept / f"{share}.zip")
        # What an earlier one left is swept before this one has a draft.
        while not any(draft.stat().st_size > share * whole for draft in set(kept.iterdir()) - left):
            assert backup.poll() is None, "it ended before it was killed"
        backup.kill()
        assert backup.wait() == -signal.SIGKILL
        assert not (kept / f"{share}.zip").exists()
        assert any(kept.glob(f"{DRAFT}*"))

    with checked(make_backup(installation, kept / "last.zip").file) as last:
        assert last.manifest.tables["people_person"].rows == 1
    assert sorted(file.name for file in kept.iterdir()) == ["last.zip", "whole.zip"], "drafts are swept"


def _backing_up(installation: Installation, file: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, *COMMAND_LINE, "backup", str(file)]
    return subprocess.Popen(words, env=environment_of(installation), stdout=subprocess.DEVNULL)
