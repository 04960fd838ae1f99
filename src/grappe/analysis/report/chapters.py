"""The eight chapters: findings or a draft, the charts that help, the tables, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.figures.readings import Readings
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.report.charts.among_peers import peers_chart
from grappe.analysis.report.charts.bars import bars_chart
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.drawing import Drawing
from grappe.analysis.report.charts.employment import employment_chart
from grappe.analysis.report.charts.growth import growth_chart
from grappe.analysis.report.charts.importance import importance_chart
from grappe.analysis.report.charts.levels import levels_charts
from grappe.analysis.report.charts.meetings import attendance_chart
from grappe.analysis.report.charts.network import network_chart
from grappe.analysis.report.charts.partners import partners_chart
from grappe.analysis.report.charts.provinces import provinces_chart
from grappe.analysis.report.charts.scopes import scopes_chart
from grappe.analysis.report.charts.shares import shares_charts
from grappe.analysis.report.charts.years import figure_chart, reserves_chart, result_chart
from grappe.analysis.report.closing import pointers
from grappe.analysis.report.document import Block, Chapter, Paragraph, Run
from grappe.analysis.report.draft_box import draft_boxes, wants_draft
from grappe.analysis.report.draft_rules import table_of
from grappe.analysis.report.figure_tables import chapter_tables
from grappe.analysis.report.findings import findings_of, prose
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.numbering import numbered
from grappe.analysis.report.outlook import outlook
from grappe.analysis.report.spreads import Spread
from grappe.analysis.report.typography import said, typeset

Tell = Callable[[str], None]


def chapters(
    dossier: Dossier, lines: Lines, readings: Readings, spreads: dict[str, Spread], tell: Tell
) -> tuple[Chapter, ...]:
    """Return the chapters of one cluster's report."""
    language = lines.language
    findings = findings_of(dossier, lines.cluster)
    concluded = numbered(dossier, lines.cluster)
    rules = table_of(dossier)
    found = []
    for number, title in CHAPTERS.items():
        name = typeset(say(title, language), language)
        tell(name)
        own = findings.get(number, [])
        drawn = [converted(drawing) for drawing in _drawings(number, dossier, lines, readings)]
        text: list[Block] = list(prose(own, lines))
        if wants_draft(dossier.settings.drafts, has_findings=bool(text)):
            text += draft_boxes(number, lines, rules)
        blocks = [
            *text,
            *drawn,
            *(outlook(dossier, readings, lines.cluster, language) if number == 8 else []),
            *pointers(tuple(one for one in concluded if one.chapter == number), language),
            *chapter_tables(number, lines, spreads),
        ]
        if not blocks:
            blocks = [Paragraph(runs=(Run(said(N_("Le dossier ne dit rien de ce chapitre."), language)),))]
        found.append(Chapter(number=number, title=name, blocks=tuple(blocks)))
    return tuple(found)


def _drawings(number: int, dossier: Dossier, lines: Lines, readings: Readings) -> Iterator[Drawing]:
    for drawing in _candidates(number, dossier, lines, readings):
        if drawing is not None:
            yield drawing


def _candidates(number: int, dossier: Dossier, lines: Lines, readings: Readings) -> Iterator[Drawing | None]:
    language = lines.language

    def shares(title: str, *figures: str) -> Iterator[Drawing]:
        return shares_charts(
            said(title, language), lines, [line for name in figures for line in lines.of(name)]
        )

    def levels(title: str, role: str) -> Iterator[Drawing]:
        return levels_charts(said(title, language), role, dossier.questionnaire, lines, readings)

    if number == 3:
        yield bars_chart(
            said(N_("Membres par nature"), language),
            said(N_("Nombre de membres au jour de référence"), language),
            lines,
            lines.of("members.by_kind"),
        )
        yield growth_chart(lines, readings)
        yield provinces_chart(lines)
        yield employment_chart(lines, readings)
        yield peers_chart(lines, readings)
    elif number == 4:
        yield from shares(N_("La stratégie vue par les membres"), "strategy.known", "strategy.satisfied")
    elif number == 5:
        yield from shares(N_("Membres satisfaits des actions du cluster"), "satisfaction.share")
        yield importance_chart(lines)
        yield from levels(N_("Satisfaction des actions, niveau par niveau"), "satisfaction")
        yield from shares(N_("Membres qui jugent l’effet du cluster positif ou très positif"), "impact.share")
        yield from levels(N_("Effet du cluster, niveau par niveau"), "impact")
        yield scopes_chart(lines, readings) or bars_chart(
            said(N_("Actions par pays"), language),
            said(N_("Nombre d’actions tenues dans la période"), language),
            lines,
            lines.of("actions.by_country"),
        )
    elif number == 6:
        yield attendance_chart(lines, readings)
        yield from shares(N_("La gouvernance vue par les membres"), "governance.share")
    elif number == 7:
        yield bars_chart(
            said(N_("Partenaires par nature"), language),
            said(N_("Nombre de partenaires au jour de référence"), language),
            lines,
            lines.of("partners.by_kind"),
        )
        yield partners_chart(lines)
        yield network_chart(lines, readings)
        yield from shares(N_("Membres intéressés par un partenariat"), "partnership.interest")
    elif number == 8:
        yield result_chart(lines)
        yield figure_chart(N_("Part propre des charges"), "finance.own_share", lines)
        yield reserves_chart(dossier, lines.cluster, lines)
        yield figure_chart(N_("Trésorerie au-delà du besoin"), "finance.cash_over_need", lines)
