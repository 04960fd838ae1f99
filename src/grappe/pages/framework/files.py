"""Where files lie: those that people bring, and the pages' own styles and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import grappe.analysis.report
from grappe.apps.settings.installation import Installation

PAGES = Path(__file__).parents[1]
LETTERS = Path(grappe.analysis.report.__file__).parent / "fonts"
"""Those of the reports: what a page and a report say of the same cluster looks the same."""
LARGEST_REQUEST = 20 * 1024 * 1024


def rooms(kind: str) -> list[Path]:
    """Return the folders of that name (`templates`, `static`) in the rooms of the pages."""
    return sorted(PAGES.glob(f"*/{kind}"))


def file_settings(installation: Installation) -> dict[str, Any]:
    """Return what Django is told of files.

    Styles are found in the packages that hold them and served by the same program: nothing to gather first.
    """
    return {
        "MEDIA_ROOT": str(installation.data / "files"),
        "MEDIA_URL": "/fichiers/",
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [
            *rooms("static"),
            *((f"letters/{name}", LETTERS / name) for name in ("inter", "serif")),
        ],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": installation.debug,
        "FILE_UPLOAD_PERMISSIONS": 0o600,
        "FILE_UPLOAD_DIRECTORY_PERMISSIONS": 0o700,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_REQUEST,
    }
