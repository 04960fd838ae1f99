"""A backup of an installation where people work is one moment of it."""

from __future__ import annotations

import os
import signal
from itertools import count
from pathlib import Path
from zipfile import ZipFile

from django.db import connection
from tests.apps.backup.states import DAY, rows

from grappe.apps.backup.making import make_backup
from grappe.apps.backup.restoring import restore_backup
from grappe.apps.clusters.acts.founding import found
from grappe.apps.health.ailments import all_ailments
from grappe.apps.settings.installation import Installation


def test_a_backup_made_while_others_write_is_one_moment(installation: Installation, tmp_path: Path) -> None:
    writer = _founding_clusters_without_end()
    try:
        made = [make_backup(installation, tmp_path / f"{number}.zip") for number in range(6)]
    finally:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)

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


def _founding_clusters_without_end() -> int:
    connection.close()
    pid = os.fork()
    if pid == 0:
        try:
            for number in count():
                found(slug=f"cluster-{number}", name=f"Cluster {number}", by="system:test", on=DAY)
        finally:
            os._exit(1)
    return pid
