"""An installation that was backed up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.apps.backup.states import fill

from grappe.apps.backup.making import make_backup
from grappe.apps.settings.installation import Installation


@pytest.fixture
def archive(installation: Installation, tmp_path: Path) -> Path:
    """A backup of an installation that holds a little of everything."""
    fill(installation)
    return make_backup(installation, tmp_path / "one.zip").file
