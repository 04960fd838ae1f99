"""The words that only this rendering says."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.report.typography import said

WORDS = {
    "table": N_("Tableau"),
    "chart": N_("Graphique"),
    "chart-data": N_("Les chiffres des graphiques"),
    "chart-data-lead": N_(
        "Pour qui ne voit pas les graphiques, et pour qui veut les refaire : les nombres de chacun."
    ),
}


def words(language: Language) -> dict[str, str]:
    """Return the words in a language."""
    return {name: said(message, language) for name, message in WORDS.items()}
