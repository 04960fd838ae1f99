"""What no file of the tree may say, and what some must."""

from __future__ import annotations

import re
from pathlib import Path

# In pieces, or this file would be the first to bear them.
REGISTRIES = ["pypi" + ".org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian.org"]
REGISTRY = re.compile("|".join(map(re.escape, REGISTRIES)).encode())
MACHINE_PATH = re.compile(rb"(?<![\w./~-])/(?:" + b"|".join([b"work", b"root"]) + rb")/\w")


def naming(pattern: re.Pattern[bytes], files: list[Path]) -> list[str]:
    return [f"{path}: {found[0]!r}" for path in files if (found := pattern.search(path.read_bytes()))]


def test_no_file_names_a_registry(kept_files: list[Path]) -> None:
    assert len(kept_files) > 20
    assert naming(REGISTRY, kept_files) == []


def test_no_file_bears_a_path_of_the_machine_it_was_written_on(kept_files: list[Path]) -> None:
    assert len(kept_files) > 20
    assert naming(MACHINE_PATH, kept_files) == []


def test_the_readme_names_the_two_commands(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")

    assert [command for command in ("make demo", "make test") if command not in readme] == []


def test_ci_runs_what_anyone_runs(root: Path) -> None:
    script = root / ".ci" / "run"
    commands = [line for line in script.read_text("utf-8").splitlines() if line and not line.startswith("#")]

    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make test"]
    assert script.stat().st_mode & 0o111


def test_the_licence_is_whole(root: Path) -> None:
    licence = (root / "LICENCE").read_text("utf-8")

    assert [int(number) for number in re.findall(r"^(\d+)\.\s*[A-Z]", licence, re.MULTILINE)] == [
        *range(1, 16)
    ]
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in licence
    assert licence.rstrip().endswith("require the production of a new EUPL version.")
