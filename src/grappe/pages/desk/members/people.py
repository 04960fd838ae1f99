"""The people of a member as its page shows them: who speaks for it, who is invited to, who is written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.edits.once import new_token
from grappe.apps.members.models import Contact, RepresentationSpan
from grappe.apps.people.models import Invitation
from grappe.pages.desk.members.timeline import anchor_of
from grappe.pages.members import words

Address = Callable[..., str]
"""From the name of a page of the member, its address; nothing where the reader may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person who speaks for the member, is invited to, or is written to."""

    name: str
    told: str
    email: str
    phone: str
    act: str
    since: str
    edit: str
    remove: str = ""
    """Where a contact is taken away at once; nothing where its form does it."""
    renew: str = ""
    """Where an invitation is sent again; with the token by which that is done once."""
    token: str = ""


def representatives(
    parts: Iterable[RepresentationSpan], language: Language, act: Address
) -> Iterator[PersonLine]:
    """Yield who speaks for the member, with the act that made it so."""
    for part in parts:
        yield PersonLine(
            name=str(part.person),
            told=say(words.PARTS[part.part], language),
            email=part.person.email,
            phone="",
            act=anchor_of("representative", part.act_id),
            since=say(N_("depuis le {day}"), language, day=long_date(part.since, language)),
            edit=act("dismiss", person=part.person_id),
        )


def invited(
    invitations: Iterable[Invitation], language: Language, act: Address, *, member: bool
) -> Iterator[PersonLine]:
    """Yield who is invited to speak for it and has not answered; `edit` takes the invitation back.

    member: whether it is one today: of no other is an invitation sent again.
    """
    for one in invitations:
        yield PersonLine(
            name=one.email,
            told=say(words.PARTS[one.grants[0]["part"]], language),
            email=one.email,
            phone="",
            act="",
            since=how_it_stands(one, language),
            edit=act("withdraw_representative", invitation=one.pk),
            renew=act("renew_representative", invitation=one.pk) if member else "",
            token=new_token(),
        )


def how_it_stands(one: Invitation, language: Language) -> str:
    """Say what became of an invitation."""
    if one.accepted_at is not None:
        day = long_date(timezone.localtime(one.accepted_at).date(), language)
        return say(N_("invitation acceptée le {day}"), language, day=day)
    if one.revoked_at is not None:
        day = long_date(timezone.localtime(one.revoked_at).date(), language)
        return say(N_("invitation retirée le {day}"), language, day=day)
    day = long_date(timezone.localtime(one.expires_at).date(), language)
    if one.is_open(timezone.now()):
        return say(N_("invitation sans réponse, valable jusqu’au {day}"), language, day=day)
    return say(N_("invitation sans réponse, périmée depuis le {day}"), language, day=day)


def contacts(
    those: Iterable[Contact],
    language: Language,
    act: Address,
    seen: Callable[[str, Language], str],
    *,
    out: bool,
) -> Iterator[PersonLine]:
    """Yield whom to write to, and who sees it. out: of an organisation out of the book, all to forget."""
    for contact in those:
        yield PersonLine(
            name=str(contact),
            told=contact.function,
            email=contact.email,
            phone=contact.phone,
            act="",
            since=seen(contact.visibility, language),
            edit="" if out else act("edit_contact", contact=contact.pk),
            remove=act("remove_contact", contact=contact.pk) if out else "",
        )
