"""Two clusters that were recognised, and somebody of the authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from tests.cast import cast, other, prepared, twist
from tests.watched_templates import _watched_templates

from grappe.apps.clusters.models import Cluster, Recognition

__all__ = ["_watched_templates", "cast", "other", "prepared", "twist"]
Recognises = Callable[..., Recognition]


@pytest.fixture(autouse=True)
def _watched(_watched_templates: None) -> None:
    """Every page of these tests is drawn under watch."""


@pytest.fixture
def recognises() -> Recognises:
    """Has a cluster be recognised from a day to a day, both included."""

    def recognise(cluster: Cluster, number: int, first: str, last: str, **told: object) -> Recognition:
        return Recognition.objects.create(
            cluster=cluster,
            number=number,
            starts_on=dt.date.fromisoformat(first),
            ends_on=dt.date.fromisoformat(last),
            regime="decree_2007" if first < "2024-07-01" else "decree_2024",
            **told,
        )

    return recognise
