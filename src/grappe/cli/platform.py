"""The platform of this machine, started for a command that asks its database."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def platform() -> Iterator[None]:
    """Start Django with the settings of the environment, its database made ready, and hold it meanwhile.

    To be entered before a model is so much as imported. Raises BadSettings, Unwell, Occupied.
    """
    from grappe.apps.settings.installation import read_installation
    from grappe.pages.framework.starting import start_django

    installation = read_installation(os.environ)
    start_django(installation)
    from grappe.apps.health.preparing import prepare_database
    from grappe.cli.at_work import at_work

    with at_work(installation), quiet():
        prepare_database(installation)
        yield


@contextmanager
def quiet() -> Iterator[None]:
    """Have Wagtail tell of what goes wrong alone: whoever types a command reads its own sentence."""
    wagtail = logging.getLogger("wagtail")
    before = wagtail.level
    wagtail.setLevel(logging.WARNING)
    try:
        yield
    finally:
        wagtail.setLevel(before)
