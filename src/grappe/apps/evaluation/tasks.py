"""What is done in the background: an evaluation, worked out by a worker."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from grappe.apps.evaluation.models import Evaluation

PATIENCE = dt.timedelta(seconds=15)
"""After which an evaluation that waits for another one of its cluster is tried again."""


@task(takes_context=True)
def evaluate(context: TaskContext, evaluation: int, by: str) -> None:
    """Work an evaluation out: once, however often asked; later, where another of the cluster is running."""
    # The engine is heavy: it is for the worker to load, not for the pages that ask for its work.
    from grappe.apps.evaluation.acts.running import Busy, NotWaiting, run  # noqa: PLC0415

    try:
        # A work that is begun for the second time was stopped in the middle of the first.
        run(Evaluation.objects.get(pk=evaluation), by=by, anew=context.attempt > 1)
    except Busy:
        evaluate.using(run_after=timezone.now() + PATIENCE).enqueue(evaluation, by)
    except NotWaiting:
        return


def ask_for(evaluation: Evaluation, *, by: str) -> None:
    """Have a worker work an evaluation out, once what is being written is kept."""
    transaction.on_commit(lambda: evaluate.enqueue(evaluation.pk, by))
