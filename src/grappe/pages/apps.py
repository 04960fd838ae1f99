"""The pages, as Django knows them: their templates and styles lie in their rooms."""

from __future__ import annotations

from django.apps import AppConfig


class Pages(AppConfig):
    name = "grappe.pages"
    label = "pages"

    def ready(self) -> None:
        """Have what Wagtail draws keep to our policy."""
        from grappe.pages.headers.choosers import mark_choosers  # noqa: PLC0415 - models are loaded by now

        mark_choosers()
