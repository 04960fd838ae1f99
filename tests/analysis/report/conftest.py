"""Reports made once, and a hand to write small dossiers with."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.analysis.report.made import Reports, made


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the sample dossiers."""
    return Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def twist(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports on TWIST, in French."""
    return made(examples / "twist", tmp_path_factory.mktemp("twist"))


@pytest.fixture(scope="session")
def twist_in_english(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports on TWIST, in English."""
    return made(examples / "twist", tmp_path_factory.mktemp("twist-en"), "en")


@pytest.fixture(scope="session")
def twist_hidden(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports on TWIST, groups of fewer than five hidden."""
    return made(examples / "twist", tmp_path_factory.mktemp("twist-5"), below=5)


@pytest.fixture(scope="session")
def campaign(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The comparison of the sample campaign."""
    return made(examples / "campaign", tmp_path_factory.mktemp("campaign"))


@pytest.fixture
def dossier_of(tmp_path: Path) -> Callable[..., Path]:
    """Return a hand that writes a dossier from rows."""

    def write(**tables: list[dict[str, object]]) -> Path:
        folder = tmp_path / "dossier"
        folder.mkdir()
        settings = {"as_of": "2010-03-01", "period_from": "2008-03-01", "period_to": "2010-02-28"}
        (folder / "datapackage.json").write_text(
            json.dumps(
                {
                    "name": "small",
                    "grappe": settings,
                    "resources": [{"name": name, "path": f"{name}.csv"} for name in tables],
                }
            ),
            "utf-8",
        )
        for name, rows in tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        return folder

    return write
