"""The response in all and by class, and those who answered beside those who were asked."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from tests.analysis.survey.build import line, lines, listed, question, read

from grappe.analysis.statistics.contingency import independence

KINDS = listed(
    *[(f"e{n}", "enterprise") for n in range(6)], *[(f"r{n}", "research") for n in range(3)], ("x", None)
)
ANSWERED = [{"member": m, "q": "good"} for m in ("e0", "e1", "e2", "e3", "r0")]
CLOSE = 1e-12
"""The same divisions, in another order."""


def test_the_rate_is_answers_over_asked_in_all_and_by_kind() -> None:
    found = read([question("q")], ANSWERED, members=KINDS)

    assert [
        (r["by"], r["class"], r["asked"], r["answered"], r["rate"]) for r in lines(found, "response")
    ] == [
        ("all", None, 10, 5, 0.5),
        ("kind", "enterprise", 6, 4, pytest.approx(2 / 3)),
        ("kind", "research", 3, 1, pytest.approx(1 / 3)),
        ("kind", None, 1, 0, 0),
    ]


def test_more_answers_than_asked_have_no_rate_and_say_why() -> None:
    found = read([question("q")], [{"q": "good"}] * 5, invited=4)

    assert (line(found, "response")["rate"], line(found, "response")["missing"]) == (None, "more_answers")
    assert line(found, "audit", check="more_answers")["count"] == 5


@pytest.mark.parametrize(("invited", "why"), [(None, "no_frame"), (0, "empty_frame")])
def test_without_anybody_asked_there_is_no_rate(invited: int | None, why: str) -> None:
    told = line(read([question("q")], [], invited=invited), "response")

    assert (told["rate"], told["missing"]) == (None, why)


def test_anonymous_answers_have_no_class() -> None:
    found = read([question("q")], [{"q": "good"}] * 4, members=KINDS)

    assert line(found, "response", by="all")["rate"] == 0.4
    assert {r["missing"] for r in lines(found, "response", by="kind")} == {"anonymous"}
    assert {r["rate"] for r in lines(found, "response", by="kind")} == {None}
    assert {r["missing"] for r in lines(found, "frame")} == {"anonymous"}


def test_size_and_province_come_from_staff_and_postal_code() -> None:
    members = listed(
        ("a", "enterprise"), ("b", "enterprise"), fte=["9,5", "50"], postal_code=["4020", "5000"]
    )
    found = read([question("q")], [{"member": "a", "q": "good"}], members=members)

    assert {(r["by"], r["class"]): r["answered"] for r in lines(found, "response") if r["by"] != "all"} == {
        ("kind", "enterprise"): 1,
        ("size", "0-9"): 1,
        ("size", "50-249"): 0,
        ("province", "BE33"): 1,
        ("province", "BE35"): 0,
    }
    assert line(found, "response", **{"class": "BE33"})["label"] == "Liège"


def test_members_are_those_of_the_day_each_once() -> None:
    day = dt.date(2010, 3, 1)
    members = listed(
        *[(name, "enterprise") for name in ("gone", "to_come", "back", "back", "here")],
        joined_on=[dt.date(2007, 1, 1), dt.date(2010, 3, 2), dt.date(2007, 1, 1), dt.date(2009, 1, 1), day],
        left_on=[day, None, dt.date(2008, 1, 1), None, None],
    )

    assert line(read([question("q")], [], members=members, day=day), "response", by="all")["asked"] == 2


def test_those_who_answered_stand_beside_those_who_were_asked() -> None:
    found = read([question("q")], ANSWERED, members=KINDS)

    told = line(found, "frame", **{"class": "enterprise"})
    assert (told["asked_share"], told["answered_share"]) == (0.6, 0.8)
    assert told["difference"] == pytest.approx(0.2, abs=CLOSE)
    assert told["standardised_difference"] == pytest.approx(0.2 / math.sqrt(0.6 * 0.4), abs=CLOSE)
    assert told["p_value"] == independence([[4, 2], [1, 2], [0, 1]]).p_value
    assert told["test"] == "exact"


@pytest.mark.parametrize(
    ("rows", "why"),
    [([], "silence"), ([{"member": m, "q": "good"} for m in KINDS["member_id"]], "everybody")],
)
def test_where_all_or_nobody_answered_there_is_nothing_to_compare(
    rows: list[dict[str, str]], why: str
) -> None:
    assert {r["missing"] for r in lines(read([question("q")], rows, members=KINDS), "frame")} == {why}


def test_bounds_are_what_the_silent_could_have_made_of_the_share() -> None:
    rows = [{"q": a} for a in ("good", "good", "bad", "na", None)]
    rows[-1]["p"] = "good"
    found = read([question("q", role="impact:exports"), question("p")], rows, invited=10)

    told = line(found, "bounds", question="q")
    assert (told["share"], told["silent"]) == (pytest.approx(2 / 3), 6)
    assert (told["lowest"], told["highest"]) == (pytest.approx(2 / 9), pytest.approx(8 / 9))


def test_bounds_without_a_frame_or_beyond_it_say_why() -> None:
    rows = [{"q": "good"}] * 3

    assert line(read([question("q")], rows), "bounds")["missing"] == "no_frame"
    assert line(read([question("q")], rows, invited=2), "bounds")["missing"] == "more_answers"
    assert line(read([question("q")], [], invited=2), "bounds")["highest"] == 1
