"""An act is done once for each form that was shown, however often the form comes back."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from grappe.apps.edits.models import Taken

REMEMBERED = dt.timedelta(days=30)
"""A page that stood open for longer than this, and is sent twice, is taken twice."""


def new_token() -> str:
    """Return the token of a form about to be shown."""
    return secrets.token_urlsafe(24)


def first_time(token: str) -> bool:
    """Tell whether a form comes for the first time, and remember it: to be called in the act's transaction.

    Where the act is refused its transaction ends with nothing remembered, and the form may come again. Of two
    that come at once the second waits for the first.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(
            "a form is taken inside the transaction of its act, or it would be taken without it"
        )
    if not token or len(token) > 64:
        return True
    _, made = Taken.objects.get_or_create(token=token)
    if made:
        Taken.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()
    return made


def came_before(token: str) -> bool:
    """Tell whether the act of a form was done: a form that its own act makes wrong asks before it judges."""
    return bool(token) and Taken.objects.filter(token=token).exists()
