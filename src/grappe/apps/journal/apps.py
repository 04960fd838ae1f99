"""The journal, as Django names it."""

from __future__ import annotations

from django.apps import AppConfig


class Journal(AppConfig):
    """Its tables begin with `journal_`."""

    name = "grappe.apps.journal"
    label = "journal"
