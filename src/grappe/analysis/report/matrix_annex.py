"""The evaluation matrix: each question with its figures, documents and interviews, and the answer to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import amount
from grappe.analysis.matrix.triangulation import Beside, matrices
from grappe.analysis.matrix.words import document_words, met_words, stance_counts
from grappe.analysis.report.document import Block, Bullets, Heading, Paragraph, Run, Section
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live
from grappe.analysis.report.sentences import listed, told
from grappe.analysis.report.typography import agreed, said, typeset
from grappe.analysis.vocabulary.classes import CRITERIA, STRENGTHS

ANCHOR = "matrix"
NAMED = 4
"""Documents of a question that are named; the annex on what was gathered has them all."""
Item = tuple[Run, ...]


def matrix_annex(dossier: Dossier, results: pl.DataFrame, lines: Lines, *, below: int) -> Section | None:
    """Return the questions by criterion; None where the dossier has no matrix and no source on any question.

    results: labelled, of the reference day. below: what fewer people said is hidden.
    """
    language = lines.language
    (matrix,) = [
        one
        for one in matrices(dossier, results, language=language, below=below)
        if one.cluster == lines.cluster
    ]
    proposed = not _has_own(dossier, lines.cluster)
    shown = [row for row in matrix.rows if row.sources or not proposed]
    if not shown:
        return None
    blocks: list[Block] = []
    if proposed:
        words = said(
            N_(
                "Le dossier n’a pas de matrice : ces questions sont celles que Grappe propose, et l’évaluateur n’y a pas répondu."
            ),
            language,
        )
        blocks.append(Paragraph(runs=(Run(words),)))
    for criterion, rows in groupby(shown, key=lambda row: row.question.criterion):
        if criterion in CRITERIA:
            blocks.append(Heading(text=typeset(say(CRITERIA[criterion], language), language)))
        for row in rows:
            blocks += _question(row, lines)
    silent = [row.question.id for row in matrix.rows if row not in shown]
    if silent:
        words = said(N_("Sans aucune source dans le dossier : {names}."), language, names=", ".join(silent))
        blocks.append(Paragraph(runs=(Run(words),)))
    return Section(anchor=ANCHOR, title=said(N_("La matrice d’évaluation"), language), blocks=tuple(blocks))


def _has_own(dossier: Dossier, cluster: str) -> bool:
    frame = dossier.tables.get("matrix")
    return frame is not None and cluster in frame["cluster_id"]


def _question(row: Beside, lines: Lines) -> Iterator[Block]:
    asked = row.question
    title = typeset(asked.question, lines.language) or asked.id
    yield Heading(text=f"{asked.id} · {title}" if title != asked.id else title, level=3)
    yield Bullets(items=tuple(_items(row, lines)))


def _items(row: Beside, lines: Lines) -> Iterator[Item]:
    language = lines.language
    figures = listed(_figure(name, lines) for name in row.question.figures)
    if figures:
        yield told(N_("Chiffres : {what}."), language, what=figures)
    if row.documents:
        words = ", ".join(document_words(one, language) for one in row.documents[:NAMED])
        left = len(row.documents) - NAMED
        if left > 0:
            count = amount(left, "count", language)
            words += agreed(N_(", et {count} autre"), N_(", et {count} autres"), left, language, count=count)
        yield told(N_("Documents : {what}."), language, what=words)
    if row.heard.interviews:
        words = said(N_("masqué (petit groupe)"), language)
        if not row.hidden:
            counts = [f"{label.lower()} {count}" for _, label, count in stance_counts(row.heard, language)]
            words = ", ".join([typeset(met_words(row.heard, language), language), *counts])
        yield told(N_("Entretiens : {what}."), language, what=words)
    if not row.sources:
        yield (Run(said(N_("Aucune source dans le dossier."), language)),)
    if row.question.answer:
        strength = STRENGTHS.get(str(row.question.strength))
        answer = live(row.question.answer, lines)
        if strength is None:
            yield told(N_("Réponse : {what}"), language, what=answer)
        else:
            words = say(strength, language).lower()
            yield told(N_("Réponse (preuve {strength}) : {what}"), language, strength=words, what=answer)


def _figure(name: str, lines: Lines) -> Item:
    """Return a figure with its value, or leading to its classes; what is not available says so."""
    figure, key = named(name) or (name, None)
    own = lines.of(figure)
    line = lines.get(figure, key or "")
    if line is None and own:
        return (Run(own[0].label, own[0].anchor, own[0].number),)
    if line is None:
        known = figures().get(figure)
        if known is None:
            return (Run(name),)
        label = Run(lines.course_label(known, key or ""))
        return told(N_("{label} (non disponible)"), lines.language, label=label)
    if line.is_known or line.is_hidden:
        return told(N_("{label} ({value})"), lines.language, label=line.full_label, value=lines.run(line))
    return told(
        N_("{label} (non disponible)"), lines.language, label=Run(line.full_label, line.anchor, line.number)
    )
