"""When a session was last seen, from where: noted now and then, since whoever only reads must not write."""

from __future__ import annotations

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from grappe.apps.people.models import Person

SEEN = "seen_at"
"""In the session: when it was last noted, in seconds."""
EVERY = 300
"""Seconds. On SQLite a page that writes waits for whoever writes, be it an import of thousands."""


def note_sessions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Note the session of who is signed in, the first time and then every few minutes."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if request.session.session_key and isinstance(request.user, Person):
            now = int(timezone.now().timestamp())
            if not 0 <= now - request.session.get(SEEN, 0) < EVERY:
                UserSession.objects.create_from_request(request)
                request.session[SEEN] = now
        return get_response(request)

    return answered
