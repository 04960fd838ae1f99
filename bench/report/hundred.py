"""A hundred clusters, each with its folder of results, by the command that an authority would type."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.record import ROOT, Record
from bench.work import generated

CLUSTERS, MEMBERS, YEARS = 100, 8_000, 4
QUICK = (3, 30, 2)
TICK = 0.1
MEGA = 1e6


def measure(record: Record, *, quick: bool) -> None:
    """Measure seconds and the most memory that all the processes held together."""
    clusters, members, years = QUICK if quick else (CLUSTERS, MEMBERS, YEARS)
    with TemporaryDirectory() as temporary:
        dossier, out = Path(temporary) / "dossier", Path(temporary) / "out"
        generated(dossier, clusters=clusters, members=members, years=years)
        words = [
            sys.executable,
            "-m",
            "grappe.cli.main",
            "evaluate",
            str(dossier),
            "--out",
            str(out),
            "--each",
        ]
        start = time.perf_counter()
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as work:
            held = _Held(work.pid)
            held.start()
            failed = work.wait()
            held.stop()
        if failed:
            raise RuntimeError(f"grappe evaluate --each ended with {failed}")
        size = str(clusters)
        record.add("reports of all and of each", time.perf_counter() - start, "s", size=size)
        record.add("memory of all processes", held.most / MEGA, "GB", size=size)
        record.add("files written", sum(1 for file in out.rglob("*") if file.is_file()), "files", size=size)


class _Held(threading.Thread):
    """Watches what a process and those it started hold together (proportional set size, in kB)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._over = threading.Event()
        self.most = 0.0

    def run(self) -> None:
        while not self._over.wait(TICK):
            self.most = max(self.most, sum(map(_held_by, _family(self._pid))))

    def stop(self) -> None:
        """Watch no more."""
        self._over.set()
        self.join()


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in children.read_text(encoding="ascii").split()]
            except OSError:
                continue
    return found


def _held_by(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has just ended
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
