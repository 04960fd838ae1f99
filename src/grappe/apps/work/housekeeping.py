"""What is tidied once a day: sessions that are over, the traces of work long done."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

EVERY = dt.timedelta(days=1)
KEPT_DAYS = 30
"""Days for which the trace of a work is kept, to be looked at where it failed."""


@task()
def tidy() -> None:
    """Tidy, and ask for the next time."""
    call_command("clearsessions")
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEPT_DAYS, verbosity=0)
    _ask(timezone.now() + EVERY)


def have_it_tidied() -> None:
    """Ask for the first time, unless it was asked already."""
    waiting = DBTaskResult.objects.filter(task_path=tidy.module_path, finished_at__isnull=True)
    if not waiting.exists():
        _ask(None)


def _ask(at: dt.datetime | None) -> None:
    tidy.using(run_after=at).enqueue()
