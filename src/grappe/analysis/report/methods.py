"""How an interval was made, in words."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.typography import said

METHODS = {
    "hypergeometric": N_("loi hypergéométrique exacte, pour une population finie"),
    "wilson_fpc": N_("méthode de Wilson, corrigée pour une population finie"),
    "t": N_("loi de Student, corrigée pour une population finie"),
    "order_statistics": N_("rangs des valeurs observées"),
}


def method_words(method: str, language: Language) -> str:
    """Return a method's name as a sentence may use it; an unknown one as it is."""
    return said(METHODS[method], language) if method in METHODS else method


def interval_words(level: float | None, language: Language) -> str:
    """Return `Intervalle à 95 %`."""
    return said(N_("Intervalle à {level}"), language, level=amount(level or 0.95, "share", language))
