"""One line per question: who answered, and what numbers, dates and texts come to."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.analysis.survey.build import line, question, read

from grappe.analysis.dossier.forms.questionnaire import Choice
from grappe.analysis.statistics.location import mean_interval

CLOSE = 1e-12
"""The same sums, in another order."""


def test_numbers_have_mean_spread_quartiles_and_an_interval() -> None:
    values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0]
    told = line(
        read([question("q", "integer")], [{"q": v} for v in [*values, None]], invited=20), "questions"
    )

    assert told["mean"] == pytest.approx(np.mean(values), abs=CLOSE)
    assert told["sd"] == pytest.approx(np.std(values, ddof=1), abs=CLOSE)
    assert [told[name] for name in ("q1", "median", "q3")] == pytest.approx(
        np.quantile(values, [0.25, 0.5, 0.75]).tolist(), abs=CLOSE
    )
    low, high = mean_interval(np.mean(values), np.std(values, ddof=1), 7, 20)
    assert (told["low"], told["high"]) == (pytest.approx(float(low)), pytest.approx(float(high)))
    assert (told["min"], told["max"], told["n"], told["different"]) == (1, 9, 7, 6)


def test_an_infinite_or_undefined_number_is_no_answer() -> None:
    told = line(read([question("q", "decimal")], [{"q": v} for v in (1.0, np.nan, np.inf, 3.0)]), "questions")

    assert (told["n"], told["mean"], told["max"]) == (2, 2, 3)


def test_one_number_has_no_spread_and_says_why() -> None:
    told = line(read([question("q", "integer")], [{"q": 5.0}]), "questions")

    assert (told["mean"], told["sd"], told["low"], told["missing"]) == (5, None, None, "one")


def test_equal_numbers_have_an_interval_of_no_width() -> None:
    told = line(read([question("q", "integer")], [{"q": 5.0}] * 4), "questions")

    assert (told["sd"], told["low"], told["high"]) == (0, 5, 5)


def test_dates_have_a_first_and_a_last_day() -> None:
    days = [dt.date(2010, 3, 1), dt.date(2009, 1, 5), None]
    told = line(
        read([question("q", "date"), question("p")], [{"q": d, "p": "good"} for d in days]),
        "questions",
        question="q",
    )

    assert (told["first"], told["last"], told["n"], told["blank"]) == (days[1], days[0], 2, 1)


def test_an_answer_off_the_list_is_in_the_base_of_the_favourable_share() -> None:
    rows = [{"q": a} for a in ("good", "bad", "na", "autre", None)] + [{"q": "good"}]
    told = line(read([question("q", role="impact:exports")], rows), "questions")

    assert (told["role"], told["n"], told["not_concerned"], told["unlisted"]) == ("impact:exports", 5, 1, 1)
    assert (told["positive"], told["concerned"], told["positive_share"]) == (2, 4, 0.5)


def test_a_question_without_column_says_so() -> None:
    told = line(
        read([question("p"), question("q", repeat="visits")], [{"p": "good"}]), "questions", question="q"
    )

    assert (told["n"], told["missing"]) == (None, "absent")


def test_notes_and_calculations_are_no_questions() -> None:
    found = read([question("n", "note"), question("c", "calculate"), question("q")], [{"q": "good"}])

    assert found.tables["questions"]["question"].to_list() == ["q"]


def test_a_role_whose_form_calls_no_answer_favourable_has_no_share_and_says_so() -> None:
    plain = question("q", role="impact:exports", choices=(Choice("a", {}), Choice("b", {})))
    told = line(read([plain], [{"q": "a"}, {"q": "b"}]), "questions")

    assert (told["positive_share"], told["missing"]) == (None, "no_positive")
