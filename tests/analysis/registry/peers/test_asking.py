"""A group of comparable companies: its quartiles, and its members among them, as worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.analysis.registry.peers.known_group import (
    BANKRUPT,
    BIG,
    CODER,
    ELSEWHERE,
    FIRST,
    ODD,
    PERSON,
    SECOND,
    SILENT,
    STRANGER,
    number,
)

from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.peers.answer import Answer
from grappe.analysis.registry.peers.asking import _tests, ask
from grappe.analysis.registry.peers.group import group_of
from grappe.analysis.registry.peers.members import states
from grappe.analysis.registry.register import Register
from grappe.analysis.statistics.ranks import mann_whitney

MEMBERS = [number(n) for n in (FIRST, SECOND, BIG, ODD, SILENT, BANKRUPT, PERSON, ELSEWHERE, CODER, STRANGER)]


@pytest.fixture(scope="module", params=["duckdb", "polars"])
def answer(request: pytest.FixtureRequest, known_store: Path) -> Answer:
    group = group_of(codes=["59.11"], region="BE3", size="1-49", year=2023, years=3)
    with opened(request.param) as engine:
        return ask(Register(known_store, engine), group, members=MEMBERS)


def test_a_group_counts_its_companies_and_those_that_gave_accounts(answer: Answer) -> None:
    # Six peers, two members, the big, the odd, the silent one, the bankrupt one and the natural person.
    assert (answer.companies, answer.natural, answer.ending, answer.legal) == (13, 1, 1, 11)
    assert answer.with_accounts == 8
    assert [(one.year, one.accounts, one.of_members) for one in answer.years] == [
        (2021, 8, 2),
        (2022, 8, 2),
        (2023, 8, 2),
    ]


def test_quartiles_are_those_of_the_peers_without_the_members(answer: Answer) -> None:
    turnover = next(one for one in answer.quartiles if (one.measure, one.year) == ("turnover", 2023))
    # 121, 242 … 726 thousand: type 7.
    assert (turnover.companies, turnover.q1, turnover.median, turnover.q3) == pytest.approx(
        (6, 272_250, 423_500, 574_750)
    )


def test_a_member_ranks_by_the_peers_below_it_and_half_of_those_equal(answer: Answer) -> None:
    ranks = {(one.enterprise, one.measure, one.year): one.rank for one in answer.standings}
    # In 2023 the first has what the third peer has: two below, one equal.
    assert ranks[number(FIRST), "turnover", 2023] == pytest.approx(2.5 / 6)
    assert ranks[number(FIRST), "turnover", 2021] == pytest.approx(0.5 / 6)
    assert ranks[number(SECOND), "turnover", 2023] == 1.0
    # Everybody has ten people.
    assert ranks[number(SECOND), "fte", 2023] == 0.5
    assert {who for who, _, _ in ranks} == {number(FIRST), number(SECOND)}


def test_a_trend_is_the_usual_growth_beside_that_of_the_peers(answer: Answer) -> None:
    first, second = (one for one in answer.trends if one.measure == "turnover")
    assert (first.changes, first.growth, first.rank) == pytest.approx((2, (1.0 + 0.815) / 2, 1.0))
    assert (second.growth, second.rank, second.peers_median) == pytest.approx((-0.1, 0.0, 0.1))


def test_a_change_of_model_is_no_growth(answer: Answer) -> None:
    told = {one.why: one.rows for one in answer.left_out}
    # One company, from 2022 to 2023, in each of the three measures.
    assert told["model_change"] == 3
    # The years of fifteen months, and those of the big one.
    assert (told["months"], told["other_size"]) == (3, 3)


def test_the_share_of_the_sector_is_told_on_those_it_is_known_of(answer: Answer) -> None:
    companies, jobs, value_added = answer.shares
    # Legal persons of the activity and place: not the person, nor the bankrupt one, nor those elsewhere.
    assert (companies.members, companies.all) == (5, 11)
    assert (jobs.members, jobs.all, jobs.members_known, jobs.known) == (20, 80, 2, 8)
    assert value_added.members == pytest.approx((363 + 810) * 500)
    assert value_added.share == pytest.approx((363 + 810) / (363 + 810 + 121 * 21))


def test_each_member_is_told_where_it_stands_or_why_it_does_not(answer: Answer) -> None:
    assert {one.enterprise: one.why for one in answer.members} == {
        number(FIRST): "in_group",
        number(SECOND): "in_group",
        number(BIG): "other_size",
        number(ODD): "months",
        number(SILENT): "no_accounts",
        number(BANKRUPT): "ending",
        number(PERSON): "natural",
        number(ELSEWHERE): "other_place",
        number(CODER): "other_activity",
        number(STRANGER): "unknown",
    }


def test_the_members_are_tested_against_the_peers_and_the_tests_against_one_another(answer: Answer) -> None:
    turnover, fte, _ = answer.tests
    # 28 ways to draw two of eight; a member wins 2.5 and 6 of the 6 each.
    assert (turnover.members, turnover.peers, turnover.method) == (2, 6, "exact")
    assert turnover.shift == pytest.approx(163_000, abs=60_000)
    assert fte.p_value == 1.0
    assert turnover.adjusted_p is not None
    assert turnover.p_value is not None
    assert turnover.adjusted_p >= turnover.p_value
    assert turnover.detectable is not None
    assert turnover.detectable > 2


def test_without_members_the_group_still_has_its_quartiles(known_store: Path) -> None:
    group = group_of(codes=["J"], year=2023, years=1)
    with opened("polars") as engine:
        answer = ask(Register(known_store, engine), group)
    assert (answer.members, answer.standings, answer.shares, answer.tests) == ((), (), (), ())
    # The whole country, section J: film and code, whatever their size.
    assert answer.with_accounts == 11
    assert next(one for one in answer.quartiles if one.measure == "turnover").companies == 11


def test_the_tails_of_ratios_are_cut_where_there_are_enough(known_store: Path) -> None:
    group = group_of(codes=["59.11"], region="BE3", year=2023, years=1, cut=0.2)
    with opened("duckdb") as engine:
        answer = ask(Register(known_store, engine), group, measures=("turnover", "value_added_per_fte"))
    turnover, per_fte = answer.quartiles
    # Nine companies; of the ratio, the lowest and the highest two lie beyond the fifths.
    assert (turnover.companies, per_fte.companies) == (9, 5)
    assert next(one.rows for one in answer.left_out if one.why == "tails") == 4


def test_large_groups_with_many_equals_are_compared_by_draws() -> None:
    rng = np.random.default_rng(4)
    sides = (rng.integers(1, 40, 15).astype(float), rng.integers(1, 40, 4_000).astype(float))
    (test,) = _tests({"fte": sides})

    assert test.method == "monte_carlo"
    assert test.p_value == mann_whitney(*sides, draws=9_999).p_value


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_financial_years_that_end_in_one_the_later_says_why_a_member_is_apart(
    known_store: Path, *, turned: bool
) -> None:
    rows = pl.DataFrame(
        {
            "enterprise": [number(FIRST)] * 2,
            "is_member": [True] * 2,
            "year": [2023] * 2,
            "is_last_of_year": [False, True],
            "left_out": ["months", "other_size"],
        }
    )
    group = group_of(codes=["59.11"], region="BE3", size="1-49", year=2023, years=3)
    with opened("polars") as engine:
        register = Register(known_store, engine)
        there = pl.DataFrame({"enterprise": [number(FIRST)]})
        filed = engine.table(rows.reverse() if turned else rows)
        (state,) = states(register, group, [number(FIRST)], there, filed)

    assert state.why == "other_size"
