"""A command at work in an installation: it ends what a kill left half done, then shares the place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grappe.apps.settings.installation import Installation


@contextmanager
def at_work(installation: Installation) -> Iterator[None]:
    """Hold the installation with others while the block lasts. Raises Occupied, Unwell."""
    from grappe.apps.backup.placing import is_unsettled, settle
    from grappe.apps.occupancy.holding import alone, shared

    with answering(installation):
        if is_unsettled(installation):
            with alone(installation):
                settle(installation)
        with shared(installation):
            yield


@contextmanager
def answering(installation: Installation) -> Iterator[None]:
    """Tell a database that does not answer as `grappe doctor` does. Raises Unwell."""
    from django.db import DatabaseError

    from grappe.apps.health.ailments import unreachable
    from grappe.apps.health.preparing import Unwell

    try:
        yield
    except DatabaseError as failed:
        raise Unwell(unreachable(installation, failed)) from failed
