"""Who may read the file of a database."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.databases import Nothing, at

from grappe.apps.health.preparing import prepare_database
from grappe.apps.new_database.file import made_for_its_owner
from grappe.apps.settings.database import SQLite


@pytest.fixture
def _open_to_all() -> Iterator[None]:
    """What is made is read by everybody unless it says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.mark.usefixtures("_open_to_all")
def test_a_new_database_is_read_by_its_owner_alone(nothing_yet: Nothing, tmp_path: Path) -> None:
    new = nothing_yet(tmp_path)

    with at(new):
        prepare_database(new)
        on_sqlite = isinstance(new.database, SQLite)

        assert {mode_of(one) for one in tmp_path.glob("*.sqlite3*")} == ({0o600} if on_sqlite else set())


@pytest.mark.usefixtures("_open_to_all")
def test_a_database_that_is_there_stays_open_to_whom_it_was(tmp_path: Path) -> None:
    file = tmp_path / "grappe.sqlite3"
    file.write_text("SQLite")
    file.chmod(0o640)

    made_for_its_owner(file)

    assert (file.read_text(), mode_of(file)) == ("SQLite", 0o640)
