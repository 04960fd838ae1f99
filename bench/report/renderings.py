"""TWIST as page, paper and text to go on editing, in a warm process; the same pages printed by others.

What a user would do instead is print: the DOCX from LibreOffice, or the page from a browser.
"""

from __future__ import annotations

import itertools
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import polars as pl

from bench.record import ROOT, Record
from bench.yardstick import AS_OF
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.language.catalogues import LANGUAGES
from grappe.analysis.report.cluster_report import cluster_report
from grappe.analysis.report.html import as_html
from grappe.analysis.report.pdf import as_pdf
from grappe.analysis.report.write import write_reports

TWIST = ROOT / "examples" / "twist"
RUNS, QUICK = 7, 1


def measure(record: Record, *, quick: bool) -> None:
    """Measure each rendering; the median of the runs after one that warms up."""
    dossier = read_dossier(TWIST)
    asked = asked_of(dossier, today=AS_OF)
    results = labelled(evaluate(dossier, asked), dossier, "fr")
    runs = QUICK if quick else RUNS
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)

        def all_three() -> object:
            return write_reports(folder, dossier, asked, results, "fr")

        def composed() -> object:
            return cluster_report(dossier, asked, results, "fr", _deaf)

        document = cluster_report(dossier, asked, results, "fr", _deaf)
        record.add("three renderings", _took(all_three, runs), "s")
        record.add("composed, charts drawn", _took(composed, runs), "s")
        turns = itertools.count()

        def printed() -> object:
            # Typst remembers what it has set: each run has a cover of its own, and asks for new pages.
            return as_pdf(replace(document, lead=f"{next(turns)}").plain(), AS_OF, _deaf)

        record.add("PDF", _took(printed, runs), "s")
        record.add("HTML", _took(lambda: as_html(document.plain()), runs), "s")
        for file in sorted(folder.iterdir()):
            record.add(f"{file.name}", file.stat().st_size / 1e6, "MB")
        _printed_by_others(record, folder, runs)
    for language in LANGUAGES:
        words = labelled(evaluate(dossier, asked), dossier, language) if language != "fr" else results
        _in_language(record, words, language)


def _in_language(record: Record, results: pl.DataFrame, language: str) -> None:
    dossier = read_dossier(TWIST)
    asked = asked_of(dossier, today=AS_OF)
    with TemporaryDirectory() as temporary:
        tongue = next(known for known in LANGUAGES if known == language)
        start = time.perf_counter()
        write_reports(Path(temporary), dossier, asked, results, tongue)
        record.add("three renderings", time.perf_counter() - start, "s", size=language)


def _printed_by_others(record: Record, folder: Path, runs: int) -> None:
    ours = record.value("PDF")
    office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder / "office")]
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
    printed = f"--print-to-pdf={folder / 'browser.pdf'}"
    others = {
        "LibreOffice, from the DOCX": [*office, str(folder / "report.docx")],
        "Chromium, from the page": [*browser, printed, (folder / "report.html").as_uri()],
    }
    for name, words in others.items():
        took = _took(lambda words=words: subprocess.run(words, check=True, capture_output=True), min(runs, 3))
        record.add(f"PDF by {name}", took, "s")
        record.add(f"ours / {name}", ours / took, "times")


def _took(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times[1:])


def _deaf(_sentence: str) -> None:
    """Hear nothing."""
