"""Every sentence of a report: findings, drafts, and what the report makes itself of its numbers."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.promises import promises
from grappe.analysis.forecast.plans import books_of
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.document import Run
from grappe.analysis.report.findings import findings_of
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.outlook import outlook_sentences
from grappe.analysis.report.sentence_data import Sentence, sentences_of
from grappe.analysis.report.summary import evidence, shown
from grappe.analysis.report.summary_rules import points

LAST = 8
"""The chapter of the years to come."""


def sentences_by_cluster(
    dossier: Dossier, asked: Asked, results: pl.DataFrame, language: Language
) -> list[Sentence]:
    """Return the sentences of a dossier's reports.

    Of a campaign, the findings only: its comparison has no drafts, each cluster's own report has.
    results: labelled, of the day asked.
    """
    found: list[Sentence] = []
    for cluster in dossier.clusters:
        if dossier.is_campaign and not findings_of(dossier, cluster):
            continue
        of_cluster = results.filter(pl.col("cluster_id") == cluster) if dossier.is_campaign else results
        lines = Lines(of_cluster, dossier, cluster, language)
        if not dossier.is_campaign:
            found += _summary(dossier, asked, of_cluster, lines)
        found += sentences_of(dossier, lines, with_drafts=not dossier.is_campaign)
        if not dossier.is_campaign:
            found += _outlook(dossier, asked, lines)
    return found


def _summary(dossier: Dossier, asked: Asked, results: pl.DataFrame, lines: Lines) -> Iterator[Sentence]:
    """Yield the points that the summary shows, and what it says that they rest on."""
    books = books_of(dossier, asked, lines.cluster)
    promised = list(promises(dossier, results, lines.cluster, lines.day))
    told = [point for side in shown(points(lines, promised, books)).values() for point in side]
    by_anchor = {line.anchor: line for line in lines}
    times: dict[str, int] = {}
    for point in told:
        own = [by_anchor[run.anchor] for run in point.runs if run.anchor in by_anchor]
        source = own[0].figure.id if own else "summary"
        times[source] = times.get(source, 0) + 1
        name = f"summary.{source}.{times[source]}"
        yield _of_runs(name, source, point.chapter, point.runs, by_anchor, lines)
    yield _of_runs("summary.evidence", "evidence", 1, evidence(lines), by_anchor, lines)


def _of_runs(
    name: str, source: str, chapter: int, runs: tuple[Run, ...], by_anchor: dict[str, Line], lines: Lines
) -> Sentence:
    figures: dict[str, float | None] = {}
    text = ""
    for run in runs:
        line = by_anchor.get(run.anchor)
        if line is None:
            text += run.text
            continue
        figure = figure_name(line.figure.id, line.key or None)
        figures[figure] = line.value if line.is_known else None
        text += f"{{{figure}}}"
    return Sentence(
        cluster_id=lines.cluster,
        sentence_id=name,
        kind="summary",
        chapter=chapter,
        source=source,
        language=lines.language,
        text=text,
        printed="".join(run.text for run in runs),
        figures=figures,
    )


def _outlook(dossier: Dossier, asked: Asked, lines: Lines) -> Iterator[Sentence]:
    """Yield what chapter 8 says of the years to come, where it gives a number."""
    books = books_of(dossier, asked, lines.cluster)
    for name, words in outlook_sentences(dossier, books, lines.language):
        if any(letter.isdigit() for letter in words):
            yield Sentence(
                cluster_id=lines.cluster,
                sentence_id=f"outlook.{name}",
                kind="outlook",
                chapter=LAST,
                source=name,
                language=lines.language,
                text=words,
                printed=words,
                figures={},
            )
