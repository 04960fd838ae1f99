"""A file sent to a cluster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.importing.acts.committing import commit
from grappe.apps.members.importing.acts.receiving import receive
from grappe.apps.members.importing.models import Import

BY, DAY = "person:1", dt.date(2026, 3, 1)
Sends = Callable[[str], Import]


@pytest.fixture
def sends(twist: Cluster) -> Sends:
    """Sends lines of a CSV to TWIST."""
    return lambda words: receive(cluster=twist, name="membres.csv", content=words.encode(), by=BY, on=DAY)


@pytest.fixture
def imports(sends: Sends) -> Sends:
    """Sends them and writes them."""

    def both(words: str) -> Import:
        sent = sends(words)
        return commit(sent=sent, seen=sent.judged, by=BY)

    return both
