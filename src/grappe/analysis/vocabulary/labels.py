"""In which language a label is printed when the reader's own has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LANGUAGES = ("fr", "nl", "de", "en")

# After the reader's own: the language that he reads most likely. NACE 2003 has French and Dutch only, and the
# Belgian five-digit codes of 2008 lack English.
NEAREST = {
    "fr": ("fr", "nl", "de", "en"),
    "nl": ("nl", "fr", "de", "en"),
    "de": ("de", "fr", "nl", "en"),
    "en": ("en", "fr", "nl", "de"),
}


def nearest_label(row: Mapping[str, Any], language: str) -> str:
    """Return the label of a row in a language, or in the nearest that has one.

    `row` holds some of label_fr, label_nl, label_de, label_en. ValueError: not one of `LANGUAGES`, or a row
    without any label.
    """
    if language not in NEAREST:
        raise ValueError(f"no labels in {language!r}: expected one of {', '.join(LANGUAGES)}")
    for candidate in NEAREST[language]:
        label = row.get(f"label_{candidate}")
        if label:
            return str(label)
    raise ValueError("a row without any label")
