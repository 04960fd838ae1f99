"""Who was asked, who answered, and what is favourable."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.analysis.figures.build import (
    CHOICES,
    DAY,
    asked_on,
    asking,
    dossier_of,
    figure,
    lines_of,
    member,
    values,
)
from tests.analysis.figures.twins.intervals import hypergeometric

from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.figures.engine import evaluate

# Shares of the population, divided in another order.
TOLERANCE = 1e-12
FOUR = [member(name) for name in "abcd"]


def answers(*given: str | None, question: str = "q0") -> list[dict[str, Any]]:
    return [{"response_id": f"r{place}", question: answer} for place, answer in enumerate(given)]


def of_member(
    name: str | None, place: int, submitted_on: dt.date | None = None, **more: Any
) -> dict[str, Any]:
    return {"response_id": f"r{place}", "member_id": name, "submitted_on": submitted_on, **more}


def test_a_share_leaves_blanks_and_those_not_concerned_out() -> None:
    given = {"questionnaire": asking("advantage"), "members": [member(f"m{n}") for n in range(9)]}

    found = figure("advantage.share", responses=answers("a", "a", "b", "c", None), **given)

    assert found == (pytest.approx(2 / 3, abs=TOLERANCE), 3, 9)


def test_one_favourable_choice_is_enough_where_several_may_be_ticked() -> None:
    form = asking("advantage", type="select_multiple")

    found = figure(
        "advantage.share", questionnaire=form, members=FOUR, responses=answers("b a", "b d", "c", "c b")
    )

    assert found == (pytest.approx(1 / 3, abs=TOLERANCE), 3, 4)


def test_each_item_has_its_own_base_and_the_mean_is_that_of_the_shares() -> None:
    form = asking("impact:jobs", "impact:turnover", "impact:exports")
    rows = [
        {"response_id": "r0", "q0": "a", "q1": "a", "q2": "c"},
        {"response_id": "r1", "q0": "b", "q1": None, "q2": None},
    ]
    given = {"questionnaire": form, "members": FOUR, "responses": rows}

    assert values("impact.share", **given) == {"jobs": 0.5, "turnover": 1.0, "exports": None}
    assert figure("impact.share", "turnover", **given) == (1.0, 1, 4)
    # The plain mean of the two shares that exist, not two answers of three.
    assert figure("impact.mean", **given) == (0.75, 2, 3)


def test_the_last_answer_of_a_member_counts() -> None:
    early, late = dt.date(2010, 1, 1), dt.date(2010, 2, 1)
    rows = [
        of_member("a", 1, late, q0="a"),
        of_member("a", 2, early, q0="b"),
        of_member("a", 3, None, q0="b"),
        of_member("b", 4, late, q0="b"),
        of_member("b", 5, late, q0="a"),
        of_member(None, 6, q0="b"),
        of_member(None, 7, q0="b"),
    ]
    given = {"questionnaire": asking("advantage"), "members": FOUR, "responses": rows}

    assert figure("survey.responses", **given) == (4, 4, 4)
    assert figure("advantage.share", **given) == (0.5, 4, 4)


def test_an_answer_that_fills_in_no_question_is_none() -> None:
    early, late = dt.date(2010, 1, 1), dt.date(2010, 2, 1)
    rows = [
        of_member("a", 1, early, q0="a"),
        of_member("a", 2, late, q0=None, note="rien"),
        of_member("b", 3, late, q0=""),
        of_member(None, 4, q0=None),
        of_member(None, 5, q0="b"),
    ]
    given = {"questionnaire": asking("advantage"), "members": FOUR, "responses": rows}

    assert figure("survey.responses", **given) == (2, 2, 2)
    assert figure("survey.response_rate", **given) == (0.5, 4, 4)
    assert figure("survey.response_rate_by", "kind:enterprise", **given) == (0.25, 4, 4)
    assert figure("advantage.share", **given) == (0.5, 2, 4)


def test_nothing_ticked_and_what_is_no_number_fill_in_nothing() -> None:
    questions = (
        Question("ticked", "select_multiple", {}, None, CHOICES),
        Question("age", "integer", {}),
        Question("day", "date", {}),
        Question("sum", "calculate", {}),
        Question("member_id", "text", {}),
    )
    blanks: dict[str, str | None] = {"ticked": None, "age": None, "day": None, "sum": "0"}
    rows = [
        of_member("a", place, None, **blanks | more)
        for place, more in enumerate([{}, {"ticked": " ; "}, {"age": "n.c."}, {"day": "hier"}])
    ]
    told = [
        of_member("b", 9, None, **blanks | {"age": "3,5"}),
        of_member("c", 8, None, **blanks | {"ticked": "b"}),
    ]

    assert figure(
        "survey.responses", questionnaire=Questionnaire(questions), members=FOUR, responses=[*rows, *told]
    ) == (2, 2, 2)


def test_without_a_questionnaire_a_row_that_fills_in_no_other_column_is_no_answer() -> None:
    rows = [of_member("a", 1, DAY, ouvert="oui"), of_member("b", 2, DAY, ouvert=None)]

    assert figure("survey.responses", members=FOUR, responses=rows) == (1, 1, 1)


def test_a_list_of_those_who_answered_counts_them_all() -> None:
    rows = [of_member("a", 1, DAY), of_member("b", 2, DAY)]

    assert figure("survey.responses", members=FOUR, responses=rows) == (2, 2, 2)
    assert figure("survey.responses", members=FOUR, responses=rows, questionnaire=asking("advantage")) == (
        2,
        2,
        2,
    )


def test_the_response_rate_is_that_of_the_invited_whatever_the_day_of_the_answers() -> None:
    rows = [of_member("a", 1, dt.date(2010, 3, 2))]

    assert figure("survey.response_rate", members=FOUR, responses=rows) == (0.25, 4, 4)
    assert figure("survey.response_rate", members=FOUR, responses=rows, invited=10) == (0.1, 10, 10)


def test_as_many_are_invited_as_the_settings_say() -> None:
    assert figure("survey.invited", members=FOUR) == (4, 4, 4)
    assert figure("survey.invited", members=FOUR, invited=57) == (57, 57, 57)


def test_more_answers_than_invited_is_no_rate() -> None:
    rows = answers("a", "a", "a", "a", "a")

    assert figure("survey.response_rate", members=FOUR, responses=rows) == (None, 4, 4)


def test_rates_by_class_are_those_of_the_members_asked() -> None:
    members = [
        member("a", postal_code="4000"),
        member("b", postal_code="9999"),
        member("c", kind="research", postal_code="4000"),
    ]
    accounts = [{"member_id": name, "year": 2008, "fte": 12.0} for name in "abc"]
    rows = [of_member("a", 1), of_member(None, 2)]

    found = lines_of(
        "survey.response_rate_by", dossier_of(members=members, accounts=accounts, responses=rows)
    )

    assert {key: (line["value"], line["n_used"]) for key, line in found.items()} == {
        "kind:enterprise": (0.5, 2),
        "kind:research": (0.0, 1),
        "size:10-19": (0.5, 2),
        "province:BE33": (0.5, 2),
    }


def test_rates_by_class_need_the_members_to_be_those_asked() -> None:
    dossier = dossier_of(members=FOUR, responses=[of_member("a", 1)])

    line = lines_of("survey.response_rate_by", dossier, asked_on(dossier, invited={"c": 57}))[""]

    assert (line["status"], line["missing"]) == ("not_available", "members_invited")


def test_the_interval_of_a_share_is_that_of_a_finite_population() -> None:
    members = [member(f"m{n}") for n in range(57)]
    rows = answers(*["a"] * 24, *["b"] * 5)
    dossier = dossier_of(asking("advantage"), members=members, responses=rows)

    line = lines_of("advantage.share", dossier)[""]

    # 24 of 29 answers among 57 members: between 40 and 52 of them.
    assert (line["n_used"], line["n_eligible"], line["level"], line["method"]) == (
        29,
        57,
        0.95,
        "hypergeometric",
    )
    assert (line["low"], line["high"]) == pytest.approx((40 / 57, 52 / 57), abs=TOLERANCE)
    assert (line["low"], line["high"]) == pytest.approx(hypergeometric(24, 29, 57), abs=TOLERANCE)


def test_the_response_rate_has_no_interval() -> None:
    dossier = dossier_of(members=FOUR, responses=[of_member("a", 1)])

    rows = evaluate(dossier, asked_on(dossier)).filter(figure="survey.response_rate").to_dicts()

    assert [(row["low"], row["high"], row["level"], row["method"]) for row in rows] == [(None,) * 4]
