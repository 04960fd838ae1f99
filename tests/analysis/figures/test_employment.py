"""Which accounts count, and what the numbers of staff say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.analysis.figures.build import DAY, figure, member, values


def accounts(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"members": [member("m")], "accounts": [{"member_id": "m", **row} for row in rows]}


def staffs(*numbers: float | None) -> dict[str, Any]:
    """Return one enterprise per number of staff, closed at the end of 2008."""
    return {
        "members": [member(f"m{place}") for place in range(len(numbers))],
        "accounts": [
            {"member_id": f"m{place}", "year": 2008, "fte": fte} for place, fte in enumerate(numbers)
        ],
    }


def test_the_latest_accounts_with_an_fte_count() -> None:
    given = accounts(
        {"year": 2007, "fte": 5.0},
        {"year": 2008, "fte": 7.0},
        {"year": 2009, "fte": None},
    )

    assert figure("employment.total", **given) == (7, 1, 1)


@pytest.mark.parametrize(
    ("closed_on", "total"),
    [(DAY, 9.0), (DAY + dt.timedelta(days=1), 5.0)],
)
def test_accounts_count_from_the_day_they_are_closed(closed_on: dt.date, total: float) -> None:
    given = accounts({"year": 2008, "fte": 5.0}, {"year": 2010, "closed_on": closed_on, "fte": 9.0})

    assert figure("employment.total", **given) == (total, 1, 1)


def test_accounts_known_by_their_year_count_from_the_next_one() -> None:
    given = accounts({"year": 2009, "fte": 5.0}, {"year": 2010, "fte": 9.0})

    assert figure("employment.total", **given) == (5, 1, 1)
    assert figure("employment.total", day=dt.date(2011, 1, 1), **given) == (9, 1, 1)


def test_a_year_without_closing_day_is_taken_to_close_on_its_last() -> None:
    given = accounts(
        {"year": 2008, "fte": 5.0}, {"year": 2007, "closed_on": dt.date(2008, 6, 30), "fte": 9.0}
    )

    assert figure("employment.total", **given) == (5, 1, 1)


def test_only_enterprises_that_are_members_on_the_day_are_eligible() -> None:
    members = [member("in"), member("out", left_on=DAY), member("school", kind="education"), member("silent")]
    given = [{"member_id": name, "year": 2008, "fte": 10.0} for name in ("in", "out", "school")]

    assert figure("employment.total", members=members, accounts=given) == (10, 1, 2)


def test_quantiles_are_of_type_7() -> None:
    given = staffs(1.0, 2.0, 4.0, 8.0)

    # What R gives by default, which is its type 7.
    assert figure("employment.q1", **given) == (1.75, 4, 4)
    assert figure("employment.median", **given) == (3.0, 4, 4)
    assert figure("employment.q3", **given) == (5.0, 4, 4)


def test_a_share_below_21_leaves_21_itself_out() -> None:
    assert figure("employment.share_below_21", **staffs(20.99, 21.0, None)) == (0.5, 2, 3)


def test_classes_of_size_begin_at_their_lower_bound() -> None:
    given = staffs(0.0, 9.99, 10.0, 19.99, 20.0, 49.9, 50.0, 249.9, 250.0, None)

    assert values("employment.size_class", **given) == {
        "0-9": 2,
        "10-19": 2,
        "20-49": 2,
        "50-249": 2,
        "250+": 1,
    }
    assert figure("employment.size_class", "250+", **given) == (1, 9, 10)


def test_nobody_known_is_no_total_of_zero() -> None:
    given = staffs(None, 5.0)
    given["accounts"][1]["year"] = 2012

    assert figure("employment.n", **given) == (0, 0, 2)
    assert figure("employment.total", **given) == (None, 0, 2)
    assert figure("employment.mean", **given) == (None, 0, 2)
