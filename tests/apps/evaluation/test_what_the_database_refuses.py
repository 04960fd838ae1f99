"""What can never be true of an evaluation is refused by the database itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from grappe.apps.evaluation.models import AttachedFile, Evaluation

DAY = dt.date(2010, 3, 1)


def evaluation(small: Evaluation, **told: Any) -> Evaluation:
    return Evaluation.objects.create(cluster=small.cluster, **{"number": 9, "as_of": DAY, **told})


def attached(small: Evaluation, **told: Any) -> AttachedFile:
    given = {"name": "x.csv", "table": "", "file": "x", "size": 1, "sha256": "0" * 64, **told}
    return AttachedFile.objects.create(evaluation=small, **given)


def two_running(small: Evaluation) -> None:
    for number in (8, 9):
        evaluation(small, number=number, state="running", started_at=timezone.now())


NEVER: dict[str, Callable[[Evaluation], Any]] = {
    "evaluation_number_is_its_own": lambda s: evaluation(s, number=s.number),
    "evaluation_number_from_one": lambda s: evaluation(s, number=0),
    "evaluation_one_runs_at_a_time": two_running,
    "evaluation_period_ends_after_it_begins": lambda s: evaluation(
        s, period_from=DAY, period_to=dt.date(2010, 2, 28)
    ),
    "evaluation_state_goes_with_its_hours": lambda s: evaluation(s, state="done"),
    "evaluation_language_is_known": lambda s: evaluation(s, language="it"),
    "evaluation_drafts_are_known": lambda s: evaluation(s, drafts="some"),
    "attached_name_is_its_own": lambda s: attached(s, name="actions.csv"),
    "attached_table_comes_once": lambda s: attached(s, table="actions"),
    "attached_has_a_name": lambda s: attached(s, name=""),
}


@pytest.mark.parametrize("constraint", NEVER)
def test_the_database_refuses_what_can_never_be_true(constraint: str, small: Evaluation) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        NEVER[constraint](small)

    assert constraint in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)


def test_the_database_takes_what_may_be_true(small: Evaluation) -> None:
    evaluation(small, state="running", started_at=timezone.now())
    attached(small)

    assert small.cluster.evaluations.count() == 2


def test_no_constraint_is_without_a_test_that_breaks_it() -> None:
    named = {
        constraint.name
        for model in (Evaluation, AttachedFile)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.BaseConstraint)
    }

    assert named == set(NEVER)
