"""The room of tasks, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Tasks(AppConfig):
    """Its tables begin with `tasks_`."""

    name = "grappe.apps.tasks"
    label = "tasks"
