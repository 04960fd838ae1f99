"""Django, told what the installation is told: the only place where its settings are written."""

from __future__ import annotations

from typing import Any

import django
from django.conf import settings

from grappe.analysis.language.catalogues import LANGUAGES
from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import Installation
from grappe.apps.settings.secret_key import secret_key_of
from grappe.pages.logs import logging_settings

APPS = ("grappe.apps.journal",)
"""The rooms that keep something in the database."""
MIDDLEWARE = (
    "grappe.pages.logs.log_each_answer",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
PATIENCE = 20
"""Seconds that a writer waits for another one on SQLite, before it is refused."""


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


def django_settings(installation: Installation, secret_key: str) -> dict[str, Any]:
    """Return what Django is told."""
    return {
        "SECRET_KEY": secret_key,
        "DEBUG": installation.debug,
        "ALLOWED_HOSTS": list(installation.hosts),
        "DATABASES": {"default": database_settings(installation)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "INSTALLED_APPS": list(APPS),
        "MIDDLEWARE": list(MIDDLEWARE),
        "ROOT_URLCONF": "grappe.pages.addresses",
        "LANGUAGE_CODE": installation.language,
        "LANGUAGES": [(language, language) for language in LANGUAGES],
        "TIME_ZONE": "Europe/Brussels",
        "USE_TZ": True,
        "LOGGING": logging_settings(),
    }


def database_settings(installation: Installation) -> dict[str, Any]:
    """Return what Django is told of the database."""
    match installation.database:
        case SQLite(file=file):
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(file),
                "OPTIONS": {
                    # A transaction that will write says so at its start: two that read first would otherwise
                    # both read the same last line, and one would fail at its first write.
                    "transaction_mode": "IMMEDIATE",
                    "timeout": PATIENCE,
                    "init_command": "PRAGMA journal_mode=WAL;",
                },
            }
        case PostgreSQL() as server:
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": server.name,
                "USER": server.user,
                "PASSWORD": server.password,
                "HOST": server.host,
                "PORT": str(server.port or ""),
                "OPTIONS": dict(server.options),
                "CONN_MAX_AGE": None,
                "CONN_HEALTH_CHECKS": True,
            }
