"""One piece of work in a process of its own: seconds, processor seconds and the most memory it took.

`python -m bench.work NAME FOLDER [RESULT]`: prints JSON. Imports are done before the clock starts.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import polars as pl

from bench import yardstick
from bench.record import ROOT
from grappe.analysis.dossier.reading import read_dossier

GENERATOR = ROOT / "examples" / "campaign" / "generate.py"


def read(folder: Path) -> None:
    """Read and check the dossier."""
    read_dossier(folder)


def ours(folder: Path) -> pl.DataFrame:
    """Evaluate what the yardstick can express too, without intervals."""
    return yardstick.ours(folder, everything=False)


def everything(folder: Path) -> pl.DataFrame:
    """Evaluate the whole catalogue, intervals included."""
    return yardstick.ours(folder, everything=True)


def theirs(folder: Path) -> pl.DataFrame:
    """Work out the same figures by SQL."""
    return yardstick.theirs(folder)


WORK = {work.__name__: work for work in (read, ours, everything, theirs)}


def alone(name: str, folder: Path, result: Path | None = None) -> dict[str, float]:
    """Do a piece of work in a fresh process; return seconds, cpu (seconds) and memory (GB)."""
    words = [sys.executable, "-m", "bench.work", name, str(folder), *([str(result)] if result else [])]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def generated(folder: Path, *, clusters: int, members: int, years: int, even: bool = False) -> None:
    """Write a made-up campaign as Parquet."""
    sizes = [f"--clusters={clusters}", f"--members={members}", f"--years={years}", "--format=parquet"]
    words = [sys.executable, str(GENERATOR), str(folder), *sizes, *(["--even"] if even else [])]
    subprocess.run(words, check=True)


def main() -> None:
    """Do one piece of work and say what it took."""
    name, folder, *result = sys.argv[1:]
    before = _memory()
    cpu, start = time.process_time(), time.perf_counter()
    found = WORK[name](Path(folder))
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": _memory(), "imports": before}))
    if result and found is not None:
        found.write_parquet(result[0])


def _memory() -> float:
    """Return the most memory held so far, in GB; the system's own count begins with the parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    most = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
    return int(most.split()[1]) / 1e6


if __name__ == "__main__":
    main()
