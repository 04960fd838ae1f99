"""The network of members, with and without the office."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.analysis.figures.build import DAY, figure, member, values

# A share of the possible ties, divided in another order.
TOLERANCE = 1e-12


def tie(a: str, b: str, layer: str = "information", since: dt.date | None = None) -> dict[str, Any]:
    return {"member_a": a, "member_b": b, "layer": layer, "since": since}


FIVE = [member(name) for name in "abcde"]
STAR = [tie("@office", name) for name in "abcd"] + [tie("a", "b")]


def of(name: str, *ties: dict[str, Any], members: list[dict[str, Any]] = FIVE) -> tuple[float | None, int]:
    value, used, eligible = figure(f"network.{name}", "information", members=members, ties=list(ties))
    assert used == eligible
    return value, used


def test_the_office_is_a_node_where_it_has_ties() -> None:
    # 5 ties of the 15 that 6 nodes may have; e stands alone.
    assert of("density", *STAR) == (pytest.approx(1 / 3, abs=TOLERANCE), 6)
    assert of("components", *STAR) == (2, 6)


def test_without_the_office_its_members_fall_apart() -> None:
    assert of("without_office", *STAR) == (4, 6)


def test_without_a_tie_the_office_is_no_node() -> None:
    assert of("density", tie("a", "b")) == (pytest.approx(1 / 10, abs=TOLERANCE), 5)
    assert of("without_office", tie("a", "b")) == (4, 5)


def test_a_star_is_fully_centralised_and_a_ring_is_not_at_all() -> None:
    star = [tie("a", name) for name in "bcde"]
    ring = [tie(a, b) for a, b in ("ab", "bc", "cd", "de", "ea")]

    assert of("centralisation", *star) == (1.0, 5)
    assert of("centralisation", *ring) == (0.0, 5)


def test_ties_are_undirected_count_once_and_link_two() -> None:
    assert of("density", tie("a", "b"), tie("b", "a"), tie("c", "c")) == (
        pytest.approx(0.1, abs=TOLERANCE),
        5,
    )


def test_ties_to_come_and_ties_of_those_who_left_do_not_count() -> None:
    members = [*FIVE, member("gone", left_on=DAY)]
    later = DAY + dt.timedelta(days=1)

    found = of(
        "density", tie("a", "b", since=DAY), tie("a", "c", since=later), tie("a", "gone"), members=members
    )

    assert found == (pytest.approx(0.1, abs=TOLERANCE), 5)


def test_each_layer_is_a_network_of_its_own() -> None:
    ties = [tie("a", "b"), tie("a", "c", "contract"), tie("b", "c", "contract")]

    assert values("network.components", members=FIVE, ties=ties) == {"information": 4, "contract": 3}
