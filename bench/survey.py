"""A survey of 100,000 answers and 700 columns, read and tabulated, beside DuckDB and a plain counter."""

from __future__ import annotations

import collections
import csv
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import openpyxl
import polars as pl

from bench.record import Record
from grappe.analysis.dossier.forms.reading import read_form
from grappe.analysis.survey.answers import read_answers
from grappe.analysis.survey.frame import frame_of
from grappe.analysis.survey.survey import Survey, survey
from grappe.analysis.survey.wishes import Wishes

SEED = 20100301
SIZE, QUICK = (100_000, 700), (500, 40)
KINDS = (*("select_one opinion",) * 7, "select_multiple service", "integer", "text")
"""Of ten columns, seven closed questions, one of several choices, one number, one text."""
CHOICES = {
    "opinion": ("A1", "A2", "A3", "A4", "na"),
    "service": ("S1", "S2", "S3", "S4", "S5"),
}
Counts = dict[tuple[str, str], int]


def measure(record: Record, *, quick: bool) -> None:
    """Measure ours, with intervals, bounds and audit; theirs count the closed questions, and no more."""
    rows, columns = QUICK if quick else SIZE
    size = f"{rows}x{columns}"
    with TemporaryDirectory() as temporary:
        form, answers = Path(temporary) / "form.xlsx", Path(temporary) / "answers.csv"
        _generated(form, answers, rows, columns)
        record.add("answers file", answers.stat().st_size / 1e6, "MB", size=size)
        start = time.perf_counter()
        questionnaire, _ = read_form(form.name, form)
        if questionnaire is None:
            raise RuntimeError("The form that was just written has no questions.")
        form_read = time.perf_counter()
        given = read_answers(answers, questionnaire)
        read = time.perf_counter()
        found = survey(given, questionnaire, frame_of(None, invited=2 * rows), Wishes())
        done = time.perf_counter()
        record.add("ours: form read", form_read - start, "s", size=size)
        record.add("ours: answers read", read - form_read, "s", size=size)
        record.add("ours: tabulated", done - read, "s", size=size)
        record.add("ours: together", done - start, "s", size=size)
        closed = [q.name for q in questionnaire.questions if q.type == "select_one"]
        for name, count in (("duckdb", _by_sql), ("csv and Counter", _by_counter)):
            took, theirs = _timed(lambda count=count: count(answers, closed))
            record.add(f"{name}: read and counted", took, "s", size=size)
            record.add(f"ours / {name}", (done - start) / took, "times", size=size)
            record.add(
                f"counts that differ from {name}", _differences(found, theirs, closed), "lines", size=size
            )


def _timed(work: Callable[[], Counts]) -> tuple[float, Counts]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def _generated(form: Path, answers: Path, rows: int, columns: int) -> None:
    """Write an XLSForm and its answers: names of choices, blanks, and sets parted by a space."""
    rng = np.random.default_rng(SEED)
    kinds = [KINDS[place % len(KINDS)] for place in range(columns)]
    book = openpyxl.Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("A new workbook has a sheet.")
    sheet.title = "survey"
    sheet.append(("type", "name", "label"))
    for place, kind in enumerate(kinds):
        sheet.append((kind, f"q{place}", f"Question {place}"))
    choices = book.create_sheet("choices")
    choices.append(("list_name", "name", "label", "grappe_positive"))
    for list_name, names in CHOICES.items():
        for place, name in enumerate(names):
            choices.append(
                (list_name, name, name.title(), "yes" if place < 2 else "na" if name == "na" else "no")
            )
    book.save(form)
    sets = [" ".join(n for bit, n in enumerate(CHOICES["service"]) if each >> bit & 1) for each in range(32)]
    pools = {
        "select_one opinion": [*CHOICES["opinion"], ""],
        "select_multiple service": sets,
        "integer": [*map(str, range(200)), ""],
        "text": [*[""] * 8, "Merci pour tout", "Rien à dire, sinon qu’il faudrait plus de rencontres"],
    }
    drawn = {
        f"q{place}": pl.Series(pools[kind]).gather(rng.integers(0, len(pools[kind]), rows))
        for place, kind in enumerate(kinds)
    }
    ids = pl.Series([f"r{row}" for row in range(rows)])
    pl.DataFrame({"response_id": ids, **drawn}).write_csv(answers)


def _by_sql(answers: Path, closed: list[str]) -> Counts:
    """Count with DuckDB: the file into a table of text, then one query for each question."""
    found: Counts = {}
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"CREATE TABLE answers AS FROM read_csv('{answers}', all_varchar = true)")
        for name in closed:
            query = f'SELECT "{name}", count(*) FROM answers WHERE "{name}" <> \'\' GROUP BY 1'  # noqa: S608 - names of our own
            found.update({(name, answer): number for answer, number in connection.execute(query).fetchall()})
    return found


def _by_counter(answers: Path, closed: list[str]) -> Counts:
    """Count as a script would: a row at a time, a counter for each question."""
    counters: dict[str, collections.Counter[str]] = {name: collections.Counter() for name in closed}
    with answers.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        places = {name: place for place, name in enumerate(next(reader)) if name in counters}
        for row in reader:
            for name, place in places.items():
                if row[place]:
                    counters[name][row[place]] += 1
    return {
        (name, answer): number for name, counter in counters.items() for answer, number in counter.items()
    }


def _differences(found: Survey, theirs: Counts, closed: list[str]) -> int:
    own = found.tables["tables"].filter(pl.col("question").is_in(closed), pl.col("count") > 0)
    ours = {(row[0], row[1]): row[2] for row in own.select("question", "answer", "count").iter_rows()}
    return len(set(ours.items()) ^ set(theirs.items()))
