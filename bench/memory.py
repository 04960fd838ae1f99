"""What a process and those it has started have taken: memory at most, and seconds of the processors."""

from __future__ import annotations

import os
import resource
import time
from contextlib import suppress
from pathlib import Path


def most_held() -> float:
    """Return it in GB, without what the parent held before: the system's own count begins there."""
    held = _of("self")
    if held is None:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return held + sum(_of(child) or 0.0 for child in _below(os.getpid()))


def spent() -> float:
    """Return the seconds of the processors so far, with those of the processes that this one has started."""
    tick = os.sysconf("SC_CLK_TCK")
    total = time.process_time()
    for child in _below(os.getpid()):
        with suppress(OSError):
            told = Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            total += (int(told[11]) + int(told[12])) / tick
    return total


def _of(process: int | str) -> float | None:
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    most = [line for line in told.splitlines() if line.startswith("VmHWM")]
    return int(most[0].split()[1]) / 1e6 if most else None


def _below(process: int) -> list[int]:
    found: list[int] = []
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(child) for child in listed.read_text(encoding="utf-8").split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_below(child)]
    return found
