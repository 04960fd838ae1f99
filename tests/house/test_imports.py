"""The floors of the house, and how light its door is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = (
    "altair",
    "babel",
    "django",
    "granian",
    "jinja2",
    "narwhals",
    "numpy",
    "openpyxl",
    "polars",
    "psycopg",
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


WITHOUT_DJANGO = """
import importlib, pkgutil, sys

class Bar:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("django", "granian", "psycopg"):
            raise ModuleNotFoundError(f"{name} is barred", name=name)

sys.meta_path.insert(0, Bar())
# PySpark need not be there.
AN_EXTRA = [f"grappe.analysis.registry.engines.{name}" for name in ("on_spark", "spark_session")]
found = [module.name for module in pkgutil.walk_packages(grappe.__path__, "grappe.")]
for name in found:
    if name.startswith(FLOOR) and name not in AN_EXTRA:
        importlib.import_module(name)
print(len([name for name in found if name.startswith(FLOOR)]))
"""


def imported_without_django(root: Path, floor: str) -> subprocess.CompletedProcess[str]:
    program = f"import grappe; FLOOR = {floor!r}" + WITHOUT_DJANGO
    return subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, check=False, text=True
    )


def test_every_module_of_analysis_is_imported_with_django_barred(root: Path) -> None:
    ended = imported_without_django(root, "grappe.analysis.")

    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 100


def test_the_bar_holds_where_django_is_needed(root: Path) -> None:
    ended = imported_without_django(root, "grappe.pages.")

    assert ended.returncode == 1
    assert "django is barred" in ended.stderr


def test_no_source_file_outgrows_its_subject(root: Path) -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in (root / "src").rglob("*.py")}

    assert {str(path): count for path, count in lines.items() if count >= 400} == {}
