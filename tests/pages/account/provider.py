"""A provider of OpenID Connect, run as a program of its own: allauth's, on the loopback.

    python provider.py FOLDER PORT CALLBACK

Its people have the password `PASSWORD`: anne, whose address it has checked; zoe, whom the platform does not
know; paul, whose address it has not checked.
"""

from __future__ import annotations

import sys
from pathlib import Path

PASSWORD, CLIENT, SECRET = "sesame", "grappe", "cle-de-grappe"
PEOPLE = {"anne": True, "zoe": True, "paul": False}
"""Whether the address of each, `anne@example.be`, was checked."""


def settings(folder: Path) -> dict[str, object]:
    """What Django is told of the provider."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - of this program alone
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - the same

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return {
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": ["127.0.0.1"],
        "DATABASES": {
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.sqlite3")}
        },
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        "MIDDLEWARE": [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "LOGIN_URL": "account_login",
        "ROOT_URLCONF": __name__,
        "SESSION_COOKIE_NAME": "provider",
        "CSRF_COOKIE_NAME": "provider_csrf",
        "IDP_OIDC_PRIVATE_KEY": key.decode(),
        "STATIC_URL": "/static/",
        "USE_TZ": True,
    }


def main() -> None:
    """Make its people and its client, and answer until killed."""
    import django  # noqa: PLC0415 - of this program alone
    from django.conf import settings as told  # noqa: PLC0415 - the same

    folder, port, callback = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    told.configure(**settings(folder))
    django.setup()
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - once Django is set up
    from allauth.idp.oidc.models import Client  # noqa: PLC0415 - the same
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - the same
    from django.contrib.auth.models import User  # noqa: PLC0415 - the same
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - the same
    from django.core.management import call_command  # noqa: PLC0415 - the same
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: PLC0415 - the same
    from django.urls import include, path  # noqa: PLC0415 - the same

    globals()["urlpatterns"] = [path("", include("allauth.idp.urls")), path("", include("allauth.urls"))]
    call_command("migrate", interactive=False, verbosity=0)
    for name, checked in PEOPLE.items():
        user = User.objects.create_user(name, f"{name}@example.be", PASSWORD)
        EmailAddress.objects.create(user=user, email=user.email, verified=checked, primary=True)
    Client.objects.create(
        id=CLIENT,
        name="Grappe",
        secret=make_password(SECRET),
        scopes="openid\nprofile\nemail",
        redirect_uris=callback,
        skip_consent=True,
    )
    server = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler)
    server.set_app(WSGIHandler())
    server.serve_forever()


if __name__ == "__main__":
    main()
