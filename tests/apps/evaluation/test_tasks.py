"""What a worker does with an evaluation that it is given."""

from __future__ import annotations

import datetime as dt

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


def test_a_task_works_out_what_it_was_asked_once_however_often_it_is_asked(
    small: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_write", lambda *_: [])
    tasks.ask_for(small, by=BY)

    for _ in range(2):
        tasks.evaluate.call(small.pk, BY)

    small.refresh_from_db()
    assert (small.state, asked().count()) == (Evaluation.State.DONE, 1)


def test_a_task_that_finds_another_one_running_comes_back_later(small: Evaluation) -> None:
    other = make_evaluation(cluster=small.cluster, as_of=dt.date(2010, 3, 1), by=BY, on=small.as_of)
    running.begin(other, by=BY)

    tasks.evaluate.call(small.pk, BY)

    waiting = asked().get()
    small.refresh_from_db()
    assert (waiting.args_kwargs["args"], small.state) == ([small.pk, BY], Evaluation.State.WAITING)
    assert waiting.run_after > timezone.now()
