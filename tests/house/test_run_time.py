"""What Grappe runs on is what it asks for: nothing that only the tests have."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.analysis.registry.small_extract import full

WITH_THE_RUN_LOCK_ALONE = """
import sys
from importlib.metadata import packages_distributions

locked = set(sys.argv.pop(1).split())
known = {module: {name.lower().replace("_", "-") for name in libraries}
         for module, libraries in packages_distributions().items()}
hidden = {module for module, libraries in known.items() if not libraries & locked and module != "grappe"}

class Hider:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in hidden:
            raise ModuleNotFoundError(f"No module named {name!r} in requirements/run.txt", name=name)

sys.meta_path.insert(0, Hider())
"""
THE_COMMAND = "from grappe.cli.main import grappe; grappe()"


@pytest.fixture
def locked(root: Path) -> str:
    """The names of the run lock, between spaces."""
    lock = (root / "requirements" / "run.txt").read_text("utf-8")
    return " ".join(re.findall(r"^([a-z0-9][a-z0-9.-]*)==", lock, re.MULTILINE))


def run_alone(program: str, locked: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program that finds the libraries of the run lock and no others."""
    return subprocess.run(
        [sys.executable, "-c", WITH_THE_RUN_LOCK_ALONE + program, locked, *words],
        capture_output=True,
        check=False,
        text=True,
    )


def imported(path: Path) -> set[str]:
    """Return the first names of the modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_every_library_imported_is_among_those_asked_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [lines for name, lines in project["optional-dependencies"].items() if name != "dev"]
    asked = {canonicalize_name(Requirement(line).name) for line in sum(extras, project["dependencies"])}
    # An extra need not be there for this test.
    library_of = {**{name: [name] for name in asked}, **packages_distributions()}

    imports = {
        (module, path.relative_to(root).as_posix())
        for path in (root / "src").rglob("*.py")
        for module in imported(path) - sys.stdlib_module_names - {"grappe"}
    }

    assert {module for module, _ in imports} > {"polars", "duckdb"}
    assert [
        f"{module} in {path}"
        for module, path in sorted(imports)
        if not asked & {canonicalize_name(name) for name in library_of.get(module, [])}
    ] == []


def test_what_only_the_tests_have_is_hidden_from_a_program_run_alone(locked: str) -> None:
    ended = run_alone("import polars, click, pytest", locked)

    assert ended.returncode == 1
    assert "No module named 'pytest' in requirements/run.txt" in ended.stderr


def test_a_dossier_is_evaluated_with_the_run_lock_alone(
    locked: str, twist_folder: Path, tmp_path: Path
) -> None:
    ended = run_alone(THE_COMMAND, locked, "evaluate", twist_folder, "--out", tmp_path / "out")

    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "out" / "report.pdf").is_file()


def test_the_registry_is_built_with_the_run_lock_alone(locked: str, tmp_path: Path) -> None:
    extract, store = full(tmp_path / "extract"), tmp_path / "store"

    ended = run_alone(THE_COMMAND, locked, "registry", "build", extract, "--store", store)

    assert ended.returncode == 0, ended.stderr
    assert (store / "catalogue.json").is_file()
