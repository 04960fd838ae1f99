"""Which day and which period are asked of a dossier."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.analysis.figures.build import dossier_of

from grappe.analysis.dossier.settings import Settings
from grappe.analysis.figures.asked import asked_of

TODAY = dt.date(2026, 1, 1)
DAY = dt.date(2010, 3, 1)
FIRST, LAST = dt.date(2008, 1, 1), dt.date(2010, 12, 31)
RECOGNISED = [{"number": 1, "starts_on": dt.date(2007, 7, 1), "ends_on": DAY}]


@pytest.mark.parametrize(
    ("settings", "day"),
    [
        (Settings(as_of=(FIRST, DAY), period_to=LAST), DAY),
        (Settings(period_to=LAST), LAST),
        (Settings(), TODAY),
    ],
)
def test_the_day_is_the_one_said_else_the_end_of_the_period_else_today(
    settings: Settings, day: dt.date
) -> None:
    dossier = replace(dossier_of(), settings=settings)

    assert asked_of(dossier, today=TODAY).as_of == day
    assert asked_of(dossier, dt.date(2009, 1, 1), today=TODAY).as_of == dt.date(2009, 1, 1)


@pytest.mark.parametrize(
    ("settings", "period"),
    [
        (Settings(as_of=(LAST,), period_from=FIRST, period_to=LAST), (FIRST, LAST)),
        # What comes after the reference day does not count on it.
        (
            Settings(as_of=(min(DAY, LAST),), period_from=FIRST, period_to=max(DAY, LAST)),
            (FIRST, min(DAY, LAST)),
        ),
        (Settings(as_of=(DAY,), period_from=FIRST), (FIRST, DAY)),
        (Settings(as_of=(DAY,)), (dt.date(2007, 7, 1), DAY)),
        (Settings(as_of=(DAY + dt.timedelta(days=1),)), None),
        (Settings(as_of=(DAY,), period_from=LAST), None),
    ],
)
def test_without_a_period_it_is_that_of_the_recognition_up_to_the_day(
    settings: Settings, period: tuple[dt.date, dt.date] | None
) -> None:
    dossier = replace(dossier_of(recognitions=RECOGNISED), settings=settings)

    assert asked_of(dossier, today=TODAY).periods == {"c": period}


def test_the_number_invited_holds_for_every_cluster_or_for_each_its_own() -> None:
    clusters = [{"cluster_id": "c", "name": "C"}, {"cluster_id": "d", "name": "D"}]
    dossier = dossier_of(cluster=clusters)

    for_all = replace(dossier, settings=Settings(survey_invited=57))
    for_one = replace(dossier, settings=Settings(survey_invited={"d": 9}))

    assert asked_of(for_all, today=TODAY).invited == {"c": 57, "d": 57}
    assert asked_of(for_one, today=TODAY).invited == {"d": 9}
