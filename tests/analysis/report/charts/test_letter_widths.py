"""Widths of words against the packaged font itself."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from grappe.analysis.report.charts.letter_widths import folded, width
from grappe.analysis.report.fonts import folder


@pytest.mark.parametrize(
    "words",
    [
        "De la mise en relation de donneurs d’ordre et de sous-traitants",
        "WWW.GRANDES-MAJUSCULES.BE",
        "Éducation et formation",
        "−119\u202f000\u00a0€",
        "n = 24",
    ],
)
@pytest.mark.parametrize("name", ["Inter-Regular", "Inter-SemiBold"])
def test_a_width_is_that_of_the_font_and_hardly_ever_under_it(words: str, name: str) -> None:
    font = ImageFont.truetype(str(folder() / "inter" / f"{name}.otf"), 100)

    true = font.getlength(words)

    assert 0.97 * true < width(words, 100, bold=name == "Inter-SemiBold") < 1.09 * true


def test_a_label_is_folded_to_the_width_and_its_rest_cut_with_an_ellipsis() -> None:
    told = folded("mot " * 60, 200, 13)

    assert len(told) == 3
    assert [line for line in told if width(line, 13) > 200] == []
    assert told[-1].endswith("mot …")


def test_a_word_longer_than_the_line_is_cut_and_no_letter_lost() -> None:
    told = folded("x" * 50, 200, 13)

    assert "".join(told) == "x" * 50
    assert [line for line in told if width(line, 13) > 200] == []


def test_an_emoji_and_an_ideogram_are_broad_and_an_accent_adds_nothing() -> None:
    assert width("🍇", 10) == width("漢", 10) == 12.5
    assert width("é", 10) == width("e", 10) == width("e\u0301", 10)


def test_no_words_are_one_empty_line() -> None:
    assert folded("", 100, 13) == [""]
