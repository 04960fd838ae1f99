"""Interviews, documents, founders, objectives, recognition."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.analysis.figures.build import DAY, figure, member, values


def test_interviews_count_by_form_and_members_met_count_once() -> None:
    interviews = [
        {"interview_id": "i1", "form": "individual", "member_ids": ["a"]},
        {"interview_id": "i2", "form": "group", "member_ids": ["a", "b"], "held_on": dt.date(2030, 1, 1)},
        {"interview_id": "i3", "form": None, "member_ids": None},
    ]

    assert values("interviews.held", interviews=interviews) == {"individual": 1, "group": 1, "team": 0}
    assert figure("interviews.held", "team", interviews=interviews) == (0, 2, 3)
    assert figure("interviews.members", interviews=interviews) == (2, 2, 2)


def test_founders_that_left_count_and_those_that_came_back_count_once() -> None:
    left = dt.date(2009, 1, 1)
    members = [
        member("left", founding=True, left_on=left),
        member("back", founding=True, left_on=left),
        member("back", founding=True, joined_on=left),
        member("later", founding=False),
    ]

    assert figure("founders.count", members=members) == (2, 2, 2)


def test_objectives_without_an_axis_are_outside_of_them() -> None:
    objectives = [
        {"objective_id": "1", "axis": "d2007_1"},
        {"objective_id": "2", "axis": "d2007_1"},
        {"objective_id": "3", "axis": None},
    ]

    assert values("objectives.by_axis", objectives=objectives) == {"d2007_1": 2}
    assert figure("objectives.by_axis", "d2007_1", objectives=objectives) == (2, 2, 3)
    assert figure("objectives.outside_axes", objectives=objectives) == (1, 3, 3)


def recognition(number: int, starts_on: dt.date, ends_on: dt.date) -> dict[str, object]:
    return {"number": number, "starts_on": starts_on, "ends_on": ends_on}


@pytest.mark.parametrize(
    ("ends_on", "days"),
    [
        (dt.date(2010, 7, 1), 0),
        (dt.date(2010, 7, 2), 1),
        (dt.date(2010, 6, 30), -1),
        (dt.date(2010, 12, 31), 183),  # four months before is 31 August
        (DAY, -120),
    ],
)
def test_a_renewal_is_asked_for_four_months_before_the_end(ends_on: dt.date, days: int) -> None:
    given = [recognition(2, dt.date(2008, 1, 1), ends_on)]

    assert figure("recognition.number", recognitions=given) == (2, 1, 1)
    assert figure("recognition.days_to_renewal", recognitions=given) == (days, 1, 1)


def test_on_a_day_that_two_recognitions_share_the_later_one_is_meant() -> None:
    given = [recognition(1, dt.date(2007, 3, 1), DAY), recognition(2, DAY, dt.date(2013, 3, 1))]

    assert figure("recognition.number", recognitions=given)[0] == 2
    assert figure("recognition.days_to_renewal", recognitions=given)[0] == (dt.date(2012, 11, 1) - DAY).days


def test_without_a_recognition_on_the_day_there_is_no_number() -> None:
    given = [recognition(1, dt.date(2005, 1, 1), dt.date(2007, 12, 31))]

    assert figure("recognition.number", recognitions=given) == (None, 0, 0)
