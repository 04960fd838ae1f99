"""What was reached of what the action plan promised."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.analysis.figures.build import DAY, asked_on, dossier_of, member

from grappe.analysis.figures.engine import evaluate

ONE = dt.timedelta(days=1)
MEMBERS = [*(member(f"m{place}") for place in range(6)), member("school", kind="education")]


def reached(*targets: dict[str, Any], day: dt.date = DAY) -> dict[str, tuple[float | None, int, int, str]]:
    dossier = dossier_of(members=MEMBERS, targets=targets)
    rows = evaluate(dossier, asked_on(dossier, day)).filter(figure="target.reached").to_dicts()
    return {row["key"]: (row["value"], row["n_used"], row["n_eligible"], row["status"]) for row in rows}


def target(
    value: float | None, due_on: dt.date | None = None, figure: str = "members.total", key: str | None = None
) -> dict[str, Any]:
    return {"figure": figure, "key": key, "value": value, "due_on": due_on}


def test_a_target_is_the_value_over_what_was_promised_with_the_figures_own_coverage() -> None:
    assert reached(target(14.0)) == {"members.total": (0.5, 7, 7, "ok")}


def test_a_target_of_a_class_bears_its_name() -> None:
    found = reached(target(3.0, figure="members.by_kind", key="enterprise"))

    assert found == {"members.by_kind[enterprise]": (2.0, 7, 7, "ok")}


def test_the_last_target_due_on_the_day_counts() -> None:
    found = reached(target(1.0, DAY - ONE), target(7.0, DAY), target(70.0, DAY + ONE))

    assert found["members.total"][0] == 1.0


def test_before_any_is_due_the_next_one_counts() -> None:
    found = reached(target(70.0, DAY + 2 * ONE), target(14.0, DAY + ONE))

    assert found["members.total"][0] == 0.5


def test_a_target_of_zero_and_one_of_a_figure_not_available_are_not_reached() -> None:
    found = reached(target(0.0), target(5.0, figure="actions.total"))

    assert found == {
        "members.total": (None, 7, 7, "not_available"),
        "actions.total": (None, 0, 0, "not_available"),
    }


def test_without_a_value_promised_one_line_says_so() -> None:
    dossier = dossier_of(members=MEMBERS, targets=[])

    rows = evaluate(dossier, asked_on(dossier)).filter(figure="target.reached").to_dicts()

    assert [(row["key"], row["status"], row["missing"]) for row in rows] == [(None, "not_available", "rows")]
