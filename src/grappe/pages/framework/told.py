"""The settings of Django, put together."""

from __future__ import annotations

from typing import Any

from grappe.analysis.language.catalogues import FOLDER, LANGUAGES
from grappe.apps.settings.installation import Installation
from grappe.pages.framework.database import database_settings
from grappe.pages.framework.desk import DESK, DESK_APPS
from grappe.pages.framework.files import file_settings
from grappe.pages.framework.mail import mail_settings
from grappe.pages.framework.security import security_settings
from grappe.pages.framework.sign_in import SIGN_IN_APPS, sign_in_settings
from grappe.pages.framework.templates import template_settings
from grappe.pages.logs import logging_settings

HOUSE_APPS = (
    "grappe.apps.journal",
    "grappe.apps.people",
    "grappe.apps.edits",
    "grappe.apps.clusters",
    "grappe.apps.members",
    "grappe.apps.members.importing",
    "grappe.apps.members.doubles",
    "grappe.apps.evaluation",
    "grappe.apps.applications",
    "grappe.apps.tasks",
)
"""The rooms that keep something in the database."""
DJANGO_APPS = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, which ours may stand for
    "django_tasks",
    "django_tasks_db",
)
MIDDLEWARE = (
    "grappe.pages.logs.log_each_answer",
    "django.middleware.security.SecurityMiddleware",
    "grappe.pages.headers.policy.say_what_may_run",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "grappe.pages.domains.own.keep_to_its_domain",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "grappe.pages.language.choosing.speak_their_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "grappe.pages.framework.numbers.NumbersOfNothing",
    "grappe.pages.desk.door.Door",
    "allauth.account.middleware.AccountMiddleware",
    "grappe.pages.account.seen.note_sessions",
)
NAMES = {"fr": "Français", "en": "English", "nl": "Nederlands", "de": "Deutsch"}


def django_settings(installation: Installation, secret_key: str) -> dict[str, Any]:
    """Return what Django is told."""
    return {
        "SECRET_KEY": secret_key,
        "DEBUG": installation.debug,
        "ALLOWED_HOSTS": list(installation.hosts),
        "DATABASES": {"default": database_settings(installation)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        # Ours first: a template of ours stands for one of theirs.
        "INSTALLED_APPS": [*HOUSE_APPS, "grappe.pages", *DESK_APPS, *SIGN_IN_APPS, *DJANGO_APPS],
        "MIDDLEWARE": list(MIDDLEWARE),
        "ROOT_URLCONF": "grappe.pages.addresses",
        "TEMPLATES": template_settings(),
        "FORM_RENDERER": "django.forms.renderers.TemplatesSetting",
        "AUTH_USER_MODEL": "people.Person",
        "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
        "LANGUAGE_CODE": installation.language,
        # Before the words of libraries: those of theirs that are said otherwise.
        "LOCALE_PATHS": [str(FOLDER)],
        "LANGUAGES": [(language, NAMES[language]) for language in LANGUAGES],
        "TIME_ZONE": "Europe/Brussels",
        "USE_TZ": True,
        "LOGGING": logging_settings(),
        **file_settings(installation),
        **mail_settings(installation),
        **security_settings(installation),
        **sign_in_settings(installation),
        **DESK,
    }
