from __future__ import annotations

import pytest

from grappe.analysis.vocabulary.labels import LANGUAGES, NEAREST, nearest_label


def test_every_language_falls_back_to_all_the_others_after_itself() -> None:
    assert [NEAREST[language][0] for language in LANGUAGES] == list(LANGUAGES)
    assert [sorted(NEAREST[language]) for language in LANGUAGES] == [sorted(LANGUAGES)] * len(LANGUAGES)


def test_an_empty_label_is_no_label() -> None:
    assert nearest_label({"label_en": "", "label_fr": None, "label_nl": "Bouw"}, "en") == "Bouw"


def test_a_row_without_any_label_is_refused() -> None:
    with pytest.raises(ValueError, match="a row without any label"):
        nearest_label({"code": "59.11"}, "fr")
