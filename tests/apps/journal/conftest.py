"""A journal with three lines."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from grappe.apps.journal.acts import record
from grappe.apps.settings.installation import Installation

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def three_lines(installation: Installation) -> Installation:
    """An installation where a team admitted three members."""
    for number in (1, 2, 3):
        with transaction.atomic():
            record(
                act="member.admitted",
                by="person:1",
                subject=f"member:{number}",
                before=None,
                after={"name": f"Membre {number}"},
                on=DAY,
            )
    return installation
