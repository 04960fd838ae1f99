"""The report on one cluster, as a document."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.promises import promises
from grappe.analysis.figures.readings import readings_of
from grappe.analysis.forecast.plans import books_of
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import long_date
from grappe.analysis.report.annexes import SUMMARY, method_annex, sources_annex, warnings_annex
from grappe.analysis.report.around import ALONE, Around
from grappe.analysis.report.asked_annex import asked_annex
from grappe.analysis.report.audit_annex import audit_annex
from grappe.analysis.report.chapters import chapters
from grappe.analysis.report.closing import closing
from grappe.analysis.report.cover import cluster_name, cover_facts, glances, period_words, title
from grappe.analysis.report.document import Document
from grappe.analysis.report.effects import effects_chapter
from grappe.analysis.report.emblem import emblem
from grappe.analysis.report.evolution import evolution_annex, evolution_blocks, evolution_of
from grappe.analysis.report.findings import findings_of
from grappe.analysis.report.glossary import glossary_annex
from grappe.analysis.report.interface import interface
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.matrix_annex import matrix_annex
from grappe.analysis.report.numbering import numbered
from grappe.analysis.report.papers import papers_of
from grappe.analysis.report.placing import with_blocks
from grappe.analysis.report.promises import promise_blocks
from grappe.analysis.report.register_annex import register_annex
from grappe.analysis.report.reply import reply_annex
from grappe.analysis.report.spreads import spreads
from grappe.analysis.report.summary import summary
from grappe.analysis.report.summary_rules import points
from grappe.analysis.report.typography import said
from grappe.analysis.report.versions import status, versions_of


def cluster_report(
    dossier: Dossier,
    asked: Asked,
    results: pl.DataFrame,
    language: Language,
    tell: Callable[[str], None],
    *,
    around: Around = ALONE,
) -> Document:
    """Return the document on the one cluster of a dossier."""
    cluster = dossier.clusters[0]
    of_the_day = results.filter(pl.col("as_of") == asked.as_of)
    lines = Lines(of_the_day, dossier, cluster, language)
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    # Quartiles of hidden groups would show what is hidden.
    known = [] if lines.hides else [line.figure.id for line in lines if line.is_known]
    beside = dict(spreads(readings, cluster, known))
    day = long_date(asked.as_of, language)
    period = asked.periods.get(cluster)
    lead = said(N_("Situation au {day}"), language, day=day)
    if period is not None:
        lead = said(
            N_("Situation au {day}, pour la période {period}"),
            language,
            day=day,
            period=period_words(period, language),
        )
    picture, words = emblem(lines, readings)
    promised = list(promises(dossier, of_the_day, cluster, lines.day))
    found = points(lines, promised, books_of(dossier, asked, cluster))
    versions = versions_of(dossier, cluster)
    own = numbered(dossier, cluster)
    evolution = evolution_of(dossier, results, cluster)
    more = promise_blocks(promised, lines)
    more[3] = [*evolution_blocks(evolution, lines), *more.get(3, [])]
    eight = with_blocks(chapters(dossier, lines, readings, beside, tell), more)
    verdict = None if around.effects is None else around.effects.verdict
    first, last = summary(own, found, lines), closing(own, versions, eight, lines, verdict)
    ids = [row["finding_id"] for rows in findings_of(dossier, cluster).values() for row in rows]
    before = (
        reply_annex(dossier, cluster, versions, own, language),
        matrix_annex(dossier, of_the_day, lines, below=around.below),
        asked_annex(dossier, lines),
        evolution_annex(evolution, lines),
        audit_annex(around.verdicts, ids, lines),
        method_annex(language, hides=lines.hides, also=SUMMARY if found else ()),
        register_annex(dossier.registry, language, cluster),
    )
    told = [annex for annex in before if annex is not None]
    effects = effects_chapter(around.effects, language)
    after = (
        glossary_annex([first, *eight, *effects, last, *told], language),
        sources_annex(language),
        warnings_annex(dossier, language),
    )
    return Document(
        language=language,
        eyebrow=dossier.settings.client or said(N_("Rapport d’évaluation"), language),
        title=title(cluster_name(dossier, cluster), language),
        author=dossier.settings.evaluator or "",
        lead=lead,
        facts=cover_facts(dossier, asked, cluster, versions, language),
        status=status(versions, language),
        emblem=picture,
        emblem_alt=words,
        glances=glances(lines),
        summary=first,
        chapters=(*eight, *effects),
        closing=last,
        papers=papers_of(lines, beside),
        annexes=(*told, *(annex for annex in after if annex is not None)),
        words=interface(language),
    )
