"""The room of applications, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Applications(AppConfig):
    """Its tables begin with `applications_`."""

    name = "grappe.apps.applications"
    label = "applications"
