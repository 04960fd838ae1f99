"""What the charts on TWIST start from, read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.report.charts.drawn import study

from grappe.analysis.figures.readings import Readings
from grappe.analysis.report.lines import Lines


@pytest.fixture(scope="session")
def twist_study(examples: Path) -> tuple[Lines, Readings]:
    """TWIST, in French."""
    return study(examples / "twist")


@pytest.fixture(scope="session")
def twist_study_hidden(examples: Path) -> tuple[Lines, Readings]:
    """TWIST, groups of fewer than five hidden."""
    return study(examples / "twist", below=5)
