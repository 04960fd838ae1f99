"""A worker does not outlive the program that it was born of."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

SET_PARENT_DEATH_SIGNAL = 1
"""`PR_SET_PDEATHSIG`, which only Linux has."""


def die_with_parent() -> None:
    """Have this program end when its parent does, even killed: a worker left alone would keep the port."""
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended meanwhile
        os.kill(os.getpid(), signal.SIGKILL)
