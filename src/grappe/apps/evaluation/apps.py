"""The room of evaluations, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Evaluations(AppConfig):
    """Its tables begin with `evaluation_`."""

    name = "grappe.apps.evaluation"
    label = "evaluation"
