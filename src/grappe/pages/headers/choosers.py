"""Wagtail's choosers, whose inline script is written in its code and not in a template."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

from grappe.pages.headers.policy import nonce


def mark_choosers() -> None:
    """Have the script of every chooser bear the mark of its answer; once for a program."""
    drawn = BaseChooser.render

    def render(
        self: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        # The first one is Wagtail's: a title that would begin another gets no mark.
        before, opening, after = drawn(self, name, value, attrs, renderer).partition("<script>")
        marked = f'<script nonce="{nonce()}">' if opening else ""
        return mark_safe(f"{before}{marked}{after}")  # noqa: S308 - Wagtail's own, and ours

    BaseChooser.render = render
