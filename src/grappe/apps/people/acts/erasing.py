"""A person is forgotten: their account is emptied, and what spoke of them with it."""

from __future__ import annotations

import datetime as dt

from allauth.usersessions.models import UserSession
from django.db import transaction

from grappe.apps.journal.acts import record
from grappe.apps.journal.erasure import forget
from grappe.apps.people.models import Person
from grappe.apps.people.privacy import ERASED_ADDRESS
from grappe.apps.privacy.erasing import erase_rows, refuse_if_standing, subjects_of


@transaction.atomic
def erase(*, person: Person, by: str, on: dt.date) -> None:
    """Erase a person everywhere, as each table has declared; one who is erased stays as they are.

    The number stays, and names nobody. Raises StillStanding, with its sentence, while the person holds a
    role or represents a member.
    """
    kept = Person.objects.select_for_update().get(pk=person.pk)
    if kept.email == ERASED_ADDRESS.format(person=kept.pk):
        return
    refuse_if_standing(kept.pk)
    subjects = subjects_of(kept.pk)
    for session in UserSession.objects.filter(user=kept):
        session.end()
    touched = erase_rows(kept.pk)
    forget(subjects=sorted(subjects, key=lambda subject: subject != kept.named), by=by, on=on)
    record(act="person.erased", by=by, subject=kept.named, before=None, after=dict(touched), on=on)
