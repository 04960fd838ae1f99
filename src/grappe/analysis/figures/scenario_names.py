"""What a scenario is called: as the ledger names it; those that we name, in the reader's language."""

from __future__ import annotations

from grappe.analysis.figures.finances import UNNAMED
from grappe.analysis.language.catalogues import N_, Language, say

CARRIED_OVER = "reconduction"
"""The name of the scenario made up by rule where the ledger has none."""
OURS = {UNNAMED: N_("prévision"), CARRIED_OVER: N_("reconduction")}


def scenario_name(name: str, language: Language) -> str:
    """Return a scenario's name as it is read."""
    return say(OURS[name], language) if name in OURS else name
