"""What the journal keeps of people."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import NUMBER_ALONE, Apart, Basis, Declaration, Named, Personal

ANSWERS = N_("Répondre, des années après, à qui demande qui a fait quoi, et quand.")
AS_LONG = N_("Aussi longtemps que le cluster existe.")

DECLARATIONS = (
    Declaration(
        model="journal.Entry",
        title=N_("Les lignes du journal qui parlent de vous"),
        personal=(
            Personal(
                fields={
                    "number": N_("Ligne du journal"),
                    "at": N_("Inscrite le"),
                    "on": N_("Date de l’acte"),
                    "act": N_("Acte"),
                    "subject": N_("Objet"),
                },
                of=Named("subject"),
                purpose=ANSWERS,
                basis=Basis.INTEREST,
                retention=AS_LONG,
                erasure=NUMBER_ALONE,
            ),
        ),
        other=("words", "previous", "signature"),
    ),
    Declaration(
        model="journal.Words",
        title=N_("Ce que disent ces lignes, et celles de vos actes"),
        personal=(
            Personal(
                fields={"before": N_("Avant"), "after": N_("Après")},
                of=Named("entry__subject"),
                purpose=ANSWERS,
                basis=Basis.INTEREST,
                retention=AS_LONG,
                erasure=Apart(N_("Les mots des lignes qui parlent de la personne sont effacés du journal.")),
            ),
            Personal(
                fields={"entry": N_("Ligne du journal"), "by": N_("Auteur")},
                of=Named("by"),
                purpose=ANSWERS,
                basis=Basis.INTEREST,
                retention=AS_LONG,
                erasure=NUMBER_ALONE,
            ),
        ),
        other=("salt",),
    ),
)
