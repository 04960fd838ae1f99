"""What was counted once, kept by this process until the next act of whoever."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from grappe.apps.journal.models import Entry

T = TypeVar("T")
KEPT = 3600
"""Seconds for which it is kept; it is asked by the journal's last line, so that it is never old."""


def remembered(what: str, count: Callable[[], T]) -> T:
    """Return what `count` returned since the journal's last line, else have it count. `what` names it."""
    last = Entry.objects.order_by("-number").values_list("signature", flat=True).first()
    key = f"{what}:{last}"
    kept: T | None = cache.get(key)
    if kept is None:
        kept = count()
        cache.set(key, kept, KEPT)
    return kept
