"""The room of imports, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Importing(AppConfig):
    """Its tables begin with `importing_`."""

    name = "grappe.apps.members.importing"
    label = "importing"
