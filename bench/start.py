"""How long `grappe --help` takes, beside Python doing nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.record import Record


def measure(record: Record, *, quick: bool) -> None:
    """Measure both in turn; the median of ten."""
    grappe = str(Path(sys.executable).with_name("grappe"))
    asked = {"grappe --help": [grappe, "--help"], "python -c pass": [sys.executable, "-c", "pass"]}
    took: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(2 if quick else 10):
        for name, words in asked.items():
            start = time.perf_counter()
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
            took[name].append(time.perf_counter() - start)
    for name, times in took.items():
        record.add(name, median(times), "s")
