"""Every declaration of this installation, gathered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import cast

from django.apps import apps

from grappe.apps.privacy.declarations import Declaration
from grappe.apps.privacy.others import desk, sign_in, tasks

HOUSE = "grappe."


@cache
def declarations() -> tuple[Declaration, ...]:
    """Return what our tables declare, then what is declared of the tables of others."""
    return (*_of_the_house(), *desk.DECLARATIONS, *sign_in.DECLARATIONS, *tasks.DECLARATIONS)


def of_nobody_elsewhere() -> frozenset[str]:
    """Return the tables of others that keep nothing of people, by label."""
    return desk.OF_NOBODY | sign_in.OF_NOBODY | tasks.OF_NOBODY


def _of_the_house() -> Iterable[Declaration]:
    # The journal last: who reads their own data looks for their account first.
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label == "journal"):
        if config.name.startswith(HOUSE) and any(config.get_models()):
            module = import_module(f"{config.name}.privacy")
            yield from cast("tuple[Declaration, ...]", module.DECLARATIONS)
