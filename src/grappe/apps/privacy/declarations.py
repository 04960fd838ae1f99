"""How a table says what it keeps of people; no database here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from grappe.analysis.language.catalogues import N_


class Basis(Enum):
    """What makes it lawful to keep a thing of a person (article 6 of the GDPR), as people read it."""

    CONSENT = N_("votre consentement")
    CONTRACT = N_("le service que vous avez demandé")
    LAW = N_("une obligation légale")
    INTEREST = N_("l’intérêt légitime du cluster, sa sécurité comprise")


@dataclass(frozen=True, slots=True)
class Gone:
    """The row goes, with everything in it."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """The fields become empty: nothing where nothing may be, an empty text elsewhere."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The fields take another value; in a text, `{person}` is the number of the account."""

    value: str | int | bool | None


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields stay, because of what a French sentence says."""

    because: str


NUMBER_ALONE = Kept(
    N_("Seul un numéro y désigne la personne : une fois le compte vidé, il ne nomme plus personne.")
)
"""What is said of a foreign key to the account, or of `person:3`."""


@dataclass(frozen=True, slots=True)
class Apart:
    """The fields are erased by an act of their own: which one, in a French sentence."""

    how: str


Erasure = Gone | Emptied | Replaced | Kept | Apart


@dataclass(frozen=True, slots=True)
class Named:
    """The column where the person is a text, as `person:3`."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """Some fields of a table that are a person's, kept for one reason.

    `fields`: name of each, and how people call it. `of`: the way from the row to the account, as the ORM
    writes it (`person`, `email_address__user`, `pk`). `purpose`, `retention`: French sentences. `secret`:
    never handed out, not even to the person, since whoever reads it could come in.
    """

    fields: Mapping[str, str]
    of: str | Named
    purpose: str
    basis: Basis
    retention: str
    erasure: Erasure
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Rows that must end before their person is erased: what tells them, and the sentence that refuses.

    `to_them`: the same said to the person themselves, with whom to ask.
    """

    of: str
    where: Mapping[str, object]
    sentence: str
    to_them: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a table keeps: its title for who reads their own data, what is personal, and the rest."""

    model: str
    """As Django labels it: `people.Person`."""
    title: str
    personal: tuple[Personal, ...]
    other: tuple[str, ...] = ()
    """The fields that say nothing of a person."""
    standing: Standing | None = None
    journal_kind: str = ""
    """The kind by which the journal names a row (`invitation:5`), if its lines may tell a person's name."""

    def fields(self) -> list[str]:
        """Return every field that is declared, as often as it is."""
        return [*(name for group in self.personal for name in group.fields), *self.other]


def of_nobody(model: str, *fields: str) -> Declaration:
    """Declare a table that keeps nothing of people; each of its fields is named all the same."""
    return Declaration(model=model, title="", personal=(), other=fields)
