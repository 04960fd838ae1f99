"""A member shows its logo, or no longer does."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import File
from django.db import transaction

from grappe.apps.journal.acts import record
from grappe.apps.members.models import Organisation


@transaction.atomic
def show_logo(*, organisation: Organisation, logo: File[bytes] | None, by: str, on: dt.date) -> Organisation:
    """Keep the logo of an organisation in the place of the one that there is; None: it has none any more.

    Whether the file does harm was asked by the form that took it. Of two people at one form, the last one who
    sends a logo has chosen it.
    """
    known = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = str(known.logo)
    if logo is None and not before:
        return known
    if logo is None:
        known.logo = ""
    else:
        known.logo.save(logo.name or "logo", logo, save=False)
    known.save(update_fields=["logo"])
    record(
        act="organisation.described",
        by=by,
        subject=f"organisation:{known.pk}",
        before={"logo": before},
        after={"logo": str(known.logo)},
        on=on,
    )
    return known
