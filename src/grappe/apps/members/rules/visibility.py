"""Who sees a field of an organisation, or a contact: four circles, each within the next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from grappe.analysis.language.catalogues import N_

Level = Literal["hidden", "members", "registered", "public"]
LEVELS: tuple[Level, ...] = ("hidden", "members", "registered", "public")
"""Who runs or evaluates the cluster; its members and board too; who has an account; everybody."""
USUAL: Mapping[str, Level] = MappingProxyType(
    {
        "name": "public",
        "website": "public",
        "does": "public",
        "skills": "public",
        "references": "public",
        "certifications": "public",
        "logo": "public",
        "activities": "public",
        "sites": "registered",
        "email": "registered",
        "phone": "members",
        "contacts": "members",
        "enterprise_number": "registered",
        "fte": "hidden",
    }
)
"""Where an organisation has said nothing of a field."""
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "does": N_("Ce que fait l’organisation"),
        "skills": N_("Savoir-faire"),
        "references": N_("Références"),
        "certifications": N_("Certifications"),
        "website": N_("Site web"),
        "email": N_("Adresse e-mail"),
        "phone": N_("Téléphone"),
        "sites": N_("Établissements"),
        "activities": N_("Activités"),
        "contacts": N_("Personnes de contact"),
        "fte": N_("Effectif"),
        "enterprise_number": N_("Numéro d’entreprise"),
        "logo": N_("Logo"),
    }
)
"""What people call each field whose circle an organisation may choose: French, to be said."""
CIRCLES: Mapping[str, str] = MappingProxyType(
    {
        "hidden": N_("l’équipe, et qui évalue le cluster"),
        "members": N_("les membres"),
        "registered": N_("les personnes inscrites"),
        "public": N_("tout le monde"),
    }
)
"""What people call each circle: French, to be said."""


def level_of(field: str, said: Mapping[str, str]) -> Level:
    """Return who sees a field. said: what the organisation wrote; a word that is no circle hides it."""
    told = said.get(field, USUAL.get(field, "hidden"))
    return next((level for level in LEVELS if level == told), "hidden")


def contact_level(contact: str, said: Mapping[str, str]) -> Level:
    """Return who sees a contact: the narrower of its own circle and of its organisation's for all of them."""
    own: Level = next((level for level in LEVELS if level == contact), "hidden")
    return min(own, level_of("contacts", said), key=LEVELS.index)


def is_seen(level: str, *, by: Level) -> bool:
    """Tell whether a circle sees what is for another: `hidden`, who runs the cluster, sees all."""
    order: list[str] = [*LEVELS]
    return order.index(by) <= order.index(level if level in LEVELS else "hidden")
