"""Work that a stopped worker left in the middle is taken up again; work that nobody takes is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from grappe.apps.health.ailments import all_ailments
from grappe.apps.settings.installation import Installation
from grappe.apps.work.housekeeping import have_it_tidied
from grappe.apps.work.queue import TRIES, take_up_again


def left_by(worker: str, times: int = 1) -> DBTaskResult:
    """A work that a worker began, and did not end."""
    have_it_tidied()
    work = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    for _ in range(times):
        work.claim(worker)
    return work


def done(worker: str) -> None:
    call_command("db_worker", queue_name="*", worker_id=worker, batch=True, interval=0, startup_delay=False)


@pytest.mark.usefixtures("installation")
def test_what_a_worker_left_is_done_by_the_next_of_its_name() -> None:
    work = left_by("anne")

    assert take_up_again("anne") == 1
    done("anne")

    work.refresh_from_db()
    assert (work.status, work.worker_ids) == (TaskResultStatus.SUCCESSFUL, ["anne", "anne"])


@pytest.mark.usefixtures("installation")
def test_what_another_worker_has_in_hand_is_left_to_it() -> None:
    work = left_by("bob")

    assert take_up_again("anne") == 0

    work.refresh_from_db()
    assert work.status == TaskResultStatus.RUNNING


@pytest.mark.usefixtures("installation")
def test_work_that_stops_its_worker_each_time_is_given_up_and_says_so() -> None:
    work = left_by("anne", times=TRIES)

    assert take_up_again("anne") == 0

    work.refresh_from_db()
    assert (work.status, work.exception_class_path) == (
        TaskResultStatus.FAILED,
        "grappe.apps.work.queue.StoppedInTheMiddle",
    )


@pytest.mark.usefixtures("installation")
def test_tidying_asks_for_its_next_time_and_is_asked_once() -> None:
    have_it_tidied()
    have_it_tidied()

    done("anne")

    (past, coming) = DBTaskResult.objects.order_by("enqueued_at")
    assert (past.status, coming.status) == (TaskResultStatus.SUCCESSFUL, TaskResultStatus.READY)
    assert dt.timedelta(hours=23) < coming.run_after - timezone.now() < dt.timedelta(hours=25)


def test_work_that_waits_for_long_is_told_and_the_rest_is_looked_at_all_the_same(
    installation: Installation,
) -> None:
    have_it_tidied()
    assert list(all_ailments(installation)) == []
    DBTaskResult.objects.update(enqueued_at=timezone.now() - dt.timedelta(minutes=11))

    (ailment,) = all_ailments(installation)
    answer = Client().get("/sante/", headers={"host": "localhost"})

    assert ailment.sentences("fr")[0] == "Du travail attend depuis plus de dix minutes (1)."
    assert (answer.status_code, answer.json()["worker"]) == (503, "ill")


def test_work_asked_for_later_waits_for_its_hour(installation: Installation) -> None:
    have_it_tidied()
    DBTaskResult.objects.update(
        enqueued_at=timezone.now() - dt.timedelta(days=2), run_after=timezone.now() + dt.timedelta(hours=1)
    )

    assert list(all_ailments(installation)) == []
