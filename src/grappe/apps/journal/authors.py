"""How whoever acts without an account is called: a program, the demonstration, whoever applies."""

from __future__ import annotations

from collections.abc import Mapping

from grappe.analysis.language.catalogues import N_, Language, say

GRAPPE = "Grappe"
"""Who acts where nobody does."""
AUTHORS: Mapping[str, str] = {
    "system:demo": N_("la démonstration"),
    "system:import": N_("l’import d’un dossier"),
    "system:command": N_("la ligne de commande"),
    "system:restore": N_("la restauration d’une sauvegarde"),
}


def called_without_account(by: str, language: Language) -> str:
    """Return how people call who is no person: within a sentence, hence without a capital."""
    if by in AUTHORS:
        return say(AUTHORS[by], language)
    return GRAPPE if by.startswith("system:") else by
