"""The results of one cluster as the report reads them: by name, named, typeset, numbered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.finances import scenarios_of
from grappe.analysis.figures.labels import ROLES, Labels
from grappe.analysis.figures.no_row_of_class import WholeCounts, is_class
from grappe.analysis.figures.printing import NOTHING, Result, none_of_class
from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say_many
from grappe.analysis.language.numbers import NO_BREAK, amount, bounds
from grappe.analysis.report.document import Cell, Run
from grappe.analysis.report.typography import said, typeset

WITHOUT_CHAPTER = 5
"""Where targets are missed when none is given: among the results."""
SMALL_SHARE = 0.01
"""A share below which a whole per cent would say nothing."""
WRITTEN_BY_OTHERS = ("axis_id", "plan", "row")
"""Keys whose names come from the dossier, and stay as they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One result: a figure, or one of its classes."""

    figure: Figure
    key: str
    label: str
    """What the figure is called."""
    name: str
    """What its class is called; empty for a figure without classes."""
    value: float | None
    unit: str
    """That in which it is printed."""
    n_used: int
    n_eligible: int
    low: float | None
    high: float | None
    level: float | None
    method: str
    status: str
    missing: str
    source: str
    rows: str
    number: int
    anchor: str

    @property
    def is_known(self) -> bool:
        """There is a value, and it may be shown."""
        return self.status == "ok" and self.value is not None

    @property
    def is_hidden(self) -> bool:
        """It is there, and may not be shown."""
        return self.status == "suppressed"

    @property
    def result(self) -> Result:
        """What a sentence prints of it."""
        return Result(
            value=self.value,
            unit=self.unit,
            status=self.status,
            n_used=self.n_used,
            n_eligible=self.n_eligible,
            low=self.low,
            high=self.high,
            name=self.name,
        )

    @property
    def full_label(self) -> str:
        """The figure and its class."""
        return f"{self.label} – {self.name}" if self.name else self.label

    @property
    def coverage(self) -> float | None:
        """N used over n eligible; None where nothing was eligible."""
        return self.n_used / self.n_eligible if self.n_eligible else None


class LineWords:
    """How lines are written for a reader of a language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def written(self, line: Line, decimals: int | None = None) -> str:
        """Return the value as its reader expects it, without its unit in words."""
        if line.is_hidden:
            return said(N_("masqué (petit groupe)"), self.language)
        return amount(line.value if line.is_known else None, line.unit, self.language, decimals)

    def with_unit(self, line: Line) -> str:
        """Return the value with its unit: `498 ETP`, `37 jours`."""
        small = line.unit == "share" and line.value is not None and 0 < line.value < SMALL_SHARE
        written = self.written(line, 1 if small else None)
        if not line.is_known or line.value is None:
            return written
        return with_unit(written, line.unit, line.value, self.language)

    def interval(self, line: Line) -> str:
        """Return the interval, or nothing."""
        return bounds(line.low, line.high, line.unit, self.language) if line.is_known else ""

    def basis(self, line: Line) -> str:
        """Return what the value was computed on: `21 sur 36`; `21` where nobody knows of how many."""
        if not line.is_known:
            return ""
        used, eligible = (amount(n, "count", self.language) for n in (line.n_used, line.n_eligible))
        if line.n_eligible in (0, line.n_used):
            return used
        return said(N_("{used} sur {eligible}"), self.language, used=used, eligible=eligible)


def line_of(row: Mapping[str, Any], figure: Figure, *, label: str, name: str, number: int, turn: int) -> Line:
    """Return a row of the results as a line. number: of its figure; turn: its own among its lines."""
    return Line(
        figure=figure,
        key=row["key"] or "",
        label=label,
        name=name,
        value=row["value"],
        unit=figure.printed_in(row["unit"]),
        n_used=row["n_used"] or 0,
        n_eligible=row["n_eligible"] or 0,
        low=row["low"],
        high=row["high"],
        level=row["level"],
        method=row["method"] or "",
        status=row["status"],
        missing=row["missing"] or "",
        source=row["source"] or "",
        rows=row["rows"] or "",
        number=number,
        anchor=f"p{number}-{turn}",
    )


