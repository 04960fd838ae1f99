"""The floors of the house, and how light its door is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = (
    "altair",
    "babel",
    "jinja2",
    "narwhals",
    "numpy",
    "openpyxl",
    "polars",
    "scipy",
    "typst",
    "vl_convert",
)


def test_every_import_keeps_to_the_floors_and_rooms(root: Path) -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=root,
        capture_output=True,
        check=False,
        text=True,
    )

    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_the_command_starts_without_the_heavy_libraries(root: Path) -> None:
    # `grappe --help` answers at once: what takes time to load is loaded by the command that needs it.
    question = f"import grappe.cli.main, sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"

    loaded = subprocess.run(
        [sys.executable, "-c", question], cwd=root, capture_output=True, check=False, text=True
    )

    assert (loaded.returncode, loaded.stderr, loaded.stdout.split()) == (0, "", [])


def test_no_source_file_outgrows_its_subject(root: Path) -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in (root / "src").rglob("*.py")}

    assert {str(path): count for path, count in lines.items() if count >= 400} == {}
