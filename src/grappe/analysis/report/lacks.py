"""What figures lack, in words set for the report."""

from __future__ import annotations

from grappe.analysis.figures.missing import missing_words
from grappe.analysis.figures.papers import ALL_GIVEN
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.report.typography import said, typeset


def lacks_words(missing: str, language: Language) -> str:
    """Return what is missing, in words."""
    return typeset(missing_words(missing, language), language)


def lacks_head(missing: str, language: Language) -> str:
    """Return the reason as the head of a list of figures."""
    words = lacks_words(missing, language)
    if missing not in ALL_GIVEN:
        words = said(N_("Il manque {lacks}"), language, lacks=words)
    return words[:1].upper() + words[1:]
