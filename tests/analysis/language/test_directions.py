"""Words from right to left turn no neighbour round."""

from __future__ import annotations

from grappe.analysis.language.catalogues import say
from grappe.analysis.language.directions import isolated


def test_a_leftward_name_stands_apart_from_the_day_beside_it() -> None:
    words = say("{title}, {day}", "fr", title="חברה (12)", day="11 juin 2007")

    assert words == "\u2068חברה (12)\u2069, 11 juin 2007"


def test_a_mark_that_would_turn_what_follows_is_left_out() -> None:
    assert isolated("\u202eevil\u202c") == "\u2068evil\u2069"


def test_other_words_stay_as_they_are() -> None:
    assert [isolated(value) for value in ("Église", "", 12, None)] == ["Église", "", 12, None]
