"""The comparison of the clusters of a campaign, as a document. It ranks nothing."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.figures.registered import source_words
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.annexes import method_annex, sources_annex, warnings_annex
from grappe.analysis.report.campaign_courses import campaign_courses
from grappe.analysis.report.campaign_evolution import campaign_evolution, followed, through_days
from grappe.analysis.report.campaign_left_out import left_out
from grappe.analysis.report.campaign_names import names_of, shown_in
from grappe.analysis.report.campaign_reserves import comparing, reserve_blocks
from grappe.analysis.report.campaign_spreads import Spread, campaign_spreads
from grappe.analysis.report.campaign_tables import campaign_lacks, cluster_tables, spread_table
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.ranges import spread_charts
from grappe.analysis.report.document import (
    Block,
    Cell,
    Chapter,
    Column,
    Document,
    Glance,
    Papers,
    Paragraph,
    Row,
    Run,
)
from grappe.analysis.report.interface import interface
from grappe.analysis.report.register_annex import register_annex
from grappe.analysis.report.typography import agreed, said, typeset

MOST_NAMED = 60
"""Clusters above which each is no longer shown by itself."""
GLANCES = (
    ("members.total", N_("membres par cluster, en médiane")),
    ("survey.response_rate", N_("de réponse aux enquêtes, en médiane")),
    ("actions.total", N_("actions par cluster, en médiane")),
)


def campaign_report(
    dossier: Dossier, asked: Asked, results: pl.DataFrame, language: Language, tell: Callable[[str], None]
) -> Document:
    """Return the comparison document of a dossier of several clusters."""
    every_day, results = results, results.filter(pl.col("as_of") == asked.as_of)
    clusters = len(dossier.clusters)
    names = names_of(dossier) if clusters <= MOST_NAMED else {}
    spreads = list(campaign_spreads(results, dossier, asked, language))
    course = campaign_courses(dossier, every_day, spreads)
    day = long_date(asked.as_of, language)
    settings = dossier.settings
    facts = [
        (N_("Référence"), settings.reference),
        (N_("Évaluateur"), settings.evaluator),
        (N_("Commanditaire"), settings.client),
        (N_("Jour de référence"), day),
        (N_("Clusters"), amount(clusters, "count", language)),
    ]
    chapters = []
    for number, title in CHAPTERS.items():
        name = typeset(say(title, language), language)
        tell(name)
        own = [one for one in spreads if one.figure.chapter == number]
        blocks = _blocks(own, names, dossier, language)
        days = through_days(course, number, dossier, names, language)
        left = left_out(results, {one.figure.id: one.key for one in own}, number, language)
        chapters.append(Chapter(number=number, title=name, blocks=(*blocks, *days, *left)))
    annexes = (
        campaign_evolution(course, dossier, names, language),
        method_annex(language, hides=any(one.hidden for one in spreads)),
        register_annex(dossier.registry, language),
        sources_annex(language),
        warnings_annex(dossier, language),
    )
    sources = dict(results.select("figure", "source").unique().iter_rows())
    return Document(
        language=language,
        eyebrow=settings.client or said(N_("Rapport de comparaison"), language),
        title=said(N_("Évaluation de {count} clusters"), language, count=amount(clusters, "count", language)),
        author=settings.evaluator or "",
        lead=said(
            N_("Situation au {day} ; chaque cluster dans la répartition de tous, sans classement"),
            language,
            day=day,
        ),
        facts=tuple((said(term, language), words) for term, words in facts if words),
        glances=_glances(spreads, clusters, language),
        summary=comparing(dossier, spreads, language, before=followed(course, language)),
        chapters=tuple(chapters),
        papers=tuple(_papers(one, day, sources.get(one.figure.id, ""), language) for one in spreads),
        annexes=tuple(annex for annex in annexes if annex is not None),
        words=interface(language),
    )


def _blocks(
    own: list[Spread], names: dict[str, str], dossier: Dossier, language: Language
) -> tuple[Block, ...]:
    clusters = len(dossier.clusters)
    if not any(one.clusters for one in own):
        words = said(N_("Aucun chiffre de ce chapitre ne se compare ici d’un cluster à l’autre."), language)
        found: list[Block] = [Paragraph(runs=(Run(words),))]
    else:
        drawn = spread_charts(own, names_of(dossier), shown_in(dossier), language)
        found = [converted(drawing) for drawing in drawn]
        found += reserve_blocks(own, clusters, language)
        found.append(spread_table(own, clusters, language))
        found += cluster_tables(own, names, language) if names else ()
    lacking = campaign_lacks(own, language)
    return (*found, lacking) if lacking else tuple(found)


def _glances(spreads: list[Spread], clusters: int, language: Language) -> tuple[Glance, ...]:
    by_name = {one.figure.id: one for one in spreads}
    found = []
    for name, label in GLANCES:
        one = by_name.get(name)
        if one is None or one.median is None:
            continue
        found.append(
            Glance(
                value=Run(amount(one.median, one.unit, language), one.anchor, one.number),
                label=said(label, language),
                basis=agreed(
                    N_("{used} cluster sur {eligible}"),
                    N_("{used} clusters sur {eligible}"),
                    one.clusters,
                    language,
                    used=amount(one.clusters, "count", language),
                    eligible=amount(clusters, "count", language),
                ),
            )
        )
    return tuple(found)


def _papers(one: Spread, day: str, source: str, language: Language) -> Papers:
    without = sum(count for _, count in one.missing)
    chapter = CHAPTERS.get(one.figure.chapter)
    return Papers(
        number=one.number,
        anchor=f"p{one.number}",
        name=one.figure.id,
        label=one.label,
        chapter=typeset(say(chapter, language), language) if chapter else "",
        definition=typeset(say(one.figure.definition, language), language),
        facts=(
            (said(N_("Tables"), language), typeset(source_words(source, language), language)),
            (said(N_("Au"), language), day),
        ),
        keyed=False,
        columns=(
            Column(label=said(N_("Médiane"), language)),
            Column(label=said(N_("Clusters qui l’ont"), language)),
            Column(label=said(N_("Non disponible"), language)),
            Column(label=said(N_("Masqué"), language)),
        ),
        lines=(
            Row(
                cells=(
                    Cell(amount(one.median, one.unit, language)),
                    *(Cell(amount(n, "count", language)) for n in (one.clusters, without, one.hidden)),
                ),
                anchor=one.anchor,
            ),
        ),
    )
