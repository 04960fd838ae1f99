"""Where files lie: those that people bring, and the pages' own styles and pictures."""

from __future__ import annotations

from typing import Any

from grappe.apps.settings.installation import Installation

LARGEST_REQUEST = 20 * 1024 * 1024


def file_settings(installation: Installation) -> dict[str, Any]:
    """Return what Django is told of files.

    Styles are found in the packages that hold them and served by the same program: nothing to gather first.
    """
    return {
        "MEDIA_ROOT": str(installation.data / "files"),
        "MEDIA_URL": "/fichiers/",
        "STATIC_URL": "/static/",
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": installation.debug,
        "FILE_UPLOAD_PERMISSIONS": 0o600,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_REQUEST,
    }
