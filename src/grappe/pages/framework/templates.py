"""Where templates lie, and what every one of them knows."""

from __future__ import annotations

from typing import Any

from grappe.pages.framework.files import rooms

CONTEXT = (
    "django.template.context_processors.debug",
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "grappe.pages.language.choosing.language_context",
)
TAGS = (
    "grappe.pages.language.tags",
    "grappe.pages.look.tags",
    "grappe.pages.account.tags",
    "grappe.pages.desk.tags",
    "grappe.pages.headers.tags",
)
"""Of our own, known to every template without its asking."""


def template_settings() -> list[dict[str, Any]]:
    """Return what Django is told of templates. Those of our rooms come before those of libraries."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": rooms("templates"),
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": list(CONTEXT), "builtins": list(TAGS)},
        }
    ]
