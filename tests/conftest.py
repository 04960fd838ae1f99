"""What several rooms of tests stand on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import Asked, asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 23)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--need-spark",
        action="store_true",
        help="fail where PySpark or Java is absent, instead of passing over the tests of Spark (make test says so)",
    )


@pytest.fixture(scope="session")
def twist_folder() -> Path:
    """The example's dossier."""
    return ROOT / "examples" / "twist"


@pytest.fixture(scope="session")
def twist(twist_folder: Path) -> Dossier:
    """The example, read."""
    return read_dossier(twist_folder)


@pytest.fixture(scope="session")
def twist_asked(twist: Dossier) -> Asked:
    """What the example's settings ask."""
    return asked_of(twist, today=TODAY)


@pytest.fixture(scope="session")
def twist_figures(twist: Dossier, twist_asked: Asked) -> dict[tuple[str, str], dict[str, Any]]:
    """The example's figures by (figure, key), the key empty for a figure without classes."""
    results = labelled(evaluate(twist, twist_asked), twist, "fr")
    return {(row["figure"], row["key"] or ""): row for row in results.iter_rows(named=True)}
