"""What is packaged is what the builder makes of the reference, and it is small."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from grappe.analysis.vocabulary import packaged

ROOT = Path(__file__).parents[3]
BUILDER = ROOT / "tools" / "build_vocabulary.py"
REFERENCE = ROOT.parent / "shared" / "reference"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    specification = importlib.util.spec_from_file_location("build_vocabulary", BUILDER)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def data() -> Path:
    return Path(str(packaged.data()))


def test_the_data_weigh_less_than_4_megabytes() -> None:
    weight = sum(path.stat().st_size for path in data().iterdir())

    assert weight < 4 * MEGABYTE  # and so under the 10 of the brief


def test_the_tables_are_those_of_the_fingerprints(builder: ModuleType) -> None:
    fingerprint: Callable[[pl.DataFrame], str] = builder.fingerprint
    found = {path.stem: fingerprint(packaged.table(path.stem)) for path in data().glob("*.parquet")}
    for name in ("provinces.geojson", "countries.geojson"):
        found[name] = hashlib.sha256((data() / name).read_bytes()).hexdigest()

    assert found == json.loads((data() / "fingerprints.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference data is not beside the repository")
def test_the_tables_are_those_that_the_reference_gives(builder: ModuleType, tmp_path: Path) -> None:
    builder.build(REFERENCE, tmp_path)

    built = {path.name: pl.read_parquet(path) for path in tmp_path.glob("*.parquet")}
    assert sorted(built) == sorted(path.name for path in data().glob("*.parquet"))
    assert [name for name, table in built.items() if not table.equals(packaged.table(Path(name).stem))] == []
    for name in ("provinces.geojson", "fingerprints.json"):
        assert (tmp_path / name).read_bytes() == (data() / name).read_bytes()


@pytest.mark.parametrize("module", ["grappe", "grappe.analysis.vocabulary.laws"])
def test_neither_the_package_nor_its_laws_wait_for_polars(module: str) -> None:
    program = f"import sys, {module}; print('polars' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)

    assert answer.stdout.strip() == "False"
