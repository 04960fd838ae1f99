"""How e-mails leave: by a server that is named, else to a folder."""

from __future__ import annotations

from typing import Any

from grappe.apps.settings.installation import Installation

PATIENCE = 10
"""Seconds that a server of e-mails has to answer: a person may be waiting for the page."""


def mail_settings(installation: Installation) -> dict[str, Any]:
    """Return what Django is told of e-mails. A demonstration sends none."""
    told: dict[str, Any] = {
        "DEFAULT_FROM_EMAIL": installation.mail_from,
        "SERVER_EMAIL": installation.mail_from,
        "EMAIL_TIMEOUT": PATIENCE,
    }
    server = installation.mail
    if server is None or installation.demo:
        return {**told, "EMAIL_BACKEND": "grappe.pages.mail.folder.FolderBackend"}
    return {
        **told,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_TLS": server.secrecy == "starttls",
        "EMAIL_USE_SSL": server.secrecy == "tls",
    }
