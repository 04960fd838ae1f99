"""The words of the page itself: what leads, opens, closes."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.report.typography import said

WORDS = {
    "skip": N_("Aller au texte"),
    "contents": N_("Sommaire"),
    "glance": N_("L’essentiel"),
    "papers": N_("Les papiers des chiffres"),
    "papers_lead": N_(
        "À chaque chiffre du rapport correspond un numéro : sa définition, ce sur quoi il repose, son intervalle, ses lignes."
    ),
    "panel": N_("Le chiffre et ses papiers"),
    "panel_hint": N_("Chaque chiffre souligné mène à ses papiers : définition, calcul, intervalle, source."),
    "entry": N_("Entrée complète"),
    "close": N_("Fermer"),
    "data": N_("Les chiffres de ce graphique"),
    "note": N_("Note"),
    "rows": N_("({count} lignes)"),
    "colon": N_(" : "),
    "made": N_("Composé par Grappe"),
}


def interface(language: Language) -> dict[str, str]:
    """Return the words in a language."""
    return {name: said(words, language) for name, words in WORDS.items()}
