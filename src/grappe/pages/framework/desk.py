"""What Wagtail is told: the frame of the team's desk."""

from __future__ import annotations

DESK_APPS = (
    "wagtail.contrib.redirects",
    "wagtail.contrib.forms",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
)
DESK: dict[str, object] = {
    "WAGTAIL_SITE_NAME": "Grappe",
    "WAGTAILADMIN_BASE_URL": "",
    "WAGTAIL_CONTENT_LANGUAGES": [
        ("fr", "Français"),
        ("en", "English"),
        ("nl", "Nederlands"),
        ("de", "Deutsch"),
    ],
    "WAGTAILADMIN_PERMITTED_LANGUAGES": [
        ("fr", "Français"),
        ("en", "English"),
        ("nl", "Nederlands"),
        ("de", "Deutsch"),
    ],
    "WAGTAIL_I18N_ENABLED": True,
    # Those of the machine are many, and some of them no browser knows.
    "WAGTAIL_USER_TIME_ZONES": ["Europe/Brussels", "Europe/Paris", "Europe/Berlin", "Europe/London", "UTC"],
    # Both ask a host of their makers' for news.
    "WAGTAIL_ENABLE_UPDATE_CHECK": False,
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
    "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
    # Accounts and passwords are the sign-in's business, not the desk's.
    "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED": False,
    "WAGTAIL_PASSWORD_RESET_ENABLED": False,
    "WAGTAILUSERS_PASSWORD_ENABLED": False,
    "WAGTAIL_EMAIL_MANAGEMENT_ENABLED": False,
    "WAGTAILADMIN_LOGIN_URL": "account_login",
    "WAGTAILDOCS_SERVE_METHOD": "serve_view",
    "WAGTAILSEARCH_BACKENDS": {"default": {"BACKEND": "wagtail.search.backends.database"}},
    "TAGGIT_CASE_INSENSITIVE": True,
}
