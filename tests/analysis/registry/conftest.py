"""The store of fifteen companies, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.registry.peers.known_group import made_store


@pytest.fixture(scope="session")
def known_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store whose every answer is known; nobody changes it."""
    return made_store(tmp_path_factory.mktemp("known"))
