"""Colours that follow from two, and their contrast."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.analysis.report.house.colours import (
    AA,
    GRAPE,
    GRAPPE,
    NIGHT_CARD,
    PLUM,
    Palette,
    contrast,
    on_grounds,
    palette,
    palette_by_night,
    readable,
    recoloured,
    whole,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


# W3C, Understanding Success Criterion 1.4.3: the extremes, and the grey that just passes on white.
@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#fff", 21.0), ("#767676", "#ffffff", 4.54), ("#777", "#fff", 4.48)]
)
def test_contrast_is_that_of_the_published_formula(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio


@given(COLOURS)
def test_whatever_the_colour_it_can_be_read_by_day_and_by_night(colour: str) -> None:
    main = readable(colour)
    night = palette_by_night(main, main)

    assert on_grounds(main) >= AA
    assert min(contrast(night.main, NIGHT_CARD), contrast(night.second, night.mist)) >= AA


def test_a_colour_that_can_be_read_is_kept() -> None:
    assert [readable(PLUM), readable(GRAPE), readable("#0B4F6C")] == [PLUM, GRAPE, "#0B4F6C"]


def test_grappe_keeps_its_own_tones() -> None:
    assert palette(PLUM, GRAPE) == GRAPPE


def test_a_picture_changes_its_colours_and_keeps_those_that_are_no_house_s() -> None:
    own = Palette(
        main="#111111", second="#222222", mist="#3", span="#4", place="#5", light="#6", on_main="#7"
    )

    assert recoloured('<a fill="#4A1942"/><b fill="#2F7A57"/><c stroke="#7a3b73"/>', own) == (
        '<a fill="#111111"/><b fill="#2F7A57"/><c stroke="#222222"/>'
    )


def test_three_digits_are_six() -> None:
    assert whole("#0b6") == "#00BB66"
