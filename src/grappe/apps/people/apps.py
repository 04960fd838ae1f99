"""The room of people, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """Its tables begin with `people_`."""

    name = "grappe.apps.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
