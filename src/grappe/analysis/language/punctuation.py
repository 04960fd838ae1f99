"""Colons and semicolons between pieces of a sentence: French sets them apart, other languages do not."""

from __future__ import annotations

from grappe.analysis.language.catalogues import Language

NARROW = "\u202f"


def colon(language: Language) -> str:
    """Return the colon between a name and what is said of it."""
    return " : " if language == "fr" else ": "


def semicolon(language: Language) -> str:
    """Return the semicolon between the items of a list, set for a report."""
    return f"{NARROW}; " if language == "fr" else "; "
