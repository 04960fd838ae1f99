"""The queue of slow work: what waits in it, and what a worker that was stopped left in the middle."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

TRIES = 3
"""Times that a work is begun: one that stops its worker each time must not stop it for ever."""
PATIENCE = dt.timedelta(minutes=10)
"""How long a work may wait before somebody should look."""


class StoppedInTheMiddle(RuntimeError):
    """The work of a worker that ended, three times."""


@transaction.atomic
def take_up_again(worker: str) -> int:
    """Put back into the queue what this worker had begun and did not end; return how many were put back.

    To be called before a worker of that name begins, when no other of that name runs. A work may so be done
    twice in part: each does in one transaction what must not be done twice.
    """
    left = [work for work in DBTaskResult.objects.running() if work.worker_ids[-1:] == [worker]]
    back = [work for work in left if len(work.worker_ids) < TRIES]
    DBTaskResult.objects.filter(pk__in=[work.pk for work in back]).update(
        status=TaskResultStatus.READY, started_at=None
    )
    for work in left:
        if work not in back:
            work.set_failed(StoppedInTheMiddle(f"begun {TRIES} times, and never ended"))
    return len(back)


def waiting_too_long() -> int:
    """Return how many works have waited for longer than is usual: no worker runs, or too few."""
    since = timezone.now() - PATIENCE
    ready = DBTaskResult.objects.ready().filter(enqueued_at__lt=since)
    return ready.filter(Q(run_after=get_date_max()) | Q(run_after__lt=since)).count()
