"""The work of TWIST in a warm process, without imports: reading, figures, writing, reports."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.record import ROOT, Record
from bench.yardstick import AS_OF
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.figures.results import write_figures

try:
    from grappe.analysis.report.write import write_reports
except ImportError:  # the figures are measured before there is a report
    write_reports = None
TWIST = ROOT / "examples" / "twist"


def measure(record: Record, *, quick: bool) -> None:
    """Measure each step; the median of seven runs after one that warms up."""
    took: dict[str, list[float]] = {}
    for _ in range(2 if quick else 8):
        for name, seconds in _once().items():
            took.setdefault(name, []).append(seconds)
    for name, times in took.items():
        record.add(name, median(times[1:]), "s")
    work = [name for name in took if name != "reports"]
    record.add("read, figures, labels, write", sum(median(took[name][1:]) for name in work), "s")


def _once() -> dict[str, float]:
    """Do the whole work once; return the seconds of each step."""
    took: dict[str, float] = {}
    with TemporaryDirectory() as temporary:
        clock = time.perf_counter()

        def told(name: str) -> None:
            nonlocal clock
            took[name] = time.perf_counter() - clock
            clock = time.perf_counter()

        dossier = read_dossier(TWIST)
        told("read")
        asked = asked_of(dossier, today=AS_OF)
        results = evaluate(dossier, asked)
        told("figures")
        named = labelled(results, dossier, "fr")
        told("labels")
        write_figures(Path(temporary), named)
        told("write")
        if write_reports is not None:
            write_reports(Path(temporary), dossier, asked, named, "fr")
            told("reports")
    return took
