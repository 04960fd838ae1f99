"""How the journal tells that a backup was put back."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.journal.sentences import Sentences

SENTENCES = Sentences(
    acts={
        "installation.restored": N_(
            "{who} a remis la sauvegarde du {made_at} : tout ce qui précède cette ligne en vient."
        )
    },
    fields={
        "made_at": N_("Sauvegarde du"),
        "grappe": N_("Version de Grappe"),
        "line": N_("Dernière ligne du journal"),
        "signature": N_("Signature de cette ligne"),
    },
)
