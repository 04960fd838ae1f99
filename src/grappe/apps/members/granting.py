"""A part in a member's name that an invitation gives.

`{"kind": "representative", "organisation": 12, "part": "voter"}`. What it gives ends with the part, or with
the membership: `permissions.py` asks for both each time.
"""

from __future__ import annotations

import datetime as dt

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.members.acts.identity import appoint
from grappe.apps.members.acts.parts import keep_part
from grappe.apps.members.models import Organisation, RepresentationAct, RepresentationSpan
from grappe.apps.members.queries.register import holding_on, members_on
from grappe.apps.members.rules.representation import TwoVoters
from grappe.apps.people.acts.inviting import NotOpen
from grappe.apps.people.grants import Given
from grappe.apps.people.models import Person

KIND = "representative"
Part = RepresentationAct.Part
ORDER = (Part.READER, Part.EDITOR, Part.VOTER)
"""Each may do what the one before may."""
WORDS = {
    Part.READER: N_("représentant du membre {member}, qui lit sa fiche"),
    Part.EDITOR: N_("représentant du membre {member}, qui modifie sa fiche"),
    Part.VOTER: N_("représentant du membre {member}, qui modifie sa fiche et vote en son nom"),
}
NO_MEMBER = N_("L’organisation au nom de laquelle vous étiez invité n’est pas membre aujourd’hui.")


def representative(organisation: Organisation, part: str) -> Given:
    """Return what an invitation holds to have its person speak for an organisation."""
    return {"kind": KIND, "organisation": organisation.pk, "part": part}


def give_part(given: Given, *, person: Person, by: str, on: dt.date) -> None:
    """Have a person speak for an organisation, and be its contact of that address.

    Who has the part already, or a greater one, keeps it. Where another votes in the meantime, they edit.
    Raises NotOpen where the organisation is no member on that day.
    """
    organisation, part = _read(given)
    if not members_on(organisation.cluster, on).filter(organisation=organisation).exists():
        raise NotOpen(NO_MEMBER)
    spans = RepresentationSpan.objects.filter(organisation=organisation, person=person)
    held = holding_on(spans, on).first()
    rank = ORDER.index(Part(held.part)) if held else -1
    if rank < ORDER.index(part):
        try:
            appoint(organisation=organisation, person=person, part=part, by=by, on=on)
        except TwoVoters:
            if rank < ORDER.index(Part.EDITOR):
                appoint(organisation=organisation, person=person, part=Part.EDITOR, by=by, on=on)
    contact = organisation.contacts.filter(email__iexact=person.email, person=None).first()
    if contact is not None:
        keep_part(part=contact, told={"person": person}, by=by, on=on)


def part_in_words(given: Given, language: Language) -> str:
    """Say a part. Raises ValueError for one that is none, or of an organisation that is not there."""
    organisation, part = _read(given)
    return say(WORDS[part], language, member=organisation.name)


def _read(given: Given) -> tuple[Organisation, RepresentationAct.Part]:
    part = Part(given.get("part", ""))
    number = int(given.get("organisation", 0))
    found = Organisation.objects.select_related("cluster").filter(pk=number).first()
    if found is None:
        raise ValueError(f"no organisation {number}")
    return found, part
