"""Percentages that no whole number of respondents can give, alone or together."""

from __future__ import annotations

import pytest
from tests.analysis.audit.build import judgements, stated, verdicts

from grappe.analysis.audit.claim import Claim


def sentence(check: str, *claims: Claim) -> str:
    (found,) = [v for v in verdicts(*claims) if v.check == check]
    return found.sentence


def test_a_share_of_the_base_it_states() -> None:
    assert judgements("share_base", stated("s", "share", "83", base=29))[0][0] == "consistent"
    assert judgements("share_base", stated("s", "share", "84", base=29)) == [("impossible", "19;25")]
    assert "24/29 = 83 %, 25/29 = 86 %" in sentence(
        "share_base", stated("s", "share", "84", base=29)
    ).replace("\u202f", " ")


def test_a_share_that_is_only_approximate_is_no_contradiction() -> None:
    assert judgements("share_base", stated("s", "share", "84", base=29, relation="about"))[0][0] == "unlikely"


def test_decimals_make_a_share_finer() -> None:
    assert judgements("share_base", stated("s", "share", "82.8", base=29))[0][0] == "consistent"
    assert judgements("share_base", stated("s", "share", "82.7", base=29))[0][0] == "impossible"


def test_a_share_under_or_over_a_number_is_of_any_base() -> None:
    assert judgements("share_base", stated("s", "share", "84", base=29, relation="lt")) == []


def test_the_answers_of_the_survey_are_a_base_to_suppose_and_not_to_accuse_with() -> None:
    answers = stated("n", "count", "29", figure="survey.responses")
    share = stated("s", "share", "46", figure="impact.share", key="clients")

    assert judgements("share_base", answers, share) == [("unsupported", "13;24;26;28")]


def test_a_share_without_any_base_says_how_many_it_takes() -> None:
    assert judgements("share_base", stated("s", "share", "83")) == [("unsupported", ">=6")]
    assert judgements("share_base", stated("s", "share", "100")) == []


def group(*values: str, base: str | None = None, **more: object) -> list[Claim]:
    shares = [stated(f"s{v}", "share", v, groups=("g",), **more) for v in values]
    return shares if base is None else [*shares, stated("n", "count", base, groups=("g",))]


@pytest.mark.parametrize(
    ("values", "base", "verdict", "found"),
    [
        (("46", "42", "50", "38"), "29", "impossible", "24;26"),
        (("46", "42", "50", "38", "83"), "29", "impossible", "24"),
        (("46", "42", "50", "38"), "24", "consistent", "24"),
        (("45", "42", "50", "38"), "29", "impossible", ""),
        (("33", "67"), "30", "consistent", "3;6;9;12;15;18;21;24;27;30"),
        (("33", "67"), "31", "impossible", "3;6;9;12;15;18;21;24;27;30"),
    ],
)
def test_shares_of_one_base(values: tuple[str, ...], base: str, verdict: str, found: str) -> None:
    assert judgements("shared_base", *group(*values, base=base)) == [(verdict, found)]


def test_shares_of_a_base_that_nobody_states() -> None:
    (found,) = judgements("shared_base", *group("46", "42", "50", "38"))

    assert found[0] == "unsupported"
    assert found[1] == ">=24"


def test_shares_without_a_group_are_not_supposed_to_share_a_base() -> None:
    shares = [stated(v, "share", v) for v in ("46", "42", "50", "38")]

    assert judgements("shared_base", *shares, stated("n", "count", "29", figure="survey.responses")) == []


def test_one_claim_may_be_in_two_groups() -> None:
    four = [stated(v, "share", v, groups=("impact", "all")) for v in ("46", "42", "50", "38")]
    fifth = stated("83", "share", "83", groups=("all",))
    answers = stated("n", "count", "29", groups=("impact", "all"))

    assert judgements("shared_base", *four, fifth, answers) == [
        ("impossible", "24;26"),
        ("impossible", "24"),
    ]


def test_the_sentence_says_that_the_common_base_is_supposed() -> None:
    assert "à supposer" in sentence("shared_base", *group("46", "42", base="29"))


def test_the_base_stated_by_one_of_the_group_goes_for_all() -> None:
    first, second = group("50", "42")

    found = judgements("shared_base", stated("x", "share", "38", groups=("g",), base=24), first, second)

    assert found == [("consistent", "24")]


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (stated("s", "share", "120"), "120%"),
        (stated("s", "share", "-3"), "−3%"),
        (stated("c", "count", "12.5"), "12.5"),
        (stated("c", "count", "-1"), "−1"),
        (stated("m", "mean", "-1"), "−1"),
        (stated("s", "share", "50", base=0), "0"),
    ],
)
def test_a_value_that_cannot_be_is_told_once_and_not_reasoned_with(claim: Claim, found: str) -> None:
    told = verdicts(claim)

    assert [(v.check, v.verdict, v.found) for v in told] == [("value", "impossible", found)]
    assert all(v.sentence.endswith(".") for v in told)


def test_a_share_of_nobody_is_a_sentence() -> None:
    claims = [
        stated("w", "count", "0", figure="members.total"),
        stated("r", "count", "0", figure="survey.responses", of="w"),
        stated("s", "share", "51", figure="survey.response_rate", of="w"),
    ]

    assert ("impossible", "0") in judgements("ratio", *claims)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("71 % of respondents gain clients, 33 % gain projects", ("impossible", "")),
        ("71 % of sales are at home, 33 % abroad", ("unsupported", ">=21")),
    ],
)
def test_respondents_of_whom_no_figure_is_known_are_those_of_the_survey(
    quote: str, found: tuple[str, str]
) -> None:
    answers = stated("n", "count", "20", figure="survey.responses")
    shares = [stated(v, "share", v, groups=("g",), quote=quote) for v in ("71", "33")]

    assert judgements("shared_base", answers, *shares) == [found]
