"""The room of doubles, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Doubles(AppConfig):
    """Its tables begin with `doubles_`."""

    name = "grappe.apps.members.doubles"
    label = "doubles"
