"""The link by which an applicant follows their application: whoever has it needs no account."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from grappe.apps.applications.acts.standing import named
from grappe.apps.applications.models import Application
from grappe.apps.journal.acts import record

SECRET_BYTES = 32


def new_secret() -> tuple[str, str]:
    """Return the secret of a link, which is kept nowhere, and its fingerprint."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return secret, fingerprint_of_link(secret)


def fingerprint_of_link(secret: str) -> str:
    """Return what is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def renew_link(*, application: Application, by: str, on: dt.date) -> str:
    """Have another link lead to an application, and return its secret: the one before leads nowhere."""
    known = Application.objects.select_for_update().get(pk=application.pk)
    secret, known.link = new_secret()
    known.save(update_fields=["link"])
    record(act="application.link_renewed", by=by, subject=named(known), before=None, after=None, on=on)
    return secret


@transaction.atomic
def revoke_link(*, application: Application, by: str, on: dt.date) -> None:
    """Have no link lead to an application. One that has none stays as it is."""
    known = Application.objects.select_for_update().get(pk=application.pk)
    if not known.link:
        return
    known.link = ""
    known.save(update_fields=["link"])
    record(act="application.link_revoked", by=by, subject=named(known), before=None, after=None, on=on)
