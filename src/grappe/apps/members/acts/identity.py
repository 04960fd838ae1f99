"""Who an organisation is to the law, and who speaks for it."""

from __future__ import annotations

import datetime as dt

from grappe.apps.members.acts.books import IDENTITIES, REPRESENTATIONS
from grappe.apps.members.acts.writing import write
from grappe.apps.members.models import IdentityAct, Organisation, RepresentationAct
from grappe.apps.people.models import Person


def declare(
    *, organisation: Organisation, by: str, on: dt.date, reason: str = "", **contents: str
) -> IdentityAct:
    """Say who an organisation is from a day on, whole: `legal_name` and others of IdentityAct.CONTENTS."""
    act = IdentityAct(
        organisation=organisation, kind=IdentityAct.Kind.DECLARED, by=by, on=on, reason=reason, **contents
    )
    return write(IDENTITIES, [act])[0]


def appoint(
    *, organisation: Organisation, person: Person, part: RepresentationAct.Part, by: str, on: dt.date
) -> RepresentationAct:
    """Have a person speak for an organisation from a day on."""
    act = RepresentationAct(
        organisation=organisation,
        kind=RepresentationAct.Kind.APPOINTED,
        person=person,
        part=part,
        by=by,
        on=on,
    )
    return write(REPRESENTATIONS, [act])[0]


def dismiss(*, organisation: Organisation, person: Person, by: str, on: dt.date) -> RepresentationAct:
    """Have a person no longer speak for an organisation, from a day on."""
    act = RepresentationAct(
        organisation=organisation, kind=RepresentationAct.Kind.ENDED, person=person, by=by, on=on
    )
    return write(REPRESENTATIONS, [act])[0]
