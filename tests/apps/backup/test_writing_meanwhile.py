"""A backup of an installation where people work is one moment of it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from django.db import connection
from tests.apps.backup.states import environment_of, rows

from grappe.apps.backup.making import make_backup
from grappe.apps.backup.restoring import restore_backup
from grappe.apps.health.ailments import all_ailments
from grappe.apps.settings.installation import Installation


def test_a_backup_made_while_others_write_is_one_moment(installation: Installation, tmp_path: Path) -> None:
    with _another_program_founds_clusters(installation):
        made = [make_backup(installation, tmp_path / f"{number}.zip") for number in range(3)]

    counted = [one.manifest.journal.number if one.manifest.journal else 0 for one in made]
    assert counted == sorted(counted)
    assert counted[-1] > counted[0], "the other program wrote meanwhile"
    for one in made:
        told = {table: kept.rows for table, kept in one.manifest.tables.items()}
        lines = told["journal_entry"]
        # Each founding is one cluster, two categories, and one line with its words, in one transaction.
        assert (told["clusters_cluster"], told["clusters_category"], told["journal_words"]) == (
            lines,
            2 * lines,
            lines,
        )
        assert lines == (one.manifest.journal.number if one.manifest.journal else 0)
        with ZipFile(one.file) as archive:
            assert archive.read("tables/journal_entry.jsonl").count(b"\n") == lines

    restore_backup(installation, made[-1].file, replace=True)
    assert len(rows()["clusters_cluster"]) == counted[-1]
    assert list(all_ailments(installation)) == []


FOUNDING = """
import datetime as dt, os
from itertools import count
from grappe.apps.settings.installation import read_installation
from grappe.pages.framework.starting import start_django
start_django(read_installation(os.environ))
from grappe.apps.clusters.acts.founding import found
for number in count():
    found(slug=f"cluster-{number}", name=f"Cluster {number}", by="system:test", on=dt.date(2026, 3, 1))
    print(number, flush=True)
"""


@contextmanager
def _another_program_founds_clusters(installation: Installation) -> Iterator[None]:
    """A program of its own, that has begun to write and does not end."""
    connection.close()
    words, environment = [sys.executable, "-c", FOUNDING], environment_of(installation)
    # What it prints goes to a file: a pipe that nobody reads would stop it.
    with (installation.data / "founded.txt").open("w+") as told:
        writer = subprocess.Popen(words, env=environment, stdout=told)
        try:
            while not Path(told.name).stat().st_size:
                assert writer.poll() is None
                time.sleep(0.01)
            yield
            assert writer.poll() is None, "it wrote to the end"
        finally:
            writer.kill()
            writer.wait()
