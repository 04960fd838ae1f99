"""Two evaluations compared: figures that moved, came or went, and the sentences that say something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import polars as pl
from django.http import Http404, HttpRequest, HttpResponse

from grappe.analysis.figures.catalogue import CHAPTERS, figures
from grappe.analysis.figures.evidence import read_evidence
from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.moving import Movement, movements
from grappe.analysis.figures.printing import printed_unit
from grappe.analysis.figures.results import read_figures
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount
from grappe.analysis.language.punctuation import semicolon
from grappe.analysis.report.lines import Line
from grappe.analysis.report.moved_sentences import MovedSentence, moved_sentences
from grappe.analysis.report.moved_words import (
    count_words,
    difference,
    intervals,
    kind_words,
    row_words,
    shows,
    values,
)
from grappe.analysis.report.sentence_data import read_sentences
from grappe.analysis.report.typography import typeset
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import results_folder
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.figures import FigureWords
from grappe.pages.desk.evaluations.listing import Comparing, comparing
from grappe.pages.desk.evaluations.named import words_of_rows
from grappe.pages.desk.evaluations.words import State, called, evaluation_of, period_of, way
from grappe.pages.desk.showing import shown

ROWS_SHOWN = 12
STATUSES = {
    "ok": N_("disponible"),
    "not_available": N_("non disponible"),
    "suppressed": N_("masqué (petit groupe)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure that is not what it was."""

    name: str
    label: str
    address: str
    before: str
    after: str
    difference: str
    n: str
    told: tuple[str, ...]
    """Its interval and its status, where they moved."""
    rows: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedChapter:
    """The figures of a chapter that moved."""

    title: str
    figures: tuple[Moved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A figure that came, or went, or stayed as it was."""

    name: str
    label: str
    address: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two."""

    name: str
    number: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedWords:
    """A sentence that says something else."""

    where: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """All that the page shows."""

    title: str
    choice: Comparing | None
    before: Side | None
    after: Side | None
    periods: str
    """That they are not of the same period; empty where they are."""
    chapters: tuple[MovedChapter, ...]
    moved: int
    appeared: tuple[Other, ...]
    vanished: tuple[Other, ...]
    sentences: tuple[MovedWords, ...]
    other_words: str
    """Why no sentences are compared."""
    alike: int
    """Figures that print as before, of which only n or decimals moved, and those that did not move at all."""
    unmoved: tuple[Other, ...]
    everything: str
    """The address that shows those too; empty where they are shown."""
    written_in: str


def compare(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what moved from one evaluation to another."""
    told = request.GET.get("avant", ""), request.GET.get("apres", "")
    if not all(told):
        return _shown(request, desk, _nothing(desk))
    if not all(number.isdecimal() for number in told):
        raise Http404
    before, after = (evaluation_of(desk, int(number)) for number in told)
    if before.state != State.DONE or after.state != State.DONE:
        raise Http404
    return _shown(request, desk, _page(desk, before, after, everything="tout" in request.GET))


def _shown(request: HttpRequest, desk: Desk, page: ComparePage) -> HttpResponse:
    return shown(request, desk, "desk/evaluations/compare.html", page, way=way(desk))


def _nothing(desk: Desk) -> ComparePage:
    return ComparePage(
        title=say(N_("Comparer deux évaluations"), desk.language),
        choice=comparing(desk),
        before=None,
        after=None,
        periods="",
        chapters=(),
        moved=0,
        appeared=(),
        vanished=(),
        sentences=(),
        other_words="",
        alike=0,
        unmoved=(),
        everything="",
        written_in=desk.language,
    )


def _page(desk: Desk, before: Evaluation, after: Evaluation, *, everything: bool) -> ComparePage:
    language = desk.language
    old, new = _results(before), _results(after)
    found = movements(old, new, *(read_evidence(results_folder(one)) for one in (before, after)))
    came = [one for one in found if one.status_before is None]
    went = [one for one in found if one.status_after is None]
    stayed = [one for one in found if one.status_before is not None and one.status_after is not None]
    seen = [one for one in stayed if everything or shows(one, language)]
    words, other_words = _sentences(before, after, language)
    alike = len(new) - len(came) - len([one for one in stayed if shows(one, language)])
    lines = FigureWords(desk, after, None).lines
    here = f"{desk.address('compare_evaluations')}?avant={before.number}&apres={after.number}"
    return ComparePage(
        title=say(N_("Comparer deux évaluations"), language),
        choice=comparing(desk, before.number, after.number),
        before=_side(desk, before),
        after=_side(desk, after),
        periods=_periods(before, after, language),
        chapters=tuple(_chapters(desk, after, seen, lines)),
        moved=len(seen),
        appeared=tuple(_other(desk, after, one, values(one, language)[1]) for one in came),
        vanished=tuple(_other(desk, before, one, values(one, language)[0]) for one in went),
        sentences=words,
        other_words=other_words,
        alike=alike,
        unmoved=tuple(_unmoved(desk, after, new, found)) if everything else (),
        everything="" if everything or not alike else f"{here}&tout=1",
        written_in=after.language,
    )


def _periods(before: Evaluation, after: Evaluation, language: Language) -> str:
    if (before.period_from, before.period_to) == (after.period_from, after.period_to):
        return ""
    none = say(N_("aucune"), language)
    return say(
        N_(
            "Elles ne portent pas sur la même période ({before} → {after}) : les entrées, les sorties et ce qui est compté dans la période ne se comparent pas."
        ),
        language,
        before=period_of(before, language) or none,
        after=period_of(after, language) or none,
    )


def _results(one: Evaluation) -> pl.DataFrame:
    folder = results_folder(one)
    if not (folder / "figures.json").is_file():  # somebody took it off the disk
        raise Http404
    found = read_figures(folder)
    return found.filter(pl.col("as_of") == pl.col("as_of").max())


def _side(desk: Desk, one: Evaluation) -> Side:
    return Side(
        name=called(one, desk.language),
        number=one.number,
        address=desk.address("evaluation", evaluation=one.number),
    )


def _chapters(
    desk: Desk, after: Evaluation, moved: list[Movement], lines: list[Line]
) -> Iterator[MovedChapter]:
    chapters: dict[int, list[Movement]] = {}
    for one in moved:
        figure = figures().get(one.figure)
        chapters.setdefault(figure.chapter if figure else 0, []).append(one)
    for number in sorted(chapters, key=lambda number: (number == 0, number)):
        title = typeset(say(CHAPTERS.get(number, N_("Autres chiffres")), desk.language), desk.language)
        yield MovedChapter(
            title=f"{number}. {title}" if number else title,
            figures=tuple(_moved(desk, after, one, lines) for one in chapters[number]),
        )


def _moved(desk: Desk, after: Evaluation, one: Movement, lines: list[Line]) -> Moved:
    language = desk.language
    before, now = values(one, language)
    rows = [words for words in _rows(one, lines, language) if words]
    n = ""
    if one.n_before != one.n_after:
        n = f"{count_words(one.n_before)} → {count_words(one.n_after)}"
    elif one.n_after is not None:
        n = count_words(one.n_after)
    return Moved(
        name=one.name,
        label=one.label,
        address=_address(desk, after, one.figure, one.key),
        before=before,
        after=now,
        difference=difference(one.before, one.after, one.unit, language),
        n=n,
        told=tuple(_told(one, language)),
        rows=tuple(rows[:ROWS_SHOWN]),
        more=max(len(rows) - ROWS_SHOWN, 0),
    )


def _rows(one: Movement, lines: list[Line], language: Language) -> Iterator[str]:
    figure = figures().get(one.figure)
    if figure is None:  # the catalogue no longer has it, nor the words of its columns
        yield from map(row_words, one.rows)
        return
    said = words_of_rows(figure, lines, language)
    for row in one.rows:
        yield row_words(row, name=said.row, part=said.part, between=semicolon(language))


def _told(one: Movement, language: Language) -> Iterator[str]:
    ends = intervals(one, language)
    if ends[0] != ends[1]:
        yield say(
            N_("intervalle : {before} → {after}"), language, before=ends[0] or "–", after=ends[1] or "–"
        )
    if one.status_before != one.status_after:
        before, after = (
            say(STATUSES.get(status or "", status or "–"), language)
            for status in (one.status_before, one.status_after)
        )
        yield f"{before} → {after}"


def _other(desk: Desk, of: Evaluation, one: Movement, value: str) -> Other:
    return Other(name=one.name, label=one.label, address=_address(desk, of, one.figure, one.key), value=value)


def _unmoved(desk: Desk, after: Evaluation, new: pl.DataFrame, found: list[Movement]) -> Iterator[Other]:
    moved = {one.name for one in found}
    for row in new.iter_rows(named=True):
        name = figure_name(row["figure"], row["key"])
        if name not in moved:
            yield Other(
                name=name,
                label=row["label"],
                address=_address(desk, after, row["figure"], row["key"]),
                value=amount(row["value"], printed_unit(row), desk.language),
            )


def _address(desk: Desk, of: Evaluation, figure: str, key: str | None) -> str:
    page = desk.address("evaluation_figure", evaluation=of.number, figure=figure)
    return f"{page}?{urlencode({'classe': key})}" if key else page


def _sentences(
    before: Evaluation, after: Evaluation, language: Language
) -> tuple[tuple[MovedWords, ...], str]:
    """Return the sentences that moved, or why none are compared."""
    if before.language != after.language:
        return (), say(
            N_("Les deux rapports ne sont pas dans la même langue : leurs phrases ne sont pas comparées."),
            language,
        )
    old, new = (read_sentences(results_folder(one)) or [] for one in (before, after))
    return tuple(_words(one, language) for one in moved_sentences(old, new)), ""


def _words(one: MovedSentence, language: Language) -> MovedWords:
    where = say(N_("chapitre {number}"), language, number=one.chapter)
    return MovedWords(where=f"{kind_words(one.kind, language)}, {where}", before=one.before, after=one.after)
