"""Figures, documents and interviews side by side, question by question: coverage, never a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import named
from grappe.analysis.figures.prose import by_name, filled
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.matrix.coders import CoderAgreement, coder_agreement
from grappe.analysis.matrix.interviews import Coding, Heard, by_chapter_and_theme, codings_of, heard
from grappe.analysis.matrix.questions import Question, questions_of
from grappe.analysis.matrix.small_groups import hidden_groups
from grappe.analysis.matrix.themes import theme_form

COVERAGE = (N_("Aucune source"), N_("Une source"), N_("Deux sources"), N_("Trois sources"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that sheds light on a question."""

    id: str
    title: str
    dated_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """All that the dossier holds on one question."""

    question: Question
    figures: tuple[dict[str, Any], ...]
    """Lines of the results, those not available too: they say what lacks."""
    absent: tuple[str, ...]
    """Figures that the question names and the results have no line of."""
    documents: tuple[Document, ...]
    heard: Heard
    hidden: bool
    """The interviews are too few for what was said in them to be shown."""
    answer: str
    """The evaluator's answer, the figures that it names printed; the workbook keeps their names."""

    @property
    def sources(self) -> int:
        """How many of the three kinds of source say something: 0 to 3."""
        known = any(line["status"] == "ok" and line["value"] is not None for line in self.figures)
        return known + bool(self.documents) + bool(self.heard.interviews)

    def coverage(self, language: Language) -> str:
        """Say how many kinds of source there are; whether they agree is for the evaluator to say."""
        return say(COVERAGE[self.sources], language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What the interviews say of one theme in one chapter."""

    chapter: int | None
    name: str
    heard: Heard
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The questions of one cluster, each with its sources."""

    cluster: str
    name: str
    rows: tuple[Beside, ...]
    themes: tuple[Theme, ...]
    coders: CoderAgreement
    shows_coders: bool
    """Whether the interviews that coders read differently may be named."""


def matrices(
    dossier: Dossier, results: pl.DataFrame, *, language: Language, below: int = 0
) -> tuple[Matrix, ...]:
    """Set side by side what each cluster's dossier holds on each question of its matrix.

    results: labelled figures of one reference day, already suppressed where asked. below: what fewer
    people said in interviews is hidden (`small_groups`).
    """
    names = dict(dossier.tables["cluster"].select("cluster_id", "name").iter_rows())
    return tuple(
        _matrix(dossier, results, cluster, names[cluster] or cluster, language, below)
        for cluster in dossier.clusters
    )


def _matrix(
    dossier: Dossier, results: pl.DataFrame, cluster: str, name: str, language: Language, below: int
) -> Matrix:
    codings = codings_of(dossier, cluster)
    of_cluster = results.filter(pl.col("cluster_id") == cluster)
    own, printed = list(of_cluster.iter_rows(named=True)), by_name(of_cluster)
    questions = questions_of(dossier, cluster, language)
    themes = by_chapter_and_theme(codings)
    about = [_about(question, codings) for question in questions]
    hidden = hidden_groups([*about, *themes.values()], below=below)
    return Matrix(
        cluster=cluster,
        name=name,
        rows=tuple(
            Beside(
                question=question,
                figures=tuple(line for figure in question.figures for line in _lines(figure, own)),
                absent=tuple(figure for figure in question.figures if not _lines(figure, own)),
                documents=_documents(dossier, cluster, question),
                heard=heard(about[place]),
                hidden=place in hidden,
                answer=filled(question.answer, printed, language, lambda _name, value: value),
            )
            for place, question in enumerate(questions)
        ),
        themes=tuple(
            Theme(chapter=chapter, name=theme, heard=heard(group), hidden=place in hidden)
            for place, ((chapter, theme), group) in enumerate(themes.items(), len(questions))
        ),
        coders=coder_agreement(codings),
        shows_coders=below < 2,
    )


def _lines(name: str, results: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    figure, key = named(name) or (name, None)
    return [
        line for line in results if line["figure"] == figure and (key is None or (line["key"] or "") == key)
    ]


def _about(question: Question, codings: Iterable[Coding]) -> list[Coding]:
    """Return the codings on a question: of its themes, whatever their chapter; else of its chapter."""
    if question.themes:
        themes = {theme_form(theme) for theme in question.themes}
        return [coding for coding in codings if theme_form(coding.theme) in themes]
    return [coding for coding in codings if coding.chapter is not None and coding.chapter == question.chapter]


def _documents(dossier: Dossier, cluster: str, question: Question) -> tuple[Document, ...]:
    frame = dossier.tables.get("documents")
    if frame is None:
        return ()
    return tuple(
        Document(
            id=row["document_id"], title=row.get("title") or row["document_id"], dated_on=row.get("dated_on")
        )
        for row in frame.iter_rows(named=True)
        if row["cluster_id"] == cluster
        and (
            row["document_id"] in question.documents
            if question.documents
            else question.chapter is not None and str(question.chapter) in (row.get("chapter") or ())
        )
    )
