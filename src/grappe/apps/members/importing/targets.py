"""What a column of somebody's spreadsheet may be: the fields that an import writes, and their kinds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Literal

from grappe.analysis.language.catalogues import N_

Kind = Literal[
    "text", "code", "list", "date", "boolean", "number", "category", "member_kind", "enterprise_number",
    "postal_code", "country", "nace", "nace_version", "email", "website", "full_name", "phone",
]  # fmt: skip


class Part(Enum):
    """Which part of the book a field belongs to, as people read it."""

    ORGANISATION = N_("L’organisation")
    IDENTITY = N_("Son identité légale")
    MEMBERSHIP = N_("Son adhésion")
    CONTACT = N_("Une personne de contact")
    SITE = N_("Un établissement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One field. `field` is its name in the part where it is written."""

    key: str
    part: Part
    field: str
    kind: Kind
    label: str
    """In French, as people read it."""
    longest: int = 0
    """Characters at most; nought: no limit."""


def _of(part: Part, prefix: str, *told: tuple[str, Kind, str, int]) -> list[Target]:
    return [
        Target(key=f"{prefix}{field}", part=part, field=field, kind=kind, label=label, longest=longest)
        for field, kind, label, longest in told
    ]


_ALL = [
    *_of(
        Part.ORGANISATION,
        "",
        ("code", "code", N_("Code dans le cluster"), 40),
        ("name", "text", N_("Nom d’usage"), 300),
        ("website", "website", N_("Site web"), 200),
        ("email", "email", N_("Adresse e-mail"), 254),
        ("phone", "phone", N_("Téléphone"), 40),
        ("does", "text", N_("Ce qu’elle fait"), 5000),
        ("skills", "list", N_("Savoir-faire"), 0),
        ("references", "list", N_("Références"), 0),
        ("certifications", "list", N_("Certifications"), 0),
        ("nace", "nace", N_("Activités (codes NACE)"), 0),
        ("nace_version", "nace_version", N_("Version de la NACE"), 0),
    ),
    *_of(
        Part.IDENTITY,
        "",
        ("legal_name", "text", N_("Dénomination légale"), 300),
        ("legal_form", "text", N_("Forme juridique"), 50),
        ("enterprise_number", "enterprise_number", N_("Numéro d’entreprise"), 12),
        ("street", "text", N_("Rue et numéro du siège"), 200),
        ("postal_code", "postal_code", N_("Code postal du siège"), 12),
        ("place", "text", N_("Localité du siège"), 100),
        ("country", "country", N_("Pays du siège"), 0),
    ),
    *_of(
        Part.MEMBERSHIP,
        "",
        ("category", "category", N_("Catégorie de membre"), 0),
        ("kind", "member_kind", N_("Nature du membre"), 0),
        ("joined_on", "date", N_("Jour de l’entrée"), 0),
        ("left_on", "date", N_("Premier jour où elle n’est plus membre"), 0),
        ("founding", "boolean", N_("Membre fondateur"), 0),
    ),
    *_of(
        Part.CONTACT,
        "contact_",
        ("first_name", "text", N_("Prénom du contact"), 100),
        ("last_name", "text", N_("Nom du contact"), 100),
        ("full_name", "full_name", N_("Prénom et nom du contact"), 200),
        ("function", "text", N_("Fonction du contact"), 100),
        ("email", "email", N_("E-mail du contact"), 254),
        ("phone", "phone", N_("Téléphone du contact"), 40),
    ),
    *_of(
        Part.SITE,
        "site_",
        ("street", "text", N_("Rue et numéro de l’établissement"), 200),
        ("postal_code", "postal_code", N_("Code postal de l’établissement"), 12),
        ("place", "text", N_("Localité de l’établissement"), 100),
        ("country", "country", N_("Pays de l’établissement"), 0),
        ("fte", "number", N_("Équivalents temps plein sur place"), 0),
        ("self_employed_main", "boolean", N_("Indépendant à titre principal sur place"), 0),
        ("since", "date", N_("Établissement : premier jour"), 0),
        ("until", "date", N_("Établissement : dernier jour"), 0),
    ),
]
TARGETS = MappingProxyType({target.key: target for target in _ALL})
"""Every field by its key, in the order in which people are shown them."""
