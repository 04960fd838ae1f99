"""The platform of the demonstration."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

OPENED = """
import sys
from pathlib import Path
from grappe.cli.demo_platform import demo_settings, with_twist_inside
demo_settings(Path(sys.argv[1]))
print(with_twist_inside(Path(sys.argv[2])))
"""


def opened(data: Path, dossier: Path) -> str:
    # What the reader's own platform is told must not lead the demonstration into it.
    environment = {**os.environ, "GRAPPE_DATABASE": "postgresql://nobody@/nowhere"}
    words = [sys.executable, "-c", OPENED, str(data), str(dossier)]
    return subprocess.run(
        words, env=environment, capture_output=True, text=True, check=True, timeout=400
    ).stdout


def test_twist_is_inside_once_with_people_to_come_in_as(tmp_path: Path, twist_folder: Path) -> None:
    first, again = opened(tmp_path, twist_folder), opened(tmp_path, twist_folder)

    with closing(sqlite3.connect(tmp_path / "grappe.sqlite3")) as database:
        clusters = database.execute("SELECT slug FROM clusters_cluster").fetchall()
        people = database.execute("SELECT COUNT(*) FROM people_person WHERE demo <> ''").fetchone()
        roles = database.execute("SELECT kind FROM clusters_role ORDER BY kind").fetchall()
    assert (first, again) == ("57\n", "57\n")
    assert (clusters, people) == ([("twist",)], (6,))
    assert roles == [("administrator",), ("authority",), ("evaluator",), ("team",), ("team_lead",)]
