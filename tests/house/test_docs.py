"""The documentation, built as readers get it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_documentation_builds_without_a_warning(root: Path, tmp_path: Path) -> None:
    where = ["-d", tmp_path / "doctrees", root / "docs", tmp_path / "html"]

    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", *where],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
    )

    assert (built.returncode, built.stderr) == (0, "")
    assert (tmp_path / "html" / "index.html").is_file()


def test_every_decision_has_its_date_and_its_four_parts(root: Path) -> None:
    parts = ("Date: ", "Status: ", "## Context", "## Decision", "## Consequences")
    decisions = sorted((root / "docs" / "adr").glob("[0-9]*.md"))

    assert len(decisions) >= 3
    assert {
        path.name: missing
        for path in decisions
        if (missing := [part for part in parts if f"\n{part}" not in path.read_text("utf-8")])
    } == {}
