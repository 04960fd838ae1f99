"""Who looks after the installation: the first of them is made from its machine."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_, Language
from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Role
from grappe.apps.people.models import Person


class NotAnAddress(OneSentence):
    """What was given is no e-mail address."""

    exit_code = 2


@transaction.atomic
def appoint_administrator(*, email: str, language: Language, by: str, on: dt.date) -> Role:
    """Make the person of an address an administrator; their account is made if they had none.

    The role of one who is an administrator already is returned as it is. The account has no password: its
    person comes in by a code sent to that address. Raises NotAnAddress.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise NotAnAddress(
            N_(
                "« {email} » n’est pas une adresse e-mail. Donnez celle de la personne, comme anne@example.be : "
                "c’est là que vont ses codes pour entrer."
            ),
            email=email,
        ) from None
    person = Person.objects.filter(email=address).first()
    if person is None:
        person = Person.objects.create_user(address, language=language)
    return grant(person=person, kind=Role.Kind.ADMINISTRATOR, cluster=None, by=by, on=on)
