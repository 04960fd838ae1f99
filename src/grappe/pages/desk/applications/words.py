"""How people call what an application is kept as: French, to be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.apps.applications.models import Application, ApplicationDocument
from grappe.apps.applications.rules.documents import usual
from grappe.apps.language.spoken import ours
from grappe.apps.people.models import Person

STATES: Mapping[str, tuple[str, str]] = {
    "received": (N_("Documents à vérifier"), "care"),
    "incomplete": (N_("Incomplète"), "care"),
    "complete": (N_("Prête à décider"), ""),
    "admitted": (N_("Admise"), "well"),
    "refused": (N_("Refusée"), "lost"),
    "withdrawn": (N_("Retirée"), ""),
}
"""A state, and the kind of its tag."""
TO_WELCOME = (N_("À accueillir"), "care")
MEMBER_ALREADY = (N_("Déjà membre"), "care")
TO_TELL = (N_("Refus à annoncer"), "care")
FILTERS: Mapping[str, str] = {
    "": N_("Toutes"),
    "waiting": N_("En attente"),
    "incomplete": N_("Incomplètes"),
    "received": N_("À vérifier"),
    "complete": N_("Prêtes à décider"),
    "member_already": N_("Déjà membres"),
    "to_welcome": N_("À accueillir"),
    "to_tell": N_("Refus à annoncer"),
    "admitted": N_("Admises"),
    "refused": N_("Refusées"),
    "withdrawn": N_("Retirées"),
}
ANSWERS: Mapping[str, tuple[str, str]] = {
    "met": (N_("remplie"), "well"),
    "not_met": (N_("non remplie"), "lost"),
    "unknown": (N_("à établir"), "care"),
}
SOURCES: Mapping[str, str] = {
    "document": N_("un document de la candidature"),
    "registry": N_("un registre public"),
    "statement": N_("une déclaration ou une visite"),
}


def standing(one: Application, *, member: bool) -> tuple[str, str]:
    """Return what is said of where an application stands, and the kind of its tag.

    member: whether its organisation is one today.
    """
    if member and one.is_open:
        return MEMBER_ALREADY
    if one.state == "admitted" and one.welcomed_on is None:
        return TO_WELCOME
    if one.state == "refused" and one.told_on is None:
        return TO_TELL
    return STATES[one.state]


USUAL = {one.code: one.label for one in usual(in_region=True)}


def label_of(document: ApplicationDocument, application: Application, language: Language) -> str:
    """Return how a document is called: a usual one in the reader's language, though asked in another."""
    known = USUAL.get(document.code, "")
    asked = say(known, ours(application.language) or "fr")
    return say(known, language) if known and document.label == asked else document.label


def age(since: dt.date, today: dt.date, language: Language) -> str:
    """Say for how long something waits."""
    days = (today - since).days
    if days <= 0:
        return say(N_("depuis aujourd’hui"), language)
    return say_many("depuis {count} jour", "depuis {count} jours", days, language)


def called(authors: Iterable[str]) -> dict[str, str]:
    """Return how people are called who did something, in one question: `person:3` to a name."""
    numbers = [int(number) for by in authors if (number := by.removeprefix("person:")).isdecimal()]
    return {person.named: str(person) for person in Person.objects.filter(pk__in=numbers)}
