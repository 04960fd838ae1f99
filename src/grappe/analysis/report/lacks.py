"""What figures lack, in as few words as say it: a table that was not given stands for all its columns."""

from __future__ import annotations

from collections.abc import Collection

from grappe.analysis.figures.missing import missing_words
from grappe.analysis.figures.papers import NO_ROW
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.report.typography import said, typeset


def lacks_words(missing: str, given: Collection[str], language: Language) -> str:
    """Return what is missing, in words. given: the tables of the dossier."""
    tokens = []
    for token in missing.split(";"):
        table, point, _ = token.partition(".")
        tokens.append(table if point and "|" not in token and table not in given else token)
    return typeset(missing_words(";".join(dict.fromkeys(tokens)), language), language)


def lacks_head(missing: str, given: Collection[str], language: Language) -> str:
    """Return the reason as the head of a list of figures."""
    words = lacks_words(missing, given, language)
    if missing != NO_ROW:
        words = said(N_("Il manque {lacks}"), language, lacks=words)
    return words[:1].upper() + words[1:]
