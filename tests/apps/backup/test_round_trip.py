"""What is backed up comes back: every row, every byte, and what the database refuses."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, connection
from tests.apps.backup.states import DAY, files, fill, keep, rows, without_the_last_line

from grappe.apps.backup.building import pointed_at
from grappe.apps.backup.making import make_backup
from grappe.apps.backup.refusals import NoBackup, WouldReplace
from grappe.apps.backup.restoring import restore_backup
from grappe.apps.clusters.acts.founding import found
from grappe.apps.health.ailments import all_ailments
from grappe.apps.journal.models import Entry
from grappe.apps.people.models import Person
from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import Installation

RESTORED = "installation.restored"


def test_a_backup_put_back_is_the_same_to_the_row_and_to_the_byte(
    installation: Installation, tmp_path: Path
) -> None:
    fill(installation)
    (tmp_path / "secret-key").write_text("k" * 60)
    held, kept, last = rows(), files(installation), Entry.objects.order_by("-number")[0]
    assert len(held) > 40
    assert (len(held["people_person"]), len(held["journal_entry"]), len(kept)) == (1, 3, 3)
    assert len(held["tasks_task"]) == 1
    made = make_backup(installation, tmp_path / "one.zip")
    found(slug="later", name="Later", by="system:test", on=DAY)
    Person.objects.create_user("later@example.be")
    keep(installation, "later", b"later")
    later, later_files = rows(), files(installation)

    restored = restore_backup(installation, tmp_path / "one.zip", replace=True)

    assert without_the_last_line(rows(), RESTORED) == held
    assert files(installation) == kept
    assert (made.manifest.journal and made.manifest.journal.signature) == last.signature
    told = Entry.objects.order_by("-number").select_related("told")[0].told
    assert json.loads(told.after)["signature"] == last.signature
    folders = [tmp_path / "files", tmp_path / "files" / "a"]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700, 0o700]
    if isinstance(installation.database, SQLite):
        assert stat.S_IMODE(installation.database.file.stat().st_mode) == 0o600
    assert list(all_ailments(installation)) == []
    with pytest.raises(IntegrityError):
        Entry.objects.all().update(act="a.b")
    assert Person.objects.create_user("bea@example.be").pk == 3, "the number of who is gone is given to none"
    assert (tmp_path / "secret-key").read_text() == "k" * 60
    assert restored.aside is not None
    assert (restored.aside / "files" / "later").read_bytes() == b"later"
    # The state that was replaced is whole where it was put.
    assert _rows_aside(restored.aside, restored.schema) == later
    assert later_files == {
        str(file.relative_to(restored.aside / "files")): file.read_bytes()
        for file in (restored.aside / "files").rglob("*")
        if file.is_file()
    }


def _rows_aside(folder: Path, schema: str | None) -> object:
    if schema is None:
        with pointed_at({"NAME": str(folder / "grappe.sqlite3")}):
            return rows()
    with connection.cursor() as cursor:
        cursor.execute(f"SET search_path = {schema}")
        try:
            return rows()
        finally:
            cursor.execute("RESET search_path")


def test_an_archive_is_its_owners_alone_and_holds_no_key(installation: Installation, tmp_path: Path) -> None:
    fill(installation)
    (tmp_path / "secret-key").write_text("k" * 60)

    plain = make_backup(installation, tmp_path / "plain.zip")
    keyed = make_backup(installation, tmp_path / "keyed.zip", with_key=True)

    assert stat.S_IMODE(plain.file.stat().st_mode) == 0o600
    with ZipFile(plain.file) as archive, ZipFile(keyed.file) as other:
        assert "secret-key" not in archive.namelist()
        assert b"k" * 60 not in b"".join(archive.read(name) for name in archive.namelist())
        assert other.read("secret-key") == b"k" * 60
        assert archive.testzip() is None
    (tmp_path / "secret-key").write_text("other" * 20)
    restore_backup(installation, keyed.file, replace=True)
    assert (tmp_path / "secret-key").read_text() == "k" * 60
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_key_that_the_environment_gives_is_not_put_in_an_archive(
    installation: Installation, tmp_path: Path
) -> None:
    with pytest.raises(NoBackup) as refused:
        make_backup(installation, tmp_path / "keyed.zip", with_key=True)

    assert "GRAPPE_SECRET_KEY" in refused.value.sentences("fr")[0]
    assert list(tmp_path.glob("*.zip")) == list(tmp_path.glob(".grappe-backup-*")) == []


def test_a_file_that_exists_is_never_written_over(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "one.zip").write_text("mine")

    with pytest.raises(WouldReplace):
        make_backup(installation, tmp_path / "one.zip")

    assert (tmp_path / "one.zip").read_text() == "mine"


def test_a_folder_gets_a_file_named_by_the_minute(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()

    made = make_backup(installation, tmp_path / "kept")

    assert made.file.parent == tmp_path / "kept"
    assert made.file.match("grappe-20??-??-??T????.zip")


def test_links_and_pipes_are_named_and_left_out(installation: Installation, tmp_path: Path) -> None:
    keep(installation, "here", b"here")
    (tmp_path / "files" / "link").symlink_to("/etc/passwd")
    (tmp_path / "files" / "folder").symlink_to("/etc")

    made = make_backup(installation, tmp_path / "one.zip")

    assert made.left_out == {"folder": "un lien", "link": "un lien"}
    with ZipFile(made.file) as archive:
        assert [name for name in archive.namelist() if name.startswith("files/")] == ["files/here"]


def test_an_installation_that_holds_something_is_replaced_only_when_told(
    installation: Installation, tmp_path: Path
) -> None:
    fill(installation)
    make_backup(installation, tmp_path / "one.zip")
    held, kept = rows(), files(installation)

    with pytest.raises(WouldReplace) as refused:
        restore_backup(installation, tmp_path / "one.zip")

    assert "--replace" in refused.value.sentences("fr")[0]
    assert (rows(), files(installation)) == (held, kept)
