"""The platform of the demonstration."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from grappe.apps.uploads.checking import refuse_harm

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
        applied = database.execute(
            "SELECT o.name, a.state, d.code, d.state, d.file FROM applications_application a "
            "JOIN members_organisation o ON o.id = a.organisation_id "
            "JOIN applications_applicationdocument d ON d.application_id = a.id ORDER BY d.code"
        ).fetchall()
        tasks = database.execute(
            "SELECT t.state, p.first_name, o.name FROM tasks_task t "
            "LEFT JOIN people_person p ON p.id = t.assignee_id "
            "LEFT JOIN applications_application a ON a.id = t.application_id "
            "LEFT JOIN members_organisation o ON o.id = a.organisation_id ORDER BY t.id"
        ).fetchall()
        roles = database.execute("SELECT kind FROM clusters_role ORDER BY kind").fetchall()
    assert (first, again) == ("57\n", "57\n")
    assert (clusters, people) == ([("twist",)], (8,))
    assert [row[:4] for row in applied] == [
        ("Lanterne & Fils", "incomplete", "identity", "received"),
        ("Lanterne & Fils", "incomplete", "presence", "asked"),
    ]
    refuse_harm("extrait-bce.pdf", (tmp_path / "files" / applied[0][4]).read_bytes())
    assert tasks == [
        ("open", "Karim", "Lanterne & Fils"),
        ("open", None, None),
        ("open", "Claire", "Lanterne & Fils"),
        ("done", "Claire", "Lanterne & Fils"),
    ]
    kinds = ("administrator", "authority", "director", "evaluator", "team", "team_lead")
    assert roles == [(kind,) for kind in kinds]
