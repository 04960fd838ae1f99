"""A person is invited, accepts, or is no longer."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_, Language
from grappe.apps.journal.acts import record
from grappe.apps.people.grants import Given, grant_of
from grappe.apps.people.models import Invitation, Person

GOOD_FOR = dt.timedelta(days=14)
KEPT_AFTER = dt.timedelta(days=30)
"""How long one that nobody accepted is kept once over."""
SECRET_BYTES = 32


class NotOpen(OneSentence):
    """An invitation that can no longer be accepted."""


@transaction.atomic
def invite(
    *, email: str, language: Language, grants: Sequence[Given], by: Person, on: dt.date
) -> tuple[Invitation, str]:
    """Invite an address, and return the invitation with the secret of its link, which is kept nowhere.

    Raises ValueError for a grant that cannot be given.
    """
    for given in grants:
        grant_of(given).words(given, language)
    now, secret = timezone.now(), secrets.token_urlsafe(SECRET_BYTES)
    Invitation.objects.filter(accepted_at=None, expires_at__lt=now - KEPT_AFTER).delete()
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        language=language,
        by=by,
        made_at=now,
        expires_at=now + GOOD_FOR,
        token=_fingerprint(secret),
        grants=[dict(given) for given in grants],
    )
    after: dict[str, Any] = {"grants": invitation.grants, "expires_at": invitation.expires_at.isoformat()}
    _record(invitation, act="invitation.invited", by=by.named, before=None, after=after, on=on)
    return invitation, secret


@transaction.atomic
def accept(*, secret: str, first_name: str, last_name: str, on: dt.date) -> Person:
    """Have the invitation's person come: their account is made if they had none, and each grant is given.

    A name given fills an empty one and changes no other. Raises NotOpen, with its sentence.
    """
    # Whoever comes second waits here, and then finds it accepted.
    invitation = Invitation.objects.select_for_update().filter(token=_fingerprint(secret)).first()
    now = timezone.now()
    if invitation is None or not invitation.is_open(now):
        raise NotOpen(why_not_open(invitation))
    person = Person.objects.filter(email=invitation.email).first()
    if person is None:
        person = Person.objects.create_user(invitation.email, language=invitation.language)
    person.first_name = person.first_name or first_name.strip()
    person.last_name = person.last_name or last_name.strip()
    person.save(update_fields=["first_name", "last_name"])
    invitation.accepted_at, invitation.accepted_by = now, person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    for given in invitation.grants:
        grant_of(given).give(given, person=person, by=invitation.by.named, on=on)
    after: dict[str, Any] = {"person": person.pk}
    _record(invitation, act="invitation.accepted", by=person.named, before=None, after=after, on=on)
    return person


@transaction.atomic
def revoke(*, invitation: Invitation, by: str, on: dt.date) -> None:
    """Take an invitation back, though it be past its day; one that was accepted stays as it is."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        return
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    _record(
        invitation, act="invitation.revoked", by=by, before={"grants": invitation.grants}, after=None, on=on
    )


@transaction.atomic
def renew(*, invitation: Invitation, by: Person, on: dt.date) -> tuple[Invitation, str]:
    """Have an invitation be good again for as long as a new one, by another secret; the former leads nowhere.

    Raises NotOpen for one that was accepted or taken back; one that is past its day may be renewed.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise NotOpen(why_not_open(invitation))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    before = {"expires_at": invitation.expires_at.isoformat()}
    invitation.by, invitation.token = by, _fingerprint(secret)
    invitation.expires_at = timezone.now() + GOOD_FOR
    invitation.save(update_fields=["by", "token", "expires_at"])
    after = {"expires_at": invitation.expires_at.isoformat()}
    _record(invitation, act="invitation.renewed", by=by.named, before=before, after=after, on=on)
    return invitation, secret


def invitation_of(secret: str) -> Invitation | None:
    """Return the invitation that a link leads to."""
    found = Invitation.objects.select_related("by", "accepted_by").filter(token=_fingerprint(secret))
    return found.first()


def why_not_open(invitation: Invitation | None) -> str:
    """Say in French why an invitation cannot be accepted, and what to do."""
    if invitation is None or invitation.revoked_at is not None:
        return N_(
            "Cette invitation n’existe pas, ou a été reprise. Demandez-en une autre à qui vous a invité."
        )
    if invitation.accepted_at is not None:
        return N_("Cette invitation a déjà servi. Entrez avec l’adresse à laquelle vous l’avez reçue.")
    return N_("Cette invitation n’est plus valable. Demandez-en une autre à qui vous a invité.")


def _record(
    invitation: Invitation, *, act: str, by: str, before: Any, after: dict[str, Any] | None, on: dt.date
) -> None:
    # The address is not told: it is the invited person's, and the journal only grows.
    subject = f"invitation:{invitation.pk}"
    record(act=act, by=by, subject=subject, before=before, after=after, on=on)


def _fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
