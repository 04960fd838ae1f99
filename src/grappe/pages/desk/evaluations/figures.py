"""The figures of an evaluation, chapter by chapter, with what changed since the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say
from grappe.analysis.report.kept_lines import kept_lines
from grappe.analysis.report.lacks import lacks_words
from grappe.analysis.report.lines import Line, LineWords, chapter_of
from grappe.analysis.report.moved_words import difference
from grappe.analysis.report.typography import typeset
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import figures_of
from grappe.apps.search.words import beginnings, plain_text
from grappe.pages.desk.entrance import Desk

KEYS = ("members.total", "employment.total", "survey.response_rate", "actions.total")
"""Those that stand at the head of the page, where they are known."""
ALL = "tout"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure, or one of its classes."""

    name: str
    address: str
    value: str
    known: bool
    interval: str
    basis: str
    moved: str
    heading: bool = False
    indented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChapter:
    """The figures of a chapter."""

    number: int
    title: str
    rows: tuple[FigureRow, ...]
    count: int
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A figure at the head of the page."""

    value: str
    label: str
    address: str
    moved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures that are shown, and the question that chose them."""

    here: str
    words: str
    chosen: str
    """The number of the chapter that is open, `tout` for all of them."""
    chapters: tuple[FigureChapter, ...]
    keys: tuple[Key, ...]
    found: int
    total: int
    since: str
    """What the changes are measured from; empty without an earlier evaluation."""


def figures_shown(
    request: HttpRequest, desk: Desk, evaluation: Evaluation, before: Evaluation | None
) -> Figures:
    """Return the figures of an evaluation that is done, those that a question finds."""
    shown = FigureWords(desk, evaluation, before)
    asked = request.GET.get("q", "").strip()[:100]
    chosen = request.GET.get("chapitre", "")
    wanted = beginnings(asked)
    lines = [line for line in shown.lines if _answers(line, wanted)]
    numbers = [number for number in (*CHAPTERS, 0) if any(chapter_of(line) == number for line in lines)]
    opened = {chosen} if chosen else ({str(numbers[0])} if numbers else set())
    return Figures(
        here=desk.address("evaluation", evaluation=evaluation.number),
        words=asked,
        chosen=chosen,
        chapters=tuple(
            FigureChapter(
                number=number,
                title=typeset(say(CHAPTERS.get(number, N_("Autres chiffres")), desk.language), desk.language),
                rows=tuple(shown.rows(own)),
                count=len(own),
                open=bool(wanted) or chosen == ALL or str(number) in opened,
            )
            for number in numbers
            if (own := [line for line in lines if chapter_of(line) == number])
        ),
        keys=tuple(shown.keys()),
        found=len(lines),
        total=len(shown.lines),
        since=str(before.number) if before else "",
    )


def _answers(line: Line, wanted: Iterable[str]) -> bool:
    told = f" {plain_text((line.figure.id, line.key, line.label, line.name))}"
    return all(f" {word}" in told for word in wanted)


class FigureWords:
    """The lines of an evaluation, and how they are written for the reader of a desk."""

    def __init__(self, desk: Desk, evaluation: Evaluation, before: Evaluation | None) -> None:
        self.desk, self.evaluation, self.before = desk, evaluation, before
        self.words = LineWords(desk.language)
        self.lines = kept_lines(
            last_day(figures_of(evaluation)), written_in=language_of(evaluation), language=desk.language
        )
        self._before: Mapping[tuple[str, str], Any] = {
            (row["figure"], row["key"] or ""): row["value"]
            for row in (last_day(figures_of(before)) if before else ())
        }

    def address(self, line: Line) -> str:
        """Return where the paper of a line is."""
        page = self.desk.address(
            "evaluation_figure", evaluation=self.evaluation.number, figure=line.figure.id
        )
        return f"{page}?{urlencode({'classe': line.key})}" if line.key else page

    def moved(self, line: Line) -> str:
        """Return by how much a line moved since the evaluation before; empty where it did not."""
        before = self._before.get((line.figure.id, line.key))
        return difference(before, line.value if line.is_known else None, line.unit, self.desk.language)

    def value(self, line: Line) -> str:
        """Return what a line says: its value, or why there is none."""
        if line.is_known or line.is_hidden:
            return self.words.with_unit(line)
        return lacks_words(line.missing, self.desk.language)

    def rows(self, lines: Iterable[Line]) -> Iterable[FigureRow]:
        """Yield the rows of a table: one a figure, or a heading and one a class."""
        heading = ""
        for line in lines:
            if line.name and line.figure.id != heading:
                heading = line.figure.id
                page = self.desk.address(
                    "evaluation_figure", evaluation=self.evaluation.number, figure=line.figure.id
                )
                yield FigureRow(
                    name=line.label,
                    address=page,
                    value="",
                    known=True,
                    interval="",
                    basis="",
                    moved="",
                    heading=True,
                )
            yield FigureRow(
                name=line.name or line.label,
                address=self.address(line),
                value=self.value(line),
                known=line.is_known,
                interval=self.words.interval(line),
                basis=self.words.basis(line),
                moved=self.moved(line),
                indented=bool(line.name),
            )

    def keys(self) -> Iterable[Key]:
        """Yield the figures at the head of the page."""
        by_name = {line.figure.id: line for line in self.lines if not line.key and line.is_known}
        for name in KEYS:
            if name in by_name:
                line = by_name[name]
                yield Key(
                    value=self.words.written(line),
                    label=line.label,
                    address=self.address(line),
                    moved=self.moved(line),
                )


def last_day(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of the reference day."""
    last = max((row["as_of"] for row in rows), default="")
    return [row for row in rows if row["as_of"] == last]


def language_of(evaluation: Evaluation) -> Language:
    """Return the language that its results are written in."""
    return next(one for one in LANGUAGES if one == evaluation.language)


def done_before(evaluation: Evaluation) -> Evaluation | None:
    """Return the evaluation of the cluster that was done before this one."""
    return (
        Evaluation.objects.filter(
            cluster=evaluation.cluster_id, state=Evaluation.State.DONE, number__lt=evaluation.number
        )
        .order_by("-number")
        .first()
    )
