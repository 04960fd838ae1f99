"""What several rooms of tests stand on."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from tests.browser import chromium, live, visit
from tests.databases import (
    _maker,
    demo,
    installation,
    nothing_yet,
    on_postgresql,
    postgresql_socket,
    prepared,
)

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import Asked, asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.registry.engines.engine import Engine
from grappe.analysis.registry.engines.opening import opened

__all__ = [
    "_maker",
    "chromium",
    "demo",
    "installation",
    "live",
    "nothing_yet",
    "postgresql_socket",
    "prepared",
    "visit",
]
ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 23)

# Its own limit of 200 ms is for quiet machines.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--need-spark",
        action="store_true",
        help="fail where PySpark or Java is absent, instead of passing over the tests of Spark (make test says so)",
    )


DATABASES = {"installation", "nothing_yet"}
"""What a test that has a database asks for."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, run the tests that have a database: the others ran on the first run.

    So did those of the dark colours, which are the style sheet's business.
    """
    if not on_postgresql():
        return
    with_database = [
        one
        for one in items
        if DATABASES & set(getattr(one, "fixturenames", ())) and "dark" not in _parameters(one)
    ]
    config.hook.pytest_deselected(items=[one for one in items if one not in with_database])
    items[:] = with_database


def _parameters(item: pytest.Item) -> list[object]:
    return list(item.callspec.params.values()) if hasattr(item, "callspec") else []


@pytest.fixture(scope="session")
def spark(pytestconfig: pytest.Config) -> Iterator[Engine]:
    """Spark, started once for all tests: `opened("spark")` finds its session standing."""
    lacking = [
        name
        for name, there in (("PySpark", find_spec("pyspark")), ("java", shutil.which("java")))
        if not there
    ]
    if lacking:
        (pytest.fail if pytestconfig.getoption("--need-spark") else pytest.skip)(
            f"no {' and no '.join(lacking)} here: make test installs what Spark needs"
        )
    with opened("spark", master="local[2]", memory="1GB") as engine:
        yield engine


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
