"""What allauth is told: who comes in, and by what."""

from __future__ import annotations

from typing import Any

from grappe.apps.settings.installation import LOCAL, Installation
from grappe.apps.settings.provider import Provider

SIGN_IN_APPS = (
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
)
CODE_SECONDS = 10 * 60
"""How long a code is good: some e-mails take minutes."""
SHORTEST_PASSWORD = 12
VALIDATORS = "django.contrib.auth.password_validation"


def sign_in_settings(installation: Installation) -> dict[str, Any]:
    """Return what Django and allauth are told of accounts."""
    return {
        # It is Django's own too: with both, a wrong password would be tried twice, for who exists alone.
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator"},
            {
                "NAME": f"{VALIDATORS}.MinimumLengthValidator",
                "OPTIONS": {"min_length": SHORTEST_PASSWORD},
            },
            {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "my_places",
        # Beside the usual ones: how often one machine applies to be a member, how often a person asks for
        # a copy of their data, or for the code that confirms that they want to be forgotten.
        "ACCOUNT_RATE_LIMITS": {"apply": "10/h/ip", "copy": "10/h/user", "forget": "5/h/user"},
        "ACCOUNT_ADAPTER": "grappe.pages.account.adapter.AccountAdapter",
        "ACCOUNT_FORMS": {"confirm_login_code": "grappe.pages.account.forms.CodeForm"},
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        # Nobody signs up; a password in this list is what lets one be typed at sign-in.
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT": CODE_SECONDS,
        "ACCOUNT_CHANGE_EMAIL": True,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
        "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": CODE_SECONDS,
        "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED": True,
        "ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT": CODE_SECONDS,
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_SESSION_REMEMBER": True,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_FORMS": {"add_webauthn": "grappe.pages.account.forms.KeyForm"},
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": "Grappe",
        "MFA_TOTP_TOLERANCE": 1,
        # A browser lets a passkey serve without TLS on this very machine, and nowhere else.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": set(installation.hosts) <= set(LOCAL),
        "SOCIALACCOUNT_ADAPTER": "grappe.pages.account.adapter.OutsideAdapter",
        "SOCIALACCOUNT_PROVIDERS": _providers(installation.provider),
        # An address that the provider has checked is that of an account here, and from then on they are tied.
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        "ALLAUTH_TRUSTED_PROXY_COUNT": installation.proxies,
        "USERSESSIONS_TRACK_ACTIVITY": True,
        # How often one tries is counted where every program that answers sees it.
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "cache",
                "OPTIONS": {"MAX_ENTRIES": 100_000},
            }
        },
    }


def _providers(provider: Provider | None) -> dict[str, Any]:
    if provider is None:
        return {}
    app = {
        "provider_id": "oidc",
        "name": provider.name,
        "client_id": provider.client,
        "secret": provider.secret,
        "settings": {"server_url": provider.issuer},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
