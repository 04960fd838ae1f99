"""What people call the tables of the contract, and the questionnaire that goes with them."""

from __future__ import annotations

from grappe.analysis.dossier.package import QUESTIONNAIRE
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import N_, Language, say

TITLES = {QUESTIONNAIRE: N_("Questionnaire"), **{table.name: table.title for table in TABLES.values()}}


def table_title(name: str, language: Language) -> str:
    """Return what a table is called; its name for one that the contract does not know."""
    return say(TITLES[name], language) if name in TITLES else name
