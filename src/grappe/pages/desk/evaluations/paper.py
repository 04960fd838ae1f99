"""The paper of a figure: what it means, where it comes from, how it is worked out, what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl
from django.http import Http404, HttpRequest, HttpResponse

from grappe.analysis.audit.verdict import JUDGEMENTS
from grappe.analysis.dossier.table_titles import table_title
from grappe.analysis.figures.evidence import read_evidence
from grappe.analysis.figures.redone import parts_of, redone
from grappe.analysis.figures.registered import register_words
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.analysis.report.lacks import lacks_words
from grappe.analysis.report.lines import Line
from grappe.analysis.report.methods import interval_words, method_words
from grappe.analysis.report.moved_words import kind_words
from grappe.analysis.report.papers import computation
from grappe.analysis.report.typography import said, typeset
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import audit_of, results_folder, sentences_of
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.evaluation import LOOKS, Found
from grappe.pages.desk.evaluations.figures import FigureWords, done_before
from grappe.pages.desk.evaluations.named import answers_of, words_of_rows
from grappe.pages.desk.evaluations.tables import origins_of
from grappe.pages.desk.evaluations.words import State, evaluation_of, way
from grappe.pages.desk.showing import shown

MOST = 300
"""Rows that a page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A table that the figure rests on."""

    title: str
    name: str
    """As the dossier calls it; empty for a register, which is none of its tables."""
    origin: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """One class of the figure, or the figure itself."""

    name: str
    address: str
    value: str
    known: bool
    computation: str
    interval: str
    moved: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column: what it is called, and its name in the files; empty for one that was worked out."""

    words: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """One row of the base: what it is called, whether the value rests on it, what it showed."""

    name: str
    code: str
    """Its identifier; empty where that is what it is called."""
    address: str
    counted: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows behind one value."""

    of: str
    columns: tuple[Head, ...]
    rows: tuple[ShownRow, ...]
    counts: str
    aside: int
    more: int
    arithmetic: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of the report that prints the figure."""

    printed: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """All that the page shows."""

    title: str
    name: str
    definition: str
    facts: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    lines: tuple[ClassLine, ...]
    keyed: bool
    interval: str
    """The head of the column of intervals; empty where none has one."""
    moves: bool
    rows: Rows | None
    said: tuple[Said, ...]
    audit: tuple[Found, ...]
    written_in: str


def show_figure(request: HttpRequest, desk: Desk, evaluation: int, figure: str) -> HttpResponse:
    """Show the paper of a figure."""
    one = evaluation_of(desk, evaluation)
    if one.state != State.DONE:
        raise Http404
    words = FigureWords(desk, one, done_before(one))
    own = [line for line in words.lines if line.figure.id == figure]
    if not own:
        raise Http404
    asked = request.GET.get("classe", "")
    chosen = next((line for line in own if line.key == asked), None)
    return shown(
        request,
        desk,
        "desk/evaluations/paper.html",
        _paper(desk, one, words, own, chosen or (own[0] if len(own) == 1 else None)),
        way=way(desk, one),
    )


def _paper(desk: Desk, one: Evaluation, words: FigureWords, own: list[Line], chosen: Line | None) -> Paper:
    first, language = own[0], desk.language
    lines = tuple(_class(line, words, chosen) for line in own)
    names = {f"{first.figure.id}[{line.key}]" if line.key else first.figure.id for line in own}
    printing = [row for row in sentences_of(one) if names & set(row["figures"])]
    return Paper(
        title=first.label,
        name=first.figure.id,
        definition=typeset(say(first.figure.definition, language), language),
        facts=tuple(_facts(own, one, language)),
        sources=tuple(_sources(desk, one, first)),
        lines=lines,
        keyed=bool(first.figure.key),
        interval=interval_words(None, language) if any(line.interval for line in lines) else "",
        moves=any(line.moved for line in lines),
        rows=_rows(desk, one, words, chosen) if chosen is not None and chosen.is_known else None,
        said=tuple(_said(row, language) for row in printing),
        audit=tuple(_audit(one, {row["source"] for row in printing}, names, language)),
        written_in=one.language,
    )


def _class(line: Line, words: FigureWords, chosen: Line | None) -> ClassLine:
    return ClassLine(
        name=line.name or line.label,
        address=words.address(line),
        value=words.value(line),
        known=line.is_known,
        computation=computation(line, words.desk.language),
        interval=words.words.interval(line),
        moved=words.moved(line),
        chosen=line is chosen,
    )


