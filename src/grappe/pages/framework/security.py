"""What Django is told of cookies, and of the servers in front."""

from __future__ import annotations

from typing import Any

from grappe.apps.settings.installation import LOCAL, Installation


def security_settings(installation: Installation) -> dict[str, Any]:
    """Return what keeps a session from others.

    Cookies go by TLS alone once the site bears a name: this very machine is visited without, a demonstration
    may be.
    """
    has_a_name = not set(installation.hosts) <= set(LOCAL)
    closed = has_a_name and not installation.debug and not installation.demo
    forwarded = ("HTTP_X_FORWARDED_PROTO", "https") if installation.proxies else None
    return {
        "SECURE_PROXY_SSL_HEADER": forwarded,
        "SESSION_COOKIE_SECURE": closed,
        "CSRF_COOKIE_SECURE": closed,
        "CSRF_COOKIE_HTTPONLY": False,  # Wagtail's scripts read it
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "SAMEORIGIN",  # the desk shows previews in a frame of its own
        # TLS, and the promise to keep to it, are for the server in front to make: docs/platform.md.
        "SILENCED_SYSTEM_CHECKS": ["security.W004", "security.W008", "security.W019"],
    }
