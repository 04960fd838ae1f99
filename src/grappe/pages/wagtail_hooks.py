"""Where Wagtail looks for what we have to say to it."""

from __future__ import annotations

from grappe.pages.desk.hooks import register

register()
