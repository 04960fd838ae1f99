"""What is read waits in Parquet parts: a few thousand filings at a time, whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from grappe.analysis.dossier.faults import shown
from grappe.analysis.registry.accounts.files import Given
from grappe.analysis.registry.accounts.filing import Apart, Filing
from grappe.analysis.registry.accounts.judging import judged
from grappe.analysis.vocabulary.annual_accounts import measures

ACCOUNTS: Mapping[str, Any] = {
    "enterprise": pl.Int64, "year": pl.Int32, "reference": pl.String, "deposited_on": pl.Date, "model": pl.String,
    "started_on": pl.Date, "ended_on": pl.Date, "months": pl.Int32, "currency": pl.String,
    **dict.fromkeys(measures(), pl.Float64),
    "source": pl.String, "filing": pl.String, "turn": pl.Int64,
}  # fmt: skip
RUBRICS: Mapping[str, Any] = {"enterprise": pl.Int64, "ended_on": pl.Date, "rubric": pl.String, "value": pl.Float64, "before": pl.Boolean, "filing": pl.String}  # fmt: skip
ASIDE: Mapping[str, Any] = {"source": pl.String, "place": pl.String, "digest": pl.String, "reason": pl.String, "text": pl.String}  # fmt: skip
TABLES: Mapping[str, Mapping[str, Any]] = {"accounts": ACCOUNTS, "rubrics": RUBRICS, "aside": ASIDE}
MANY = 20_000
"""Rows that wait in memory before they are written."""
SHEETS = 10_000_000_000
"""Places in a file before those of its next sheet."""


class Staging:
    """Parts of a change under way."""

    def __init__(self, folder: Path, turns: Mapping[str, int], next_turn: int) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True)
        self._turns = turns
        self._next = next_turn
        self._waiting: dict[str, list[Any]] = {name: [] for name in TABLES}
        self.parts: dict[str, list[Path]] = {name: [] for name in TABLES}
        """The files of each table."""
        self.digests: dict[str, None] = {}
        self.places: dict[str, None] = {}

    def add(self, given: Given, tell: Callable[[str, int], None] = lambda _name, _rows: None) -> None:
        """Judge what a file tells, and keep it. The same content twice is there once.

        tell: hears how many rows of a table are read.
        """
        if given.digest in self.digests:
            return
        turn = self._turns.get(given.digest, self._next + len(self.digests))
        self.digests[given.digest] = self.places[given.place] = None
        if given.filing is not None:
            self._judge(given, turn, 0, given.filing)
        for table in given.tables:
            first = table.number * SHEETS
            if not table.columnar:
                for place, filing in table.filings():
                    self._judge(given, turn, first + place, filing)
                continue
            read = 0
            for rows, aside in table.frames():
                self._keep(given, turn, first, rows, aside)
                read += rows.height + aside.height
                tell(given.name, read)

    def done(self) -> None:
        """Write what waits still; each table has a part, be it empty."""
        for name in TABLES:
            self._flush(name)

    def _judge(self, given: Given, turn: int, place: int, filing: Filing | Apart) -> None:
        found = filing if isinstance(filing, Apart) else judged(filing)
        if isinstance(found, Apart):
            text = shown_long(found.written)
            self._wait("aside", [(given.name, given.place, given.digest, found.reason, text)])
            return
        name = f"{given.digest}#{place}"
        self._wait("accounts", [{**found.row, "source": given.name, "filing": name, "turn": turn}])
        who = (found.row["enterprise"], found.row["ended_on"])
        self._wait("rubrics", [(*who, code, value, False, name) for code, value in found.rubrics.items()])
        self._wait("rubrics", [(*who, code, value, True, name) for code, value in found.before.items()])

    def _keep(self, given: Given, turn: int, first: int, rows: pl.DataFrame, aside: pl.DataFrame) -> None:
        name = pl.lit(f"{given.digest}#") + (pl.col("place") + first).cast(pl.String)
        known = rows.with_columns(source=pl.lit(given.name), filing=name, turn=pl.lit(turn))
        self._write("accounts", known.select(list(ACCOUNTS)).cast(pl.Schema(ACCOUNTS)))
        if not aside.is_empty():
            told = aside.with_columns(
                source=pl.lit(given.name),
                place=pl.lit(given.place),
                digest=pl.lit(given.digest),
                text=pl.Series([shown_long(text) for text in aside["text"]], dtype=pl.String),
            )
            self._write("aside", told.select(list(ASIDE)))

    def _wait(self, table: str, rows: list[Any]) -> None:
        self._waiting[table] += rows
        if len(self._waiting[table]) >= MANY:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows, self._waiting[table] = self._waiting[table], []
        self._write(table, pl.DataFrame(rows, schema=dict(TABLES[table]), orient="row"))

    def _write(self, table: str, frame: pl.DataFrame) -> None:
        part = self.folder / f"{table}-{len(self.parts[table]) + 1:06d}.parquet"
        # "-0" is nought: kept with its sign, engines would tell it apart.
        frame.with_columns(pl.col(pl.Float64) + 0.0).write_parquet(part)
        self.parts[table].append(part)


def shown_long(written: str) -> str:
    """Return what is shown of a filing: on one line, each part cut when long."""
    return " · ".join(shown(part) for part in written.split(" · "))
