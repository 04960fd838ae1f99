"""How people call what the register keeps as codes: French, to be said."""

from __future__ import annotations

from collections.abc import Mapping

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary import classes

STATES: Mapping[str, str] = {
    "member": N_("Membres"),
    "gone": N_("Anciens membres"),
    "coming": N_("Membres à venir"),
    "never": N_("Pas encore membres"),
}
STATE: Mapping[str, str] = {
    "member": N_("Membre"),
    "gone": N_("Ancien membre"),
    "coming": N_("Membre à venir"),
    "never": N_("Pas encore membre"),
}
KINDS: Mapping[str, str] = classes.MEMBER_KIND
LACKS: Mapping[str, str] = {
    "identity": N_("Numéro d’entreprise"),
    "activity": N_("Code d’activité"),
    "site": N_("Établissement"),
    "contact": N_("Personne de contact"),
    "words": N_("Présentation"),
}
LACKS_SHORT: Mapping[str, str] = {
    "identity": N_("numéro"),
    "activity": N_("code"),
    "site": N_("lieu"),
    "contact": N_("contact"),
    "words": N_("texte"),
}
"""In a column of a list."""
PARTS: Mapping[str, str] = {
    "reader": N_("lit"),
    "editor": N_("modifie"),
    "voter": N_("modifie et vote"),
}
ACTS: Mapping[str, str] = {
    "admitted": N_("Admission"),
    "received": N_("Reprise d’une adhésion"),
    "category_changed": N_("Changement de catégorie"),
    "left": N_("Sortie, motif inconnu"),
    "resigned": N_("Démission"),
    "excluded": N_("Exclusion"),
    "struck_off": N_("Radiation"),
    "transferred": N_("Transfert de l’adhésion"),
    "merged": N_("Fusion"),
    "dissolved": N_("Dissolution"),
    "declared": N_("Identité déclarée"),
    "appointed": N_("Représentant désigné"),
    "ended": N_("Fin d’une représentation"),
    "annulled": N_("Acte annulé"),
}


def member_as(category: str, kind: str, language: Language) -> str:
    """Say as what an organisation is a member: `Membre effectif, entreprise`.

    category: the name that the statutes give it; kind: the code of its nature.
    """
    named = say(KINDS.get(kind, kind), language)
    # A German noun keeps its capital.
    return f"{say(category, language)}, {named if language == 'de' else named[:1].lower() + named[1:]}"