class Lines(LineWords):
    """The lines of one cluster, in the order of the catalogue."""

    def __init__(self, results: pl.DataFrame, dossier: Dossier, cluster: str, language: Language) -> None:
        super().__init__(language)
        self.prose = prose_language(dossier, language)
        """The language of what the evaluator writes."""
        self.cluster = cluster
        self.registry = dossier.registry
        labels = self._labels = Labels(dossier, language)
        catalogue = figures()
        self._lines: dict[tuple[str, str], Line] = {}
        self._of: dict[str, list[Line]] = {}
        self.day: dt.date = results["as_of"][0] if len(results) else dt.date.min
        self.scenarios = _scenarios(dossier, cluster)
        """In the order of the ledger, as everything that is said of them."""
        for row in _in_turn(results, self.scenarios):
            figure = catalogue[row["figure"]]
            if figure.id not in self._of:
                self._of[figure.id] = []
            entry = len(self._of)
            key = row["key"] or ""
            same = self._of[figure.id]
            line = line_of(
                row,
                figure,
                label=typeset(labels.figure(figure), language),
                name=self.class_label(figure, key),
                number=same[0].number if same else entry,
                turn=len(same) + 1,
            )
            same.append(line)
            self._lines[(figure.id, key)] = line
        self._whole = WholeCounts(
            (line.figure.id, line.key, line.status, line.n_used, line.n_eligible)
            for line in self._lines.values()
        )
        self.hides = any(line.is_hidden for line in self._lines.values())

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines.values())

    def class_label(self, figure: Figure, key: str) -> str:
        """Return what a class is called, were it in no line of the day; empty without a class."""
        own = figure.id in ROLES or figure.key in WRITTEN_BY_OTHERS
        named = self._labels.key(figure, key, self.cluster)
        return named if own else typeset(named, self.language)

    def course_label(self, figure: Figure, key: str) -> str:
        """Return what a figure and its class are called, were they in no line of the day."""
        name, label = self.class_label(figure, key), typeset(self._labels.figure(figure), self.language)
        return f"{label} – {name}" if name else label

    def get(self, figure: str, key: str = "") -> Line | None:
        """Return a line, whatever its status; None where the results have none."""
        return self._lines.get((figure, key))

    def result(self, figure: str, key: str = "") -> Result:
        """Return what a sentence prints: a class without a line is zero where its figure was counted."""
        line = self.get(figure, key)
        if line is not None:
            return line.result
        declared = figures().get(figure)
        if declared is None or not is_class(declared, key):
            return NOTHING
        return none_of_class(self._whole.none_of(declared), self.class_label(declared, key))

    def known(self, figure: str, key: str = "") -> Line | None:
        """Return a line that has a value to show."""
        line = self.get(figure, key)
        return line if line is not None and line.is_known else None

    def of(self, figure: str) -> list[Line]:
        """Return the lines of a figure, class by class."""
        return self._of.get(figure, [])

    def by_figure(self) -> Iterator[tuple[Figure, list[Line]]]:
        """Yield each figure with its lines."""
        for lines in self._of.values():
            yield lines[0].figure, lines

    def run(self, line: Line, decimals: int | None = None) -> Run:
        """Return the value as part of a sentence, leading to its papers."""
        return Run(self.written(line, decimals), line.anchor, line.number)

    def cell(self, line: Line, sub: str = "") -> Cell:
        """Return the value as a cell, leading to its papers; their number stands beside, not in it."""
        return Cell(self.with_unit(line), line.anchor, soft=not line.is_known, sub=sub)


def _scenarios(dossier: Dossier, cluster: str) -> tuple[str, ...]:
    ledger = dossier.tables.get("ledger")
    return () if ledger is None else tuple(scenarios_of(ledger.filter(pl.col("cluster_id") == cluster)))


def _in_turn(results: pl.DataFrame, scenarios: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the results figure by figure, those of scenarios in the order of the ledger."""
    rows = results.rows(named=True)
    figure = {name: place for place, name in enumerate(dict.fromkeys(row["figure"] for row in rows))}
    rank = {name: place for place, name in enumerate(scenarios)}

    def turn(row: dict[str, Any]) -> tuple[int, str, int]:
        year, _, scenario = (row["key"] or "").partition("|")
        match figures()[row["figure"]].key:
            case "row":
                return figure[row["figure"]], year, rank.get(scenario, -1)
            case "plan":
                return figure[row["figure"]], "", rank.get(row["key"], -1)
        return figure[row["figure"]], "", 0

    return sorted(rows, key=turn)


def chapter_of(line: Line) -> int:
    """Return the chapter of a line; a target belongs to that of what it is a target for."""
    if line.figure.chapter:
        return line.figure.chapter
    aimed = named(line.key)
    return figures()[aimed[0]].chapter if aimed and aimed[0] in figures() else WITHOUT_CHAPTER


def with_unit(written: str, unit: str, value: float, language: Language) -> str:
    """Add the unit's words to a written value, where it has words; the two stay on one line."""
    if unit == "fte":
        told = said(N_("{value} ETP"), language, value=written)
    elif unit == "days":
        told = say_many("{value} jour", "{value} jours", abs(round(value)), language, value=written)
    elif unit == "years":
        told = say_many("{value} an", "{value} ans", abs(int(value)), language, value=written)
    else:
        return written
    return told.replace(" ", NO_BREAK)


def prose_language(dossier: Dossier, asked: Language) -> Language:
    """Return the language that the evaluator writes in: that of the settings, else that of the report."""
    own = dossier.settings.language
    return next((language for language in LANGUAGES if language == own), asked)