def _facts(own: list[Line], one: Evaluation, language: Language) -> Iterator[tuple[str, str]]:
    method = next((line for line in own if line.is_known and line.method), None)
    yield said(N_("Au"), language), long_date(one.as_of, language)
    if method is not None:
        yield said(N_("Méthode"), language), method_words(method.method, language)
    if base := own[0].figure.base.about:
        yield said(N_("Une ligne"), language), typeset(say(base, language), language)
    lacks = dict.fromkeys(lacks_words(line.missing, language) for line in own if line.missing)
    if lacks:
        yield said(N_("Non disponible"), language), "; ".join(lacks)


def _sources(desk: Desk, one: Evaluation, line: Line) -> Iterator[Source]:
    files = origins_of(desk, one)
    for table in filter(None, line.source.split(";")):
        held = files.get(table)
        origin = (
            say(N_("fichier joint « {file} »"), desk.language, file=held.file)
            if held
            else say(N_("plateforme"), desk.language)
        )
        register = register_words(table, desk.language)
        yield Source(
            title=register or table_title(table, desk.language),
            name="" if register else table,
            origin="" if register else origin,
            address=held.address if held else "",
        )


def _rows(desk: Desk, one: Evaluation, words: FigureWords, line: Line) -> Rows | None:
    kept = read_evidence(results_folder(one))
    if kept is None:
        return None
    own = kept.filter(
        pl.col("figure") == line.figure.id,
        pl.col("key").is_null() if line.figure.key is None else pl.col("key") == line.key,
    )
    told = [(name, parts_of(seen)) for name, seen in own.select("row", "seen").iter_rows()]
    if not told:
        return None
    named = None if not line.rows or line.rows.endswith(" rows") else set(line.rows.split(";"))
    counted = [parts for name, parts in told if named is None or name in named]
    aside = len(told) - len(counted)
    columns = tuple(dict.fromkeys(column for _, parts in told for column in parts))
    said = words_of_rows(line.figure, words.lines, desk.language, answers_of(one, line, desk.language))
    members = _members(desk, line, [name for name, _ in told[:MOST]])
    called = {name: said.row(name) for name, _ in told[:MOST]}
    if "name" not in columns:
        called |= members
    return Rows(
        of=line.name or line.label,
        columns=tuple(
            Head(words=said.column(name), name=name if said.is_of_contract(name) else "") for name in columns
        ),
        rows=tuple(
            ShownRow(
                name=called[name],
                code="" if called[name] == name else name,
                address=desk.address("member", code=name) if name in members else "",
                counted=named is None or name in named,
                cells=tuple(said.cell(column, parts.get(column, ""), parts) for column in columns),
            )
            for name, parts in told[:MOST]
        ),
        counts=computation(line, desk.language),
        aside=aside,
        more=max(len(told) - MOST, 0),
        arithmetic=_arithmetic(line, counted, len(told), desk.language),
    )


def _arithmetic(line: Line, counted: list[dict[str, str]], total: int, language: Language) -> tuple[str, ...]:
    """Return how the value comes from its rows, where they are few enough to be written out."""
    if line.value is None or len(counted) > MOST:
        return ()
    return tuple(redone(line.figure, line.value, counted, total, language))


def _members(desk: Desk, line: Line, names: Iterable[str]) -> dict[str, str]:
    """Return what the members are called that rows are named after, by their codes."""
    if "members" not in line.source.split(";"):
        return {}
    return dict(desk.cluster.organisations.filter(code__in=set(names)).values_list("code", "name"))


def _said(row: dict[str, object], language: Language) -> Said:
    where = say(N_("chapitre {number}"), language, number=row["chapter"])
    return Said(printed=str(row["printed"]), where=f"{kind_words(str(row['kind']), language)}, {where}")


def _audit(one: Evaluation, sources: set[str], names: set[str], language: Language) -> Iterator[Found]:
    for row in audit_of(one):
        claims = row["claim_ids"].split(";")
        if sources & set(claims) or any(name in row["sentence"].split() for name in names):
            yield Found(
                verdict=say(JUDGEMENTS[row["verdict"]], language),
                look=LOOKS[row["verdict"]],
                sentence=row["sentence"],
                claims=", ".join(claims),
            )
