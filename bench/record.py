"""What was measured, on which machine and at which commit: rows added to a CSV."""

from __future__ import annotations

import csv
import datetime as dt
import os
import platform
import subprocess
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIBRARIES = ("polars", "narwhals", "numpy", "duckdb", "scipy")


def machine() -> dict[str, str]:
    """Return the processor, its cores, the memory, the versions, the commit, and how busy all this is."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = [line for line in cpuinfo.read_text(encoding="utf-8").splitlines() if "model name" in line]
        model = named[0].partition(":")[2].strip() if named else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "day": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "commit": _git("rev-parse", "--short", "HEAD")
        + ("+" if _git("status", "--porcelain", "src") else ""),
        "cpu": model,
        "cores": str(os.cpu_count()),
        "memory_gib": f"{memory:.0f}",
        "load": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        **{library: version(library) for library in LIBRARIES},
    }


def _git(*words: str) -> str:
    asked = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False, text=True)
    return asked.stdout.strip()


@dataclass
class Record:
    """The results of one run of one bench."""

    name: str
    rows: list[dict[str, str]] = field(default_factory=list)

    def add(self, measure: str, value: float, unit: str, *, size: str = "") -> None:
        """Note one measure: what, how much, in which unit, of how large a thing."""
        self.rows.append({"measure": measure, "size": size, "value": f"{value:.4g}", "unit": unit})

    def value(self, measure: str, size: str = "") -> float:
        """Return a measure noted before."""
        return next(float(r["value"]) for r in self.rows if (r["measure"], r["size"]) == (measure, size))

    def show(self) -> None:
        """Print the measures."""
        for row in self.rows:
            print(f"  {row['measure']:<44} {row['size']:<8} {row['value']:>9} {row['unit']}")

    def keep(self, folder: Path) -> None:
        """Add the measures to the bench's CSV, with the machine and the commit; none: nothing."""
        if not self.rows:
            return
        folder.mkdir(parents=True, exist_ok=True)
        file, about = folder / f"{self.name}.csv", machine()
        rows = [{**row, **about} for row in self.rows]
        new = not file.exists()
        with file.open("a", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, fieldnames=list(rows[0]), lineterminator="\n")
            if new:
                writer.writeheader()
            writer.writerows(rows)
