"""What is kept of whoever made two organisations one, or said that they are two."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import NUMBER_ALONE, Basis, Declaration, Named, Personal


def _author() -> Personal:
    return Personal(
        fields={"by": N_("Enregistré par"), "at": N_("Enregistré le")},
        of=Named("by"),
        purpose=N_("Expliquer pourquoi deux fiches n’en font plus qu’une, ou en restent deux."),
        basis=Basis.INTEREST,
        retention=N_("Aussi longtemps que le cluster existe."),
        erasure=NUMBER_ALONE,
    )


DECLARATIONS = (
    Declaration(
        model="doubles.Merge",
        title=N_("Les doublons que vous avez réunis"),
        personal=(_author(),),
        other=("id", "winner", "loser", "on", "chosen", "moved"),
    ),
    Declaration(
        model="doubles.NotDouble",
        title=N_("Les fiches que vous avez dites distinctes"),
        personal=(_author(),),
        other=("id", "first", "second"),
    ),
)
