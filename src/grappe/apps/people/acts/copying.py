"""A person takes a copy of everything that is kept of them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from django.db import transaction

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.journal.acts import record
from grappe.apps.people.models import Person
from grappe.apps.privacy.copies import as_json, as_page, held_of

PAGE, DATA = N_("vos-donnees.html"), "data.json"


@transaction.atomic
def hand_over(*, person: Person, language: Language, on: dt.date) -> bytes:
    """Return a ZIP archive of two files that say the same: a page to read, and JSON for another program.

    The journal tells that it was taken, since whoever sits at a person's desk could take it too.
    """
    record(
        act="person.copied", by=person.named, subject=person.named, before=None, after={"kind": "zip"}, on=on
    )
    held = held_of(person.pk, language)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(say(PAGE, language), as_page(held, person=person.pk, on=on, language=language))
        archive.writestr(DATA, as_json(held, person=person.pk, on=on))
    return packed.getvalue()
