"""The room of edits, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Edits(AppConfig):
    """Its tables begin with `edits_`."""

    name = "grappe.apps.edits"
    label = "edits"
