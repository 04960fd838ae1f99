"""What applications keep of people: who judged, and a way to the contact of whoever applies."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import NUMBER_ALONE, Basis, Declaration, Named, Personal, of_nobody

ALWAYS = N_("Aussi longtemps que le cluster existe.")
KEPT = N_(
    "La candidature reste dans les dossiers du cluster, qu’elle aboutisse ou non ; vos coordonnées, "
    "tant que vous êtes le contact de cette organisation."
)
"""Also said to whoever applies, before they do."""


def _judge(field: str) -> Personal:
    return Personal(
        fields={field: N_("Jugé par")},
        of=Named(field),
        purpose=N_("Expliquer, des années après, qui a jugé les pièces d’une candidature."),
        basis=Basis.LAW,
        retention=ALWAYS,
        erasure=NUMBER_ALONE,
    )


DECLARATIONS = (
    of_nobody("applications.AskedOfCategory", "id", "category", "code", "label", "withdrawn"),
    Declaration(
        model="applications.Application",
        title=N_("Les candidatures dont vous êtes le contact"),
        personal=(
            # The contact itself is a row of the members' room, and goes with the person.
            Personal(
                fields={"contact": N_("Contact"), "language": N_("Langue")},
                of="contact__person",
                purpose=N_("Écrire à qui suit la candidature, dans sa langue."),
                basis=Basis.CONTRACT,
                retention=KEPT,
                erasure=NUMBER_ALONE,
            ),
        ),
        other=(
            "id",
            "cluster",
            "organisation",
            "category",
            "member_kind",
            "message",
            "sought",
            "state",
            "received_on",
            "state_since",
            "form",
            "link",
            "decided_by",
            "decided_on",
            "reason",
            "admission",
            "welcomed_on",
            "told_on",
        ),
    ),
    Declaration(
        model="applications.ApplicationDocument",
        title=N_("Documents de candidatures que vous avez jugés"),
        personal=(_judge("judged_by"),),
        other=(
            "id",
            "application",
            "code",
            "label",
            "state",
            "asked_on",
            "file",
            "named",
            "received_on",
            "judged_on",
            "reason",
        ),
    ),
    Declaration(
        model="applications.Evidence",
        title=N_("Conditions d’adhésion que vous avez jugées"),
        personal=(_judge("by"),),
        other=(
            "id",
            "application",
            "criterion",
            "answer",
            "as_of",
            "source",
            "document",
            "words",
            "on",
        ),
    ),
)
