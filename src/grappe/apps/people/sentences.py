"""How the journal tells what is done to accounts, and names people."""

from __future__ import annotations

from collections.abc import Collection

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.journal.sentences import Sentences
from grappe.apps.people.models import Person
from grappe.apps.people.privacy import ERASED_ADDRESS


def names_of_people(numbers: Collection[int], language: Language) -> dict[int, str]:
    """Return how people are called; one who was erased is told as such."""
    return {
        number: say(N_("une personne oubliée (n° {number})"), language, number=number)
        if person.email == ERASED_ADDRESS.format(person=number)
        else str(person)
        for number, person in Person.objects.in_bulk(numbers).items()
    }


SENTENCES = Sentences(
    acts={
        "person.copied": N_("{who} a pris une copie de ses données."),
        "person.erased": N_("{who} a effacé {what}."),
        "invitation.invited": N_("{who} a envoyé une invitation."),
        "invitation.accepted": N_("{who} a accepté une invitation."),
        "invitation.renewed": N_("{who} a renvoyé une invitation."),
        "invitation.revoked": N_("{who} a retiré une invitation."),
    },
    names={"person": names_of_people},
    refers={"person": "person"},
)
