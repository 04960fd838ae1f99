"""What an answer stands for: by name, by label, one or several, and never by accident."""

from __future__ import annotations

import pytest

from grappe.analysis.dossier.forms.matching import chosen, column_of, verdict
from grappe.analysis.dossier.forms.questionnaire import Choice, Question


def question(*choices: Choice, kind: str = "select_one") -> Question:
    return Question("q", kind, {"fr": "Êtes-vous satisfait ?"}, choices=choices)


YES = Choice("yes", {"fr": "Tout à fait d’accord", "en": "Agree"}, "yes")
NO = Choice("no", {"fr": "Pas d’accord"}, "no")
NA = Choice("na", {"fr": "Sans objet"}, "na")


@pytest.mark.parametrize("written", ["yes", "YES ", "Tout à fait d’accord", "tout-a-fait d'accord", "agree"])
def test_an_answer_is_a_name_or_a_label(written: str) -> None:
    assert chosen(question(YES, NO), written) == [YES]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("1", ["1"]),
        ("1.0", ["1"]),
        ("10", ["10"]),
        ("10.0", ["10"]),
        ("-1", ["-1"]),
        ("-1.0", ["-1"]),
        ("1.5", None),
    ],
)
def test_a_scale_of_numbers_is_never_read_by_its_digits_alone(written: str, names: list[str] | None) -> None:
    scale = question(*(Choice(name, {}) for name in ("-1", "0", "1", "10", "15")))

    found = chosen(scale, written)

    assert (found and [choice.name for choice in found]) == names


@pytest.mark.parametrize(
    ("written", "verdict_of_all"),
    [("yes no", "yes"), ("no;na", "no"), ("na", "na"), ("", None), (None, None), ("yes perhaps", None)],
)
def test_several_answers_are_favourable_when_one_is(written: str | None, verdict_of_all: str | None) -> None:
    assert verdict(question(YES, NO, NA, kind="select_multiple"), written) == verdict_of_all


def test_one_choice_does_not_take_two_answers() -> None:
    assert chosen(question(YES, NO), "yes no") is None


@pytest.mark.parametrize("column", ["q", "Q", "groupe/q", "Êtes-vous satisfait ?", "etes vous satisfait"])
def test_a_question_is_found_by_its_name_its_group_or_its_words(column: str) -> None:
    assert column_of(question(), ["other", column]) == column
