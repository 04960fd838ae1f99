"""Members beside the companies of their class."""

from __future__ import annotations

from typing import Any

import pytest
from scipy.stats import mannwhitneyu
from tests.analysis.figures.build import dossier_of, figure, lines_of, member, values

from grappe.analysis.statistics.multiplicity import correct_for_many

# The ranks are divided in another order.
TOLERANCE = 1e-9


def company(name: str, nace: str | None = "59.11", **more: Any) -> dict[str, Any]:
    return member(name, nace=nace, nace_version="2008", postal_code="4000", **more)


def peer(place: int, turnover: float, **more: Any) -> dict[str, Any]:
    common = {"peer_id": f"p{place}", "nace": "59.11", "nace_version": "2008", "year": 2008}
    return {**common, "turnover": turnover, **more}


def turnovers(**of: float) -> list[dict[str, Any]]:
    return [{"member_id": name, "year": 2008, "turnover": turnover} for name, turnover in of.items()]


MEMBERS = [
    company("a"),
    company("b", nace="59.112"),
    company("other", nace="62.01"),
    company("silent"),
    company("school", kind="education"),
]
GIVEN = {
    "members": MEMBERS,
    "accounts": turnovers(a=10.0, b=35.0, other=99.0, school=99.0),
    "peers": [peer(place, turnover) for place, turnover in enumerate((5.0, 10.0, 20.0, 30.0))],
}


def test_enterprises_of_the_peers_class_are_compared_whatever_finer_code_they_have() -> None:
    # a: below one, level with one, of four; b: above all. Of three comparable enterprises two are known.
    assert figure("peer.percentile_median", "turnover", **GIVEN) == ((0.375 + 1) / 2, 2, 3)


def test_the_count_above_the_median_rests_on_the_members_of_that_measure() -> None:
    given = {**GIVEN, "accounts": [*GIVEN["accounts"], {"member_id": "a", "year": 2007, "cash": 3.0}]}
    given["peers"] = [{**row, "cash": 1.0} for row in GIVEN["peers"]]

    assert figure("peer.members_above_median", "turnover", **given) == (1, 2, 3)
    assert figure("peer.members_above_median", "cash", **given) == (1, 1, 3)


def test_the_shift_is_the_median_of_all_differences() -> None:
    # 10 and 35, less 5, 10, 20, 30: -20 -10 0 5 5 15 25 30
    assert figure("peer.hodges_lehmann", "turnover", **GIVEN) == (5.0, 2, 3)


def test_the_unit_of_the_shift_is_that_of_the_measure() -> None:
    given = {**GIVEN, "accounts": [{**row, "fte": 4.0} for row in GIVEN["accounts"]]}
    given["peers"] = [{**row, "fte": 3.0} for row in GIVEN["peers"]]

    lines = lines_of("peer.hodges_lehmann", dossier_of(**given))

    assert {key: line["unit"] for key, line in lines.items()} == {"turnover": "eur", "fte": "fte"}


def test_p_is_that_of_mann_and_whitney() -> None:
    given = {**GIVEN, "accounts": turnovers(a=11.0, b=35.0)}

    expected = mannwhitneyu([11.0, 35.0], [5.0, 10.0, 20.0, 30.0], method="exact").pvalue

    assert figure("peer.p_value", "turnover", **given)[0] == pytest.approx(expected, abs=TOLERANCE)


def test_value_added_per_fte_needs_staff() -> None:
    accounts = [
        {"member_id": "a", "year": 2008, "value_added": 100.0, "fte": 4.0},
        {"member_id": "b", "year": 2008, "value_added": 100.0, "fte": 0.0},
    ]
    peers = [peer(0, 1.0, value_added=90.0, fte=3.0)]

    found = figure(
        "peer.hodges_lehmann", "value_added_per_fte", members=MEMBERS, accounts=accounts, peers=peers
    )

    assert found == (25.0 - 30.0, 1, 3)


def test_peers_of_the_reference_year_or_later_do_not_count() -> None:
    peers = [peer(0, 5.0), peer(0, 7.0, year=2009), peer(0, 500.0, year=2010)]

    found = figure("peer.hodges_lehmann", "turnover", **{**GIVEN, "peers": peers})

    assert found == ((3.0 + 28.0) / 2, 2, 3)


def test_peers_of_a_region_are_held_against_the_members_of_that_region() -> None:
    members = [company("a"), company("b")]
    members[1]["postal_code"] = "9000"
    peers = [peer(0, 5.0, region="BE2")]

    found = figure("peer.hodges_lehmann", "turnover", **{**GIVEN, "members": members, "peers": peers})

    assert found == (30.0, 1, 1)


def test_with_the_sector_alone_only_the_count_above_the_median_is_known() -> None:
    sector = [
        {"nace": "J", "nace_version": "2008", "region": "BE3", "turnover_median": 1.0},
        {"nace": "59.11", "nace_version": "2008", "region": "BE3", "turnover_median": 20.0},
    ]
    given = {"members": MEMBERS, "accounts": GIVEN["accounts"], "sector": sector}

    # The finest activity that has a median: a and b beside 59.11, the third beside the section.
    assert figure("peer.members_above_median", "turnover", **given) == (2, 3, 4)
    assert values("peer.percentile_median", **given) == {"": None}


def several(measures: int) -> dict[str, Any]:
    """Members and peers known in several measures, further apart in each."""
    names = ("fte", "turnover", "cash", "equity", "exports")[:measures]
    accounts, peers = [], []
    for place in range(8):
        accounts.append({"member_id": f"m{place}", "year": 2008})
        peers.append(peer(place, 0.0))
        for far, name in enumerate(names):
            accounts[-1][name] = 2.0 * place + 3.0 * far + 1
            peers[-1][name] = 2.0 * place
    return {
        "members": [company(f"m{place}") for place in range(8)],
        "accounts": accounts,
        "peers": [{**row, "turnover": row["turnover"] if "turnover" in names else None} for row in peers],
    }


@pytest.mark.parametrize("measures", [1, 2, 5])
def test_the_adjusted_p_is_holms_over_the_measures_compared(measures: int) -> None:
    given = several(measures)
    alone, together = (values(name, **given) for name in ("peer.p_value", "peer.adjusted_p"))

    adjusted = correct_for_many(list(alone.values()), method="holm").adjusted

    assert len(alone) == measures
    assert list(together) == list(alone)
    assert list(together.values()) == pytest.approx(list(adjusted), abs=TOLERANCE)


def test_a_single_measure_needs_no_correction() -> None:
    assert values("peer.adjusted_p", **GIVEN) == values("peer.p_value", **GIVEN)


def test_the_companies_are_those_with_a_value_of_all_that_were_given() -> None:
    peers = [*GIVEN["peers"], {**peer(9, 0.0), "turnover": None}, peer(8, 5.0, year=2010)]

    assert figure("peer.companies", "turnover", **{**GIVEN, "peers": peers}) == (4, 4, 6)
