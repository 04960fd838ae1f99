"""The policy of content: what a page may run, load, send and be framed by."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

_nonce: ContextVar[str] = ContextVar("nonce", default="")
POLICY = "Content-Security-Policy"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
"""No page of ours asks for these."""


def say_what_may_run(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give each answer its policy, unless the page has set a narrower one."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        token = _nonce.set(secrets.token_urlsafe(16))
        try:
            response = get_response(request)
            response.headers.setdefault(POLICY, policy(_nonce.get()))
            response.headers.setdefault("Permissions-Policy", PERMISSIONS)
            return response
        finally:
            _nonce.reset(token)

    return answered


def nonce() -> str:
    """Return the mark of the answer being made: an inline script that bears it runs, no other does."""
    return _nonce.get()


def policy(mark: str) -> str:
    """Return the policy of a page: what is served from here, and inline scripts that bear the mark."""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{mark}'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )
