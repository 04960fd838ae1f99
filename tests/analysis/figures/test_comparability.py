"""What forbids to compare clusters on a figure: one rule, one test, at its threshold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
from tests.analysis.figures.build import dossier_of

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.comparability import Reserve, reserves

DAY = dt.date(2010, 3, 1)
SCHEMA = {
    "cluster_id": pl.String,
    "figure": pl.String,
    "key": pl.String,
    "value": pl.Float64,
    "n_used": pl.Int64,
    "n_eligible": pl.Int64,
    "status": pl.String,
}


def lines(figure: str, *told: tuple[float, int, int]) -> list[dict[str, Any]]:
    """Lines of a figure for clusters a, b, c: value, used, eligible."""
    return [
        {
            "cluster_id": name,
            "figure": figure,
            "key": None,
            "value": value,
            "n_used": n,
            "n_eligible": of,
            "status": "ok",
        }
        for name, (value, n, of) in zip("abc", told, strict=False)
    ]


def clusters(**more: Any) -> Dossier:
    return dossier_of(
        cluster=[{"cluster_id": name, "name": name.upper(), "region": "BE3"} for name in "abc"], **more
    )


def asked(*days: int) -> Asked:
    """A period of so many days for each of the clusters."""
    return Asked(
        as_of=DAY,
        periods={name: (DAY - dt.timedelta(days=n - 1), DAY) for name, n in zip("abc", days, strict=False)},
    )


def found(
    figure: str, *rows: list[dict[str, Any]], of: Dossier | None = None, on: Asked | None = None
) -> tuple[Reserve, ...]:
    results = pl.DataFrame([row for part in rows for row in part], schema=SCHEMA)
    return reserves(of or clusters(), on or asked(365, 365, 365), results, [(figure, "")])[figure, ""]


def test_a_figure_that_all_have_on_the_same_footing_bears_no_reserve() -> None:
    alike = lines("employment.median", (9, 20, 25), (12, 22, 25), (8, 24, 25))

    assert found("employment.median", alike) == ()


def test_a_figure_that_some_have_says_how_many() -> None:
    assert found("employment.median", lines("employment.median", (9, 20, 25), (12, 22, 25))) == (
        Reserve(kind="some", clusters=2),
    )
    assert found("employment.median", lines("employment.median", (9, 3, 25))) == (
        Reserve(kind="some", clusters=1),
    )
    assert found("employment.median", []) == ()


def test_a_median_of_four_is_one_of_few() -> None:
    told = lines("employment.median", (9, 4, 5), (12, 5, 5), (8, 5, 5))

    assert Reserve(kind="few_answers", clusters=1) in found("employment.median", told)
    # A count of four members is four members.
    counted = lines("partners.total", (4, 4, 4), (5, 5, 5), (6, 6, 6))
    assert found("partners.total", counted) == ()


def test_coverages_twenty_points_apart_do_not_compare() -> None:
    for used, bites in ((16, True), (17, False)):
        told = lines("employment.median", (9, used, 20), (12, 20, 20), (8, 20, 20))
        assert found("employment.median", told) == (
            (Reserve(kind="coverage", clusters=3, low=0.8, high=1.0),) if bites else ()
        )


def test_shares_of_surveys_that_most_left_unanswered_say_so() -> None:
    rates = lines("survey.response_rate", (0.49, 50, 50), (0.5, 50, 50), (0.9, 50, 50))
    shares = lines("advantage.share", (0.5, 24, 50), (0.6, 25, 50), (0.7, 26, 50))

    assert found("advantage.share", rates, shares) == (Reserve(kind="response_rate", clusters=1),)
    assert found("survey.response_rate", rates) == ()


def test_means_over_other_questions_do_not_compare() -> None:
    told = lines("satisfaction.mean", (0.5, 8, 8), (0.6, 8, 8), (0.7, 6, 6))
    answers = lines("survey.responses", (40, 40, 40), (50, 50, 50), (60, 60, 60))

    assert found("satisfaction.mean", told, answers) == (Reserve(kind="items", clusters=3, low=6, high=8),)


def test_a_mean_of_three_questions_rests_on_those_who_answered_them() -> None:
    told = lines("impact.mean", (0.5, 3, 3), (0.6, 3, 3), (0.7, 3, 3))

    for answers, bites in ((5, False), (4, True)):
        of_people = lines("survey.responses", (answers, answers, answers), (50, 50, 50), (60, 60, 60))
        few = (Reserve(kind="few_answers", clusters=1),) if bites else ()
        assert found("impact.mean", told, of_people) == few
    # Whose answers are hidden gave few of them.
    hidden = lines("survey.responses", (40, 40, 40), (50, 50, 50))
    assert found("impact.mean", told, hidden) == (Reserve(kind="few_answers", clusters=1),)


def test_counts_of_periods_of_other_lengths_do_not_compare() -> None:
    told = lines("actions.total", (4, 4, 4), (5, 5, 5), (6, 6, 6))
    sized = lines("members.total", (30, 30, 30), (30, 30, 30), (31, 31, 31))

    assert found("actions.total", told, sized, on=asked(365, 730, 365)) == (
        Reserve(kind="period", clusters=3, low=365, high=730),
    )
    assert found("actions.total", told, sized, on=asked(365, 366, 360)) == ()
    assert found("members.total", sized, on=asked(365, 730, 365)) == ()


def test_ranks_of_two_regimes_do_not_compare() -> None:
    regimes = ("decree_2007", "decree_2007", "decree_2024")
    dossier = clusters(
        recognitions=[
            {
                "cluster_id": name,
                "number": 1,
                "starts_on": dt.date(2009, 1, 1),
                "ends_on": dt.date(2011, 12, 31),
                "regime": regime,
            }
            for name, regime in zip("abc", regimes, strict=True)
        ]
    )
    told = lines("recognition.number", (1, 1, 1), (2, 1, 1), (1, 1, 1))

    assert found("recognition.number", told, of=dossier) == (Reserve(kind="regime", clusters=3, high=2),)
    assert found("recognition.number", told) == ()


def test_counts_follow_the_size_from_the_double_on() -> None:
    told = lines("partners.total", (4, 4, 4), (5, 5, 5), (6, 6, 6))

    for largest, bites in ((60, True), (59, False)):
        sized = lines("members.total", (30, 30, 30), (40, 40, 40), (largest, largest, largest))
        assert found("partners.total", told, sized) == (
            (Reserve(kind="size", clusters=3, low=30, high=60),) if bites else ()
        )


def test_how_many_were_asked_follows_the_size_and_so_do_euros() -> None:
    sized = lines("members.total", (30, 30, 30), (40, 40, 40), (60, 60, 60))

    for figure in ("survey.invited", "survey.responses", "finance.gap"):
        told = lines(figure, (30, 30, 30), (40, 40, 40), (60, 60, 60))
        assert found(figure, told, sized) == (Reserve(kind="size", clusters=3, low=30, high=60),)
