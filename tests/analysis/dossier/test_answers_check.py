"""Answers that are not on their lists are told once each."""

from __future__ import annotations

import polars as pl
import pytest

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.answers_check import MOST, checked_answers
from grappe.analysis.dossier.forms.questionnaire import Choice, Question, Questionnaire

HOW_OFTEN = (Choice("A1", {"en": "Never"}), Choice("A2", {"en": "Sometime"}), Choice("11", {"en": "Eleven"}))


def told(*cells: str | None, choices: tuple[Choice, ...] = HOW_OFTEN) -> list[Fault]:
    faults: list[Fault] = []
    form = Questionnaire((Question("often", "select_one", {}, None, choices),))
    rows = pl.DataFrame(
        {"_row": range(2, len(cells) + 2), "often": cells}, schema_overrides={"often": pl.String}
    )
    checked_answers(form, rows, faults)
    return faults


def test_an_answer_off_the_list_is_told_once_with_how_often_and_where() -> None:
    rare, often = told("A1", "nie", "Never", "Sometimes", None, " ", "Sometimes", "Sometimes")

    assert (rare.row, rare.value, "fois" in rare.sentence("fr")) == (3, "nie", False)
    assert (often.row, often.value) == (5, "Sometimes")
    assert "(3 fois, de la ligne 5 à la ligne 9)" in often.sentence("fr")


def test_what_it_may_stand_for_is_said_in_words() -> None:
    (fault,) = told("Sometimes")

    assert "Vouliez-vous dire « A2 (Sometime) » ?" in fault.sentence("fr")
    assert "A1 (Never), A2 (Sometime), 11 (Eleven)." in fault.sentence("fr")


@pytest.mark.parametrize("written", ["111", "1", "11,5", "Toujours", "B"])
def test_what_is_near_nothing_has_no_guess(written: str) -> None:
    (fault,) = told(written)

    assert fault.remedy is None


def test_beyond_some_fifty_the_others_are_counted() -> None:
    *shown, others = told(*(f"inconnu {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(MOST + 7)))

    assert len(shown) == MOST
    assert (others.row, others.values["count"]) == (MOST + 2, 7)
    assert "et 7 autres réponses" in others.sentence("fr")


def test_a_long_list_is_not_told_whole() -> None:
    (fault,) = told("zzz", choices=tuple(Choice(f"c{n}", {}) for n in range(40)))

    assert "c11…" in fault.sentence("fr")
    assert "c12" not in fault.sentence("fr")
