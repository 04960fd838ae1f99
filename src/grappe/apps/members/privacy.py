"""What the register keeps of people: who recorded an act, who speaks for a member, whom to write to."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import (
    NUMBER_ALONE,
    Basis,
    Declaration,
    Gone,
    Named,
    Personal,
    Standing,
    of_nobody,
)

ALWAYS = N_("Aussi longtemps que le cluster existe.")
ACT = ("id", "organisation", "on", "known_at", "reason", "replaces")
SPAN = ("id", "cluster", "organisation", "since", "until", "known_from", "known_until", "act")


def _author() -> Personal:
    return Personal(
        fields={"by": N_("Enregistré par")},
        of=Named("by"),
        purpose=N_("Expliquer, des années après, qui a enregistré chaque acte du registre."),
        basis=Basis.LAW,
        retention=ALWAYS,
        erasure=NUMBER_ALONE,
    )


def _representative(*fields: str) -> Personal:
    called = {"person": N_("Personne"), "part": N_("Rôle")}
    return Personal(
        fields={name: called[name] for name in fields},
        of="person",
        purpose=N_("Savoir qui parlait et votait au nom d’un membre, et quand."),
        basis=Basis.LAW,
        retention=ALWAYS,
        erasure=NUMBER_ALONE,
    )


DECLARATIONS = (
    of_nobody(
        "members.Organisation",
        "id",
        "cluster",
        "code",
        "name",
        "sort_name",
        "website",
        "email",
        "phone",
        "does",
        "skills",
        "references",
        "certifications",
        "logo",
        "visibility",
        "out_since",
    ),
    of_nobody("members.OrganisationPassage", "id", "organisation", "words"),
    of_nobody("members.Activity", "id", "organisation", "nace", "nace_version", "main"),
    of_nobody(
        "members.Site",
        "id",
        "organisation",
        "street",
        "postal_code",
        "place",
        "country",
        "fte",
        "self_employed_main",
        "since",
        "until",
        "latitude",
        "longitude",
    ),
    Declaration(
        model="members.Contact",
        title=N_("Vos coordonnées chez un membre"),
        personal=(
            Personal(
                fields={
                    "person": N_("Personne"),
                    "first_name": N_("Prénom"),
                    "last_name": N_("Nom"),
                    "function": N_("Fonction"),
                    "email": N_("Adresse e-mail"),
                    "phone": N_("Téléphone"),
                    "visibility": N_("Visible pour"),
                    "sought": N_("Mots de la recherche"),
                },
                of="person",
                purpose=N_("Permettre au cluster et aux membres d’écrire à la bonne personne."),
                basis=Basis.INTEREST,
                retention=N_("Tant que la personne est le contact de ce membre."),
                erasure=Gone(),
            ),
        ),
        other=("id", "organisation"),
    ),
    Declaration(
        model="members.MembershipAct",
        title=N_("Actes du registre que vous avez enregistrés"),
        personal=(_author(),),
        other=(
            *ACT,
            "kind",
            "category",
            "member_kind",
            "founding",
            "counterpart",
            "decided_by",
            "decided_on",
        ),
    ),
    Declaration(
        model="members.IdentityAct",
        title=N_("Identités de membres que vous avez enregistrées"),
        personal=(_author(),),
        other=(
            *ACT,
            "kind",
            "legal_name",
            "legal_form",
            "enterprise_number",
            "street",
            "postal_code",
            "place",
            "country",
        ),
    ),
    Declaration(
        model="members.RepresentationAct",
        title=N_("Actes par lesquels vous représentez un membre, ou que vous avez enregistrés"),
        personal=(_author(), _representative("person", "part")),
        other=(*ACT, "kind"),
    ),
    Declaration(
        model="members.SavedFilter",
        title=N_("Les listes de membres que vous avez enregistrées"),
        personal=(
            Personal(
                fields={
                    "person": N_("Personne"),
                    "name": N_("Nom"),
                    "question": N_("Filtre"),
                    "shared": N_("Partagé avec l’équipe"),
                },
                of="person",
                purpose=N_("Retrouver une liste sans la composer à nouveau."),
                basis=Basis.INTEREST,
                retention=N_("Jusqu’à ce que vous l’effaciez."),
                erasure=Gone(),
            ),
        ),
        other=("id", "cluster"),
    ),
    of_nobody("members.MembershipSpan", *SPAN, "category", "kind", "founding", "joined_on"),
    of_nobody("members.IdentitySpan", *SPAN),
    Declaration(
        model="members.RepresentationSpan",
        title=N_("Les membres que vous représentez"),
        personal=(_representative("person", "part"),),
        other=SPAN,
        standing=Standing(
            of="person",
            where={"until__isnull": True, "known_until__isnull": True},
            sentence=N_("Cette personne représente encore un membre : mettez-y d’abord fin."),
            to_them=N_(
                "Vous représentez encore un membre : demandez à l’équipe du cluster d’y mettre d’abord fin."
            ),
        ),
    ),
)
