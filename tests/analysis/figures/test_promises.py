"""A target is reached, missed, not yet due, or cannot be told from: by rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from tests.analysis.figures.build import dossier_of

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.promises import EITHER, LESS, Promise, promises, wanted_of

DAY = dt.date(2010, 3, 1)
BEFORE, AFTER = dt.date(2009, 12, 31), dt.date(2010, 6, 30)


def line(figure: str, value: float | None, key: str | None = None, **more: Any) -> dict[str, Any]:
    status = "not_available" if value is None else "ok"
    ends = {"low": None, "high": None}
    return {"cluster_id": "c", "figure": figure, "key": key, "value": value, "status": status, **ends, **more}


def found(targets: list[dict[str, Any]], *lines: dict[str, Any]) -> list[Promise]:
    schema = {
        "cluster_id": pl.String,
        "figure": pl.String,
        "key": pl.String,
        "value": pl.Float64,
        "status": pl.String,
        "low": pl.Float64,
        "high": pl.Float64,
    }
    return list(promises(dossier_of(targets=targets), pl.DataFrame(list(lines), schema=schema), "c", DAY))


@pytest.mark.parametrize(
    ("figure", "promised", "due", "told", "state"),
    [
        ("members.total", 50.0, BEFORE, (57.0, None, None), "reached"),
        ("members.total", 57.0, DAY, (57.0, None, None), "reached"),
        ("members.total", 60.0, BEFORE, (57.0, None, None), "missed"),
        ("members.total", 60.0, None, (57.0, None, None), "missed"),
        ("members.total", 60.0, AFTER, (57.0, None, None), "not_due"),
        ("members.total", 50.0, AFTER, (57.0, None, None), "already"),
        ("advantage.share", 0.80, BEFORE, (0.83, 0.70, 0.91), "untold"),
        ("advantage.share", 0.95, BEFORE, (0.83, 0.70, 0.91), "missed"),
        ("advantage.share", 0.60, BEFORE, (0.83, 0.70, 0.91), "reached"),
        ("advantage.share", 0.70, BEFORE, (0.83, 0.70, 0.91), "reached"),
        ("advantage.share", 0.80, AFTER, (0.83, 0.70, 0.91), "not_due"),
        ("members.left", 5.0, BEFORE, (3.0, None, None), "reached"),
        ("members.left", 2.0, BEFORE, (3.0, None, None), "missed"),
        ("partners.concentration", 0.5, BEFORE, (0.7, None, None), "above"),
        ("partners.concentration", 0.5, BEFORE, (0.3, None, None), "below"),
        ("partners.concentration", 0.5, BEFORE, (0.5, None, None), "equal"),
        ("members.total", 50.0, BEFORE, (None, None, None), "unavailable"),
    ],
)
def test_where_a_promise_stands(
    figure: str,
    promised: float,
    due: dt.date | None,
    told: tuple[float | None, float | None, float | None],
    state: str,
) -> None:
    value, low, high = told

    one = found(
        [{"figure": figure, "value": promised, "due_on": due}], line(figure, value, low=low, high=high)
    )

    assert [each.state for each in one] == [state]


def test_a_share_reached_is_given_only_where_more_is_better() -> None:
    told = found(
        [
            {"figure": "members.total", "value": 60.0},
            {"figure": "members.left", "value": 2.0},
            {"figure": "partners.concentration", "value": 0.5},
            {"figure": "actions.total", "value": 0.0},
        ],
        line("members.total", 57.0),
        line("members.left", 3.0),
        line("partners.concentration", 0.7),
        line("actions.total", 4.0),
    )

    assert {one.figure.id: one.share for one in told} == {
        "members.total": 0.95,
        "members.left": None,
        "actions.total": None,
        "partners.concentration": None,
    }


def test_a_hidden_figure_stays_hidden_behind_its_promise() -> None:
    told = found(
        [{"figure": "members.by_kind", "key": "research", "value": 5.0, "due_on": BEFORE}],
        line("members.by_kind", None, "research", status="suppressed"),
    )

    assert [(one.state, one.value, one.share) for one in told] == [("hidden", None, None)]


def test_each_day_of_a_figure_is_a_promise_of_its_own_in_order() -> None:
    told = found(
        [
            {"figure": "actions.total", "value": 3.0, "due_on": AFTER},
            {"figure": "members.total", "value": 70.0, "due_on": AFTER},
            {"figure": "members.total", "value": 50.0, "due_on": BEFORE},
        ],
        line("members.total", 57.0),
        line("actions.total", 4.0),
    )

    assert [(one.figure.id, one.promised, one.state) for one in told] == [
        ("members.total", 50, "reached"),
        ("members.total", 70, "not_due"),
        ("actions.total", 3, "already"),
    ]


def test_the_figures_of_which_less_is_better_are_figures() -> None:
    assert [name for name in (*LESS, *EITHER) if name not in figures()] == []
    assert wanted_of("members.total") == "more"
