"""The pages, as Django knows them: their templates and styles lie in their rooms."""

from __future__ import annotations

from django.apps import AppConfig


class Pages(AppConfig):
    name = "grappe.pages"
    label = "pages"
