"""Organisations and people as vCard 4 (RFC 6350), each field for those only who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote

from grappe.apps.members.models import Contact, IdentityAct, Organisation
from grappe.apps.members.rules.visibility import Level, contact_level, is_seen, level_of

FOLD = 75
"""Octets in a line, its end apart."""


def cards(
    organisations: Iterable[Organisation], identities: Mapping[int, IdentityAct], *, by: Level
) -> bytes:
    """Return the cards of organisations and of their contacts, as the circle `by` may see them.

    organisations: with their contacts at hand. identities: what each declared, by its number: a seat is no
    secret.
    """
    lines = [line for one in organisations for line in _of(one, identities.get(one.pk), by)]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _of(one: Organisation, identity: IdentityAct | None, by: Level) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:org", f"UID:{_uid(one)}")
    yield f"FN:{_text(one.name)}"
    yield f"ORG:{_text(identity.legal_name if identity else one.name)}"
    if identity is not None:
        parts = ("", "", identity.street, identity.place, "", identity.postal_code, identity.country)
        if any(parts):
            yield f"ADR;TYPE=work:{';'.join(map(_text, parts))}"
    for field, lines in _FIELDS.items():
        if is_seen(level_of(field, one.visibility), by=by):
            yield from lines(one)
    yield "END:VCARD"
    for contact in one.contacts.all():
        if is_seen(contact_level(contact.visibility, one.visibility), by=by):
            yield from _contact(contact, one)


_FIELDS: Mapping[str, Callable[[Organisation], list[str]]] = {
    "website": lambda one: [f"URL:{_address(one.website)}"] if one.website else [],
    "email": lambda one: [f"EMAIL;TYPE=work:{_text(one.email)}"] if one.email else [],
    "phone": lambda one: [f"TEL;TYPE=work;VALUE=text:{_text(one.phone)}"] if one.phone else [],
    "does": lambda one: [
        f"NOTE;LANGUAGE={language}:{_text(words)}" for language, words in one.does.items() if words
    ],
    "skills": lambda one: [f"CATEGORIES:{','.join(map(_text, one.skills))}"] if one.skills else [],
}


def _contact(contact: Contact, one: Organisation) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:individual", f"UID:{_uid(one)}-{contact.pk}")
    yield f"FN:{_text(str(contact))}"
    yield f"N:{_text(contact.last_name)};{_text(contact.first_name)};;;"
    yield f"ORG:{_text(one.name)}"
    if contact.function:
        yield f"TITLE:{_text(contact.function)}"
    if contact.email:
        yield f"EMAIL;TYPE=work:{_text(contact.email)}"
    if contact.phone:
        yield f"TEL;TYPE=work;VALUE=text:{_text(contact.phone)}"
    yield "END:VCARD"


def _uid(one: Organisation) -> str:
    return f"urn:grappe:{one.cluster.slug}:{one.code}"


def _text(words: str) -> str:
    """Return a text as a value holds it: no sign of it ends the value, or begins a line."""
    plain = "".join(
        sign for sign in words.replace("\r\n", "\n").replace("\r", "\n") if sign >= " " or sign == "\n"
    )
    return plain.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _address(url: str) -> str:
    return quote(url, safe=":/?#[]@!$&'()*+,;=%-._~")


def _folded(line: str) -> Iterator[str]:
    """Cut a line of more than 75 octets, never inside a letter; what follows begins with a space."""
    part, octets = "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > FOLD:
            yield part
            part, octets = " ", 1
        part += sign
        octets += size
    yield part
