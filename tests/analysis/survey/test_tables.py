"""Answers counted one by one, each question on its own base."""

from __future__ import annotations

import collections

import numpy as np
import polars as pl
import pytest
from tests.analysis.survey.build import OPINION, line, lines, question, read

from grappe.analysis.dossier.forms.questionnaire import Choice
from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval

CLOSE = 1e-12
"""The same divisions, in another order."""


def test_not_concerned_and_blank_are_left_out_of_the_base() -> None:
    found = read([question("q")], [{"q": a} for a in ["good", "good", "bad", "na", None]] + [{"q": "na"}])

    good = line(found, "tables", answer="good")
    assert (good["count"], good["n"], good["asked"], good["share"]) == (2, 3, 3, pytest.approx(2 / 3))
    concerned = line(found, "tables", answer="na")
    assert (concerned["count"], concerned["share"], concerned["missing"]) == (2, None, "not_concerned")


def test_a_choice_that_nobody_gave_is_there_with_zero() -> None:
    bad = line(read([question("q")], [{"q": "good"}]), "tables", answer="bad")

    assert (bad["count"], bad["n"], bad["share"]) == (0, 1, 0)


def test_the_interval_is_exact_in_a_frame_of_known_size() -> None:
    found = read([question("q")], [{"q": "good"}] * 24 + [{"q": "bad"}] * 5, invited=57)

    good = line(found, "tables", answer="good")
    low, high = hypergeometric_interval(24, 29, 57)
    assert (good["low"], good["high"], good["method"]) == (float(low), float(high), "hypergeometric")
    assert (good["low"], good["high"]) == (40 / 57, 52 / 57)


@pytest.mark.parametrize("invited", [None, 3])
def test_without_a_frame_or_beyond_it_the_interval_is_wilsons(invited: int | None) -> None:
    found = read([question("q")], [{"q": "good"}] * 3 + [{"q": "bad"}] * 2, invited=invited)

    good = line(found, "tables", answer="good")
    low, high = wilson_interval(3, 5)
    assert (good["low"], good["high"], good["method"]) == (float(low), float(high), "wilson")


def test_an_answer_off_the_list_keeps_its_words_and_counts_in_the_base() -> None:
    found = read([question("q")], [{"q": "good"}, {"q": "peut-être"}])

    odd = line(found, "tables", answer="peut-être")
    assert (odd["listed"], odd["answer_label"], odd["share"]) == (False, "peut-être", 0.5)
    assert line(found, "tables", answer="good")["n"] == 2
    assert line(found, "audit", check="off_the_list")["count"] == 1


def test_a_question_that_nobody_answered_has_no_share_and_says_why() -> None:
    found = read([question("p"), question("q")], [{"p": "good"}])

    assert {row["missing"] for row in lines(found, "tables", question="q", answer="good")} == {"nobody"}
    assert line(found, "tables", question="q", answer="good")["share"] is None


def test_a_question_that_concerns_nobody_has_no_share_and_says_why() -> None:
    good = line(read([question("q")], [{"q": "na"}] * 3), "tables", answer="good")

    assert (good["n"], good["share"], good["missing"]) == (0, None, "nobody_concerned")


def test_several_choices_are_shares_of_those_who_answered() -> None:
    ticks = [["good", "bad"], ["good"], [], None, ["bad", "bad"], ["na"]]
    questions = [question("p", "text"), question("q", "select_multiple")]
    found = read(questions, [{"p": "…", "q": each} for each in ticks])

    assert [(r["answer"], r["count"], r["n"]) for r in lines(found, "tables")] == [
        ("good", 2, 4),
        ("bad", 2, 4),
        ("na", 1, 4),
    ]
    told = line(found, "questions", question="q")
    assert (told["n"], told["blank"], told["not_concerned"], told["combinations"]) == (5, 1, 1, 5)
    assert (told["positive"], told["concerned"]) == (2, 4)


def test_a_ranking_has_first_places_and_mean_ranks() -> None:
    ranked = question("q", "rank", choices=OPINION)
    found = read([ranked], [{"q": ["good", "bad"]}, {"q": ["bad"]}, {"q": ["bad", "good", "na"]}, {"q": []}])

    told = {r["answer"]: (r["count"], r["ranked"], r["mean_rank"]) for r in lines(found, "tables")}
    assert told["good"] == (1, 2, 1.5)
    assert told["bad"] == (2, 3, pytest.approx(4 / 3))
    assert line(found, "tables", answer="good")["n"] == 3


def test_a_repeat_is_counted_by_instance_and_has_no_interval() -> None:
    rows = pl.DataFrame({"response_id": ["r1", "r1", "r2"], "q": ["good", "bad", "good"]})
    found = read(
        [question("p"), question("q", repeat="visits")], [{"p": "good"}] * 2, repeats={"visits": rows}
    )

    good = line(found, "tables", question="q", answer="good")
    assert (good["count"], good["n"], good["low"], good["missing"]) == (2, 3, None, "repeated")
    assert line(found, "questions", question="q")["respondents"] == 2


def test_labels_are_in_the_language_asked_else_in_one_that_the_form_has() -> None:
    one = question("q", choices=(Choice("a", {"nl": "Ja"}, "yes"), Choice("b", {"en": "No"})))

    assert [r["answer_label"] for r in lines(read([one], [{"q": "a"}], language="en"), "tables")] == [
        "Ja",
        "No",
    ]


def test_no_answers_at_all_gives_tables_with_their_reasons() -> None:
    found = read([question("q"), question("n", "integer")], [], invited=10)

    assert {row["missing"] for row in lines(found, "questions")} == {"nobody"}
    assert line(found, "response")["rate"] == 0
    assert lines(found, "audit")[0]["check"] == "no_answers"


@pytest.mark.parametrize("seed", range(4))
def test_counts_equal_those_of_a_plain_counter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    names = [choice.name for choice in OPINION]
    kinds = ["select_one", "select_multiple"]
    questions = [question(f"q{place}", kinds[place % 2]) for place in range(7)]

    def drawn(kind: str) -> object:
        if rng.random() < 0.2:
            return None
        if kind == "select_one":
            return str(rng.choice([*names, "autre"]))
        return [name for name in [*names, "autre"] if rng.random() < 0.4]

    rows = [{q.name: drawn(q.type) for q in questions} | {"q0": "good"} for _ in range(60)]
    found = read(questions, rows, invited=80)

    for q in questions:
        given = [row[q.name] for row in rows if row[q.name] is not None]
        each = [answer if isinstance(answer, list) else [answer] for answer in given]
        counter = collections.Counter(name for answer in each for name in answer)
        base = sum(answer != ["na"] for answer in each)
        told = lines(found, "tables", question=q.name)
        assert {r["answer"]: r["count"] for r in told if r["count"]} == dict(counter)
        assert {r["n"] for r in told} == {base}
        positive = sum("good" in answer for answer in each)
        asked = line(found, "questions", question=q.name)
        assert (asked["positive"], asked["concerned"]) == (positive, base)
        assert asked["positive_share"] == pytest.approx(positive / base, abs=CLOSE)
