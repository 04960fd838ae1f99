"""How e-mails leave: to a folder, until a server is named."""

from __future__ import annotations

from typing import Any

from grappe.apps.settings.installation import Installation


def mail_settings(installation: Installation) -> dict[str, Any]:
    """Return what Django is told of e-mails."""
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(installation.data / "mail"),
        "DEFAULT_FROM_EMAIL": "grappe@localhost",
    }
