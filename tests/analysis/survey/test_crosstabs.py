"""Answers crossed with classes of members and with other questions."""

from __future__ import annotations

import pytest
from scipy.stats import false_discovery_control
from tests.analysis.survey.build import line, lines, listed, question, read

from grappe.analysis.statistics.contingency import independence
from grappe.analysis.survey.crosstabs import UnknownColumn

MEMBERS = listed(
    *[(f"e{n}", "enterprise") for n in range(5)],
    *[(f"r{n}", "research") for n in range(4)],
    ("s", "education"),
)
ROWS = [
    *[{"member": f"e{n}", "q": "good", "p": "bad"} for n in range(4)],
    {"member": "e4", "q": "na", "p": "bad"},
    {"member": "r0", "q": "bad", "p": "good"},
    {"member": "r1", "q": "bad", "p": "good"},
    {"member": "r2", "q": "good"},
]


def test_each_class_has_its_own_base_without_those_not_concerned() -> None:
    found = read([question("q")], ROWS, members=MEMBERS, by=["kind"])

    told = {(r["class"], r["answer"]): (r["count"], r["n"], r["share"]) for r in lines(found, "crosstabs")}
    assert told == {
        ("education", "good"): (0, 0, None),
        ("education", "bad"): (0, 0, None),
        ("enterprise", "good"): (4, 4, 1.0),
        ("enterprise", "bad"): (0, 4, 0.0),
        ("research", "good"): (1, 3, pytest.approx(1 / 3)),
        ("research", "bad"): (2, 3, pytest.approx(2 / 3)),
    }
    assert {r["missing"] for r in lines(found, "crosstabs", **{"class": "education"})} == {"empty_class"}


def test_the_test_is_exact_and_adjusted_for_all_the_tables() -> None:
    found = read([question("q"), question("p")], ROWS, members=MEMBERS, by=["kind"])

    first, second = independence([[4, 0], [1, 2]]).p_value, independence([[0, 5], [2, 0]]).p_value
    adjusted = false_discovery_control([first, second])
    for name, p, q in (("q", first, adjusted[0]), ("p", second, adjusted[1])):
        told = line(found, "crosstabs", question=name, answer="good", **{"class": "research"})
        assert (told["p_value"], told["p_adjusted"], told["test"]) == (p, q, "exact")


def test_a_question_crosses_another_and_not_itself() -> None:
    found = read([question("q"), question("p")], ROWS, by=["p"])

    assert {(r["by"], r["question"]) for r in lines(found, "crosstabs")} == {("p", "q")}
    assert line(found, "crosstabs", answer="good", **{"class": "bad"})["count"] == 4


def test_several_choices_are_tested_one_by_one() -> None:
    rows = [{"p": "good", "q": ["good"]}] * 3 + [
        {"p": "bad", "q": ["good", "bad"]},
        {"p": "bad", "q": ["bad"]},
    ]
    found = read([question("p"), question("q", "select_multiple")], rows, by=["p"])

    told = {(r["class"], r["answer"]): (r["count"], r["n"]) for r in lines(found, "crosstabs", question="q")}
    assert (told["bad", "good"], told["bad", "bad"]) == ((1, 2), (2, 2))
    ps = {r["answer"]: r["p_value"] for r in lines(found, "crosstabs", question="q")}
    assert ps == {
        "good": independence([[3, 0], [1, 1]]).p_value,
        "bad": independence([[0, 3], [2, 0]]).p_value,
    }


def test_where_all_answered_alike_there_is_no_test_and_it_says_why() -> None:
    rows = [{"p": "good", "q": "good"}, {"p": "bad", "q": "good"}]
    told = lines(read([question("p"), question("q")], rows, by=["p"]), "crosstabs", question="q")

    assert {r["p_value"] for r in told} == {None}
    assert {r["missing"] for r in told if r["n"]} == {"one_class"}


@pytest.mark.parametrize(("name", "says"), [("knid", "« kind »"), ("zzz", "kind, q")])
def test_an_unknown_column_is_refused_with_the_nearest_name(name: str, says: str) -> None:
    with pytest.raises(UnknownColumn) as refused:
        read([question("q")], ROWS, members=MEMBERS, by=[name])

    assert refused.value.exit_code == 2
    assert says in refused.value.sentences()[0]
