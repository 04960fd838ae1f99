"""The words of lines erased, for a person who must be forgotten: the lines stay, and the chain holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from grappe.apps.journal.acts import hold_the_end, record
from grappe.apps.journal.guards import ERASURE
from grappe.apps.journal.models import Entry, Words

AT_ONCE = 1000
"""Lines that one line of erasure names: the database reads their names anew for each of them."""


class NotToBeErased(ValueError):
    """What an erasure says is never erased: without it, nobody would know why words lack."""


@transaction.atomic
def forget(*, subjects: Collection[str], also: Collection[int] = (), by: str, on: dt.date) -> list[int]:
    """Erase the words of every line about `subjects`, and of the lines `also`; return the lines' numbers.

    Who acted and what was before and after are gone; what was done, to which number and when stays. One line
    on the first subject says which lines were emptied, and who had acted in each: so name people by number
    (`person:3`), which names nobody once the person is emptied. Lines emptied before are left as they are.
    """
    first = next(iter(subjects))
    hold_the_end()
    asked = Entry.objects.filter(Q(subject__in=subjects) | Q(number__in=also))
    erasures = asked.filter(number__in=also, act=ERASURE).values_list("number", flat=True)
    if erasures:
        raise NotToBeErased(f"lines {sorted(erasures)} tell an erasure")
    authors = dict(
        asked.exclude(act=ERASURE)
        .filter(told__isnull=False)
        .order_by("number")
        .values_list("number", "told__by")
    )
    numbers = list(authors)
    for start in range(0, len(numbers), AT_ONCE):
        batch = numbers[start : start + AT_ONCE]
        after = {"lines": {str(number): authors[number] for number in batch}}
        record(act=ERASURE, by=by, subject=first, before=None, after=after, on=on)
        # The database lets these go because the line just written names them.
        Words.objects.filter(entry_id__in=batch).delete()
    return numbers
