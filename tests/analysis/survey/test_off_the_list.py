"""Answers that are not on the list of their question: in every base, and told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from tests.analysis.survey.build import line, lines, listed, question, read

from grappe.analysis.dossier.forms.questionnaire import Choice
from grappe.analysis.survey.survey import Survey

MEMBERS = listed(*[(f"m{n}", ("enterprise", "research")[n % 2]) for n in range(40)])
SCALE = tuple(Choice(name, {"fr": name.upper()}, "yes" if name == "a" else "no") for name in "abcd")


def changes(found: Survey) -> list[str]:
    return [row["sentence"] for row in lines(found, "audit", check="choices_changed")]


def answered(given: list[Any], **more: Any) -> Survey:
    return read([question("q", choices=SCALE)], [{"q": each} for each in given], **more)


def test_the_favourable_share_and_the_table_have_one_base() -> None:
    found = read([question("q")], [{"q": a} for a in ["good"] * 12 + ["bad"] * 3 + ["super"] * 14 + ["na"]])

    share, good = line(found, "questions"), line(found, "tables", answer="good")
    assert (share["positive"], share["concerned"], share["positive_share"]) == (12, 29, 12 / 29)
    assert (good["count"], good["n"], good["share"]) == (12, 29, 12 / 29)
    told = line(found, "audit", check="off_the_list")
    assert told["count"] == 14
    assert told["sentence"].endswith(
        "comptent dans la base de la part favorable (29 en tout) sans être favorables."
    )


def test_a_question_that_calls_nothing_favourable_has_no_base_to_tell() -> None:
    plain = question("q", choices=(Choice("a", {}), Choice("b", {})))
    told = line(read([plain], [{"q": "a"}, {"q": "z"}]), "audit", check="off_the_list")

    assert told["sentence"].endswith("Elle est gardée comme écrite, dans une classe à part.")


def test_of_several_choices_a_person_is_in_the_base_once() -> None:
    ticks = [["good", "zut"], ["zut"], ["zut", "ah"], ["na", "zut"], ["na"], [], ["bad"], None]
    questions = [question("p", "text"), question("q", "select_multiple")]
    found = read(questions, [{"p": "…", "q": each} for each in ticks])

    told = line(found, "questions", question="q")
    assert (told["positive"], told["concerned"], told["not_concerned"]) == (1, 6, 1)
    assert {row["n"] for row in lines(found, "tables")} == {6}


@pytest.mark.parametrize("kind", ["select_one", "select_multiple"])
def test_the_weighted_share_has_the_same_base(kind: str) -> None:
    given = ["good", "zut", "bad", "na"] * 10
    rows = [
        {"member": f"m{n}", "p": "…", "q": [each] if kind == "select_multiple" else each}
        for n, each in enumerate(given)
    ]
    found = read([question("p", "text"), question("q", kind)], rows, members=MEMBERS, weight_by=["kind"])

    told = line(found, "questions", question="q")
    assert (told["positive"], told["concerned"]) == (10, 30)
    assert told["weighted_positive_share"] == pytest.approx(1 / 3)
    assert told["weighted_positive_share"] == line(found, "tables", answer="good")["weighted_share"]


def test_a_list_written_anew_half_way_is_told_with_its_rows() -> None:
    found = answered(["a", "b"] * 8 + ["x", None, "y"] * 5)

    assert changes(found) == [
        "« q » : jusqu’à la ligne 17 « A / B », à partir de la ligne 18 « x / y » : les choix ont changé en cours d’enquête."
    ]


def test_a_choice_that_gives_way_among_others_that_stay_is_told() -> None:
    found = answered(["a", "b", "c"] * 8 + ["a", "x", "c"] * 8)

    assert changes(found) == [
        "« q » : jusqu’à la ligne 24 « B », à partir de la ligne 27 « x » : les choix ont changé en cours d’enquête."
    ]


def test_newest_first_the_new_choices_come_above() -> None:
    assert (
        "jusqu’à la ligne 9 « x », à partir de la ligne 10 « A »"
        in changes(answered(["x"] * 8 + ["a"] * 8))[0]
    )


def test_rows_in_another_order_are_told_by_their_days() -> None:
    days = [dt.date(2010, 3, 1 + n) for n in range(20)]
    rows = [{"q": "a" if n < 10 else "x", "day": day} for n, day in enumerate(days)]
    shuffled = [rows[place] for place in np.random.default_rng(1).permutation(20)]
    found = read([question("q", choices=SCALE)], shuffled)

    assert changes(found) == [
        "« q » : jusqu’au 10 mars 2010 « A », à partir du 11 mars 2010 « x » : les choix ont changé en cours d’enquête."
    ]


def test_several_choices_change_as_one_does() -> None:
    rows = [{"p": "…", "q": each} for each in [["a", "b"], ["a"]] * 6 + [["x", "y"], ["x"]] * 6]
    found = read([question("p", "text"), question("q", "select_multiple", choices=SCALE)], rows)

    assert "jusqu’à la ligne 13 « A / B », à partir de la ligne 14 « x / y »" in changes(found)[0]


@pytest.mark.parametrize("seed", range(5))
def test_answers_off_the_list_that_are_scattered_are_no_change(seed: int) -> None:
    given = np.array(["a"] * 15 + ["b"] * 3 + ["x"] * 12 + ["y"] * 2)

    assert changes(answered(np.random.default_rng(seed).permutation(given).tolist())) == []


@pytest.mark.parametrize("given", [["a"] * 40 + ["typo"], ["b", "a", "a", "x", "x"], ["x"] * 30])
def test_one_late_slip_or_too_few_answers_are_no_change(given: list[str]) -> None:
    assert changes(answered(given)) == []


def test_many_different_answers_off_the_list_are_looked_through_in_one_go() -> None:
    given = [f"texte {n}" for n in range(20_000)]
    found = answered(given[:10_000] + ["a"] * 5 + given[10_000:])

    assert changes(found) == []
