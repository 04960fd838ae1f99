"""The audit finds by itself what is wrong with the figures of 2010, and follows when they change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from grappe.analysis.audit.audit import audited
from grappe.analysis.audit.claim import Claim, claims_of
from grappe.analysis.audit.verdict import Verdict
from grappe.analysis.dossier.one_table import read_table

Change = dict[str, object]


@pytest.fixture(scope="module")
def claims(twist_folder: Path) -> list[Claim]:
    table, faults = read_table(twist_folder / "claims.csv", "claims")
    assert faults == []
    assert table is not None
    return claims_of(table)


@pytest.fixture
def told(claims: list[Claim]) -> Callable[..., list[Verdict]]:
    """What the audit says once some claims are changed (None: taken away), by figure and key."""

    def tell(**changes: Change | None) -> list[Verdict]:
        names = {claim.id for claim in claims}
        assert set(changes) <= names
        changed = [replace(claim, **(changes.get(claim.id) or {})) for claim in claims]
        return audited([claim for claim in changed if changes.get(claim.id, {}) is not None], "fr")

    return tell


def found(verdicts: list[Verdict], check: str, *about: str) -> list[tuple[str, str]]:
    return [(v.verdict, v.found) for v in verdicts if v.check == check and set(about) <= set(v.claims)]


IMPACT = ("impact_clients", "impact_turnover", "impact_research", "impact_value_added")


def test_what_the_synthesis_of_2010_says_when_it_is_checked(told: Callable[..., list[Verdict]]) -> None:
    verdicts = told()

    assert found(verdicts, "parts", "enterprises", "members") == [("consistent", "57")]
    assert found(verdicts, "ratio", "response_rate") == [("consistent", "0.5088")]
    assert found(verdicts, "implied_base", "employment_total") == [("unsupported", "21")]
    assert [v for v, _ in found(verdicts, "mean_and_quantiles", "employment_mean", "third_quartile")] == [
        "unlikely"
    ]
    assert found(verdicts, "share_of_base", "share_below_21") == [("impossible", "21")]
    assert found(verdicts, "shared_base", *IMPACT) == [("impossible", "24;26"), ("impossible", "24")]
    assert found(verdicts, "share_base", "advantage") == [("consistent", "6;12;18;23;24;29")]
    assert found(verdicts, "implied_whole", "sector_share") == [("consistent", ">500")]
    assert ("consistent", "0.7018-0.9123") in found(verdicts, "interval", "advantage")
    assert found(verdicts, "interval", "impact_research") == [("consistent", "0.3509-0.6491")]
    assert found(verdicts, "comparison", "above_peers_turnover") == [("unsupported", "1.26")]
    assert {v.verdict for v in verdicts if v.check == "words"} == {"unsupported"}


def test_the_contradictions_are_these_and_no_others(told: Callable[..., list[Verdict]]) -> None:
    impossible = [v.check for v in told() if v.verdict == "impossible"]

    assert sorted(impossible) == ["share_of_base", "shared_base", "shared_base"]


@pytest.mark.parametrize(("associations", "total"), [(13, "56"), (15, "58")])
def test_one_association_more_or_less_breaks_the_sum(
    associations: int, total: str, told: Callable[..., list[Verdict]]
) -> None:
    verdicts = told(associations={"value": Fraction(associations)})

    assert found(verdicts, "parts", "associations") == [("impossible", total)]


@pytest.mark.parametrize(
    ("responses", "verdict", "rate"),
    [(29, "consistent", "0.5088"), (30, "impossible", "0.5263"), (28, "impossible", "0.4912")],
)
def test_other_answers_change_the_rate(
    responses: int, verdict: str, rate: str, told: Callable[..., list[Verdict]]
) -> None:
    verdicts = told(responses={"value": Fraction(responses)})

    assert found(verdicts, "ratio", "response_rate") == [(verdict, rate)]


@pytest.mark.parametrize(
    ("responses", "four", "five"),
    [
        (24, ("consistent", "24"), ("consistent", "24")),
        (26, ("consistent", "24;26"), ("unlikely", "24")),  # the share that 26 cannot give is approximate
        (20, ("impossible", ""), ("impossible", "")),
        (23, ("impossible", ""), ("impossible", "")),
    ],
)
def test_other_answers_change_what_can_give_the_shares(
    responses: int, four: tuple[str, str], five: tuple[str, str], told: Callable[..., list[Verdict]]
) -> None:
    verdicts = told(responses={"value": Fraction(responses)}, response_rate=None)

    assert found(verdicts, "shared_base", *IMPACT, "advantage") == [five]
    assert four in found(verdicts, "shared_base", *IMPACT)


def test_shares_that_29_can_give_are_left_in_peace(told: Callable[..., list[Verdict]]) -> None:
    values = dict(zip(IMPACT, (45, 41, 52, 38), strict=True))  # 13, 12, 15 and 11 of 29

    verdicts = told(**{name: {"value": Fraction(value)} for name, value in values.items()})

    assert [v for v, _ in found(verdicts, "shared_base", *IMPACT)] == ["consistent", "consistent"]


@pytest.mark.parametrize(("total", "base"), [(600, "25"), (480, "20"), (700, "29")])
def test_another_total_implies_another_base(
    total: int, base: str, told: Callable[..., list[Verdict]]
) -> None:
    verdicts = told(employment_total={"value": Fraction(total)})

    assert [f for _, f in found(verdicts, "implied_base", "employment_total")] == [base]
    assert str(base) in next(v.sentence for v in verdicts if v.check == "implied_base")


def test_a_share_that_the_implied_base_gives_is_left_in_peace(told: Callable[..., list[Verdict]]) -> None:
    assert found(told(share_below_21={"value": Fraction(76)}), "share_of_base") == [("consistent", "21")]
    assert found(told(employment_total=None), "share_of_base") == []


def test_a_mean_between_the_quartiles_is_left_in_peace(told: Callable[..., list[Verdict]]) -> None:
    verdicts = told(employment_mean={"value": Fraction(18)}, employment_total=None)

    assert [v for v, _ in found(verdicts, "mean_and_quantiles")] == ["consistent"]


def test_more_members_in_the_sector_could_show_more(told: Callable[..., list[Verdict]]) -> None:
    many = {"value": Fraction(28)}
    base = {"base": 28}

    verdicts = told(
        in_sector=many, in_sector_again=many, above_peers_turnover=base, above_peers_value_added=base
    )

    assert [v for v, _ in found(verdicts, "comparison", "above_peers_turnover")] == ["consistent"]
    assert found(verdicts, "implied_whole", "sector_share") == [("consistent", ">2800")]


def test_without_its_strong_words_a_sentence_is_left_in_peace(
    claims: list[Claim], told: Callable[..., list[Verdict]]
) -> None:
    weak = {
        c.id: {"quote": "Des entreprises se situent dans les provinces de Liège et du Brabant wallon."}
        for c in claims
        if c.id == "in_two_provinces"
    }

    assert len(weak) == 1
    assert found(told(**weak), "words", "in_two_provinces") == []
