"""Django, started with what the installation is told."""

from __future__ import annotations

import django
from django.conf import settings

from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import Installation
from grappe.apps.settings.secret_key import secret_key_of
from grappe.pages.framework.told import django_settings


def start_django(installation: Installation) -> None:
    """Set Django up for this program, once. Makes the data folder and the secret key when absent."""
    if settings.configured:  # a server's worker is born of a program where it was
        return
    key = secret_key_of(installation)
    installation.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if isinstance(installation.database, SQLite):
        installation.database.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings.configure(**django_settings(installation, key), INSTALLATION=installation)
    django.setup()


def installed() -> Installation:
    """Return the settings that this program was started with."""
    told: Installation = settings.INSTALLATION
    return told
