"""A worker writes a large import, or takes it back: once, wholly, and says so where nothing came of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.apps.members.importing.conftest import BY, Sends

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.importing.acts import asking
from grappe.apps.members.importing.acts.asking import ask_for, do_what_was_asked, is_large, stop_waiting
from grappe.apps.members.importing.acts.mending import NotOpen, leave_out
from grappe.apps.members.importing.acts.undoing import NotWritten
from grappe.apps.members.importing.models import Import
from grappe.apps.members.importing.tasks import work_on
from grappe.apps.members.models import Organisation

ROWS = "Nom\nLin\nZinc\n"


@pytest.fixture
def asked(sends: Sends) -> Import:
    sent = sends(ROWS)
    ask_for(sent=sent, do="write", by=BY, seen=sent.judged)
    return Import.objects.get()


def waiting() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.ready().filter(task_path=work_on.module_path))


def worked() -> Import:
    """The import, once a worker has done what waits."""
    for work in waiting():
        do_what_was_asked(*work.args_kwargs["args"])
    return Import.objects.get()


def test_it_is_written_by_the_worker_and_by_nobody_before(asked: Import, twist: Cluster) -> None:
    assert (asked.stage, twist.organisations.count()) == (Import.Stage.WORKING, 0)

    done = worked()

    assert (done.stage, done.asked, done.refused) == (Import.Stage.WRITTEN, {}, [])
    assert twist.organisations.count() == 2


def test_asked_twice_and_begun_twice_it_is_done_once(asked: Import, twist: Cluster) -> None:
    ask_for(sent=asked, do="write", by=BY, seen=asked.judged)

    assert len(waiting()) == 1
    worked()
    assert worked().stage == Import.Stage.WRITTEN
    assert twist.organisations.count() == 2


def test_nobody_mends_what_a_worker_writes(asked: Import) -> None:
    with pytest.raises(NotOpen):
        leave_out(sent=asked, rows=[2])
    with pytest.raises(NotWritten):
        ask_for(
            sent=Import.objects.create(cluster=asked.cluster, by=BY, at=timezone.now(), on=asked.on),
            do="undo",
            by=BY,
        )


@pytest.mark.usefixtures("asked")
def test_it_is_taken_back_by_the_worker(twist: Cluster) -> None:
    ask_for(sent=worked(), do="undo", by=BY)

    assert worked().stage == Import.Stage.UNDONE
    assert not twist.organisations.filter(memberships__isnull=False).exists()


def test_a_register_that_changed_since_is_told_and_the_preview_is_made_anew(
    asked: Import,
) -> None:
    seen = asked.judged
    Import.objects.filter(pk=asked.pk).update(judged="another", asked={**asked.asked, "seen": "another"})

    do_what_was_asked(asked.pk)

    asked.refresh_from_db()
    assert (asked.stage, asked.asked, asked.judged) == (Import.Stage.OPEN, {}, seen)
    assert [words for words, _ in asked.refused] == [asking.PreviewIsOld.sentence]
    assert not Organisation.objects.exists()


def test_a_failure_gives_it_back_and_says_so(asked: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        asked.cluster.organisations.create(name="Lin", code="lin")
        raise OSError("the disk is full")

    monkeypatch.setattr(asking, "commit", fail)

    with pytest.raises(OSError, match="full"):
        worked()

    given_back = Import.objects.get()
    assert (given_back.stage, given_back.refused) == (Import.Stage.OPEN, [[asking.FAILED, {}]])
    assert not Organisation.objects.exists()


def test_one_stops_waiting_for_a_worker_that_does_not_come_and_not_before(
    asked: Import, twist: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_waiting(sent=asked)
    assert Import.objects.get().stage == Import.Stage.WORKING

    monkeypatch.setattr(asking, "PATIENCE", dt.timedelta(0))
    stop_waiting(sent=asked)

    assert worked().stage == Import.Stage.OPEN
    assert twist.organisations.count() == 0


def test_a_large_one_is_one_of_many_rows(sends: Sends, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sends(ROWS)
    assert not is_large(sent)
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    assert is_large(sent)
