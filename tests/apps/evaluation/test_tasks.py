"""What a worker does with an evaluation that it is given."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from grappe.apps.evaluation import tasks
from grappe.apps.evaluation.acts import running
from grappe.apps.evaluation.acts.making import make_evaluation
from grappe.apps.evaluation.models import Evaluation

BY = "person:7"


def asked() -> QuerySet[DBTaskResult]:
    """What is asked of the workers, but for what others of the installation ask."""
    return DBTaskResult.objects.filter(task_path=tasks.evaluate.module_path)


def works(evaluation: Evaluation, *, attempt: int = 1) -> None:
    """Does what a worker does, for the first time or not."""
    tasks.evaluate.func(SimpleNamespace(attempt=attempt), evaluation.pk, BY)


def test_a_task_works_out_what_it_was_asked_once_however_often_it_is_asked(
    small: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_write", lambda *_: [])
    tasks.ask_for(small, by=BY)

    for _ in range(2):
        works(small)

    small.refresh_from_db()
    assert (small.state, asked().count()) == (Evaluation.State.DONE, 1)


def test_a_task_that_finds_another_one_running_comes_back_later(small: Evaluation) -> None:
    other = make_evaluation(cluster=small.cluster, as_of=dt.date(2010, 3, 1), by=BY, on=small.as_of)
    running.begin(other, by=BY)

    works(small)

    waiting = asked().get()
    small.refresh_from_db()
    assert (waiting.args_kwargs["args"], small.state) == ([small.pk, BY], Evaluation.State.WAITING)
    assert waiting.run_after > timezone.now()


def test_a_task_that_was_stopped_in_the_middle_is_begun_anew(
    small: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_write", lambda *_: [])
    running.begin(small, by=BY)

    works(small)
    small.refresh_from_db()
    first = small.state
    works(small, attempt=2)

    small.refresh_from_db()
    assert (first, small.state) == (Evaluation.State.RUNNING, Evaluation.State.DONE)
