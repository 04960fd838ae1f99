"""The desk's tests: two clusters, the people around them, templates that are watched."""

from __future__ import annotations

import pytest
from tests.cast import cast, other, prepared, twist
from tests.watched_templates import _watched_templates

__all__ = ["_watched_templates", "cast", "other", "prepared", "twist"]


@pytest.fixture(autouse=True)
def _watched(_watched_templates: None) -> None:
    """Every page of these tests is drawn under watch."""
