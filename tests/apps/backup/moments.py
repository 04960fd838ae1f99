"""A program killed at one of the moments when it changes what lies on the disk or in the database."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from django.db.backends.base.base import BaseDatabaseWrapper
from tests.databases import forked

CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "shutil.rmtree", "sqlite3.connect")
"""What Python tells of itself just before it does it."""


def ends_by_itself(act: Callable[[], object], moment: int) -> bool:
    """Do something in a program of its own, killed at its n-th change; tell whether it had fewer."""

    def until_then() -> None:
        _die_at(moment)
        act()

    pid = forked(until_then)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.waitstatus_to_exitcode(status) == 0
    return True


def _die_at(moment: int) -> None:
    left = moment

    def one() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda event, _: one() if event in CHANGES else None)
    commit = BaseDatabaseWrapper.commit

    def committed(self: BaseDatabaseWrapper) -> None:
        one()
        commit(self)
        one()

    BaseDatabaseWrapper.commit = committed  # type: ignore[method-assign]  # this program is soon no more
