"""Write the reports of a dossier: one document, rendered as HTML, as PDF and as DOCX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.report.around import ALONE, Around
from grappe.analysis.report.campaign_report import campaign_report
from grappe.analysis.report.charts.convert import warm_up
from grappe.analysis.report.cluster_report import cluster_report
from grappe.analysis.report.docx.rendering import as_docx
from grappe.analysis.report.house.style import GRAPPE_STYLE, HouseStyle
from grappe.analysis.report.html import as_html
from grappe.analysis.report.pdf import as_pdf


def write_reports(
    folder: Path,
    dossier: Dossier,
    asked: Asked,
    results: pl.DataFrame,
    language: Language,
    *,
    house: HouseStyle = GRAPPE_STYLE,
    around: Around = ALONE,
    tell: Callable[[str], None] | None = None,
) -> list[Path]:
    """Write report.html, report.pdf and report.docx into a folder; return their paths.

    house: the look, Grappe's own by default.
    around: what the audit found, and below how many people what they said is hidden.
    results: labelled, of `asked.as_of` and of the other days of the series.
    `tell` hears what is being done, a sentence at a time.
    """
    heard = tell or _nobody
    warm_up()
    if dossier.is_campaign:
        document = campaign_report(dossier, asked, results, language, heard)
    else:
        document = cluster_report(dossier, asked, results, language, heard, around=around)
    document = replace(document, style=house)
    if not house.emblem:
        document = replace(document, emblem="", emblem_alt="")
    page, paper, draft = (folder / f"report.{kind}" for kind in ("html", "pdf", "docx"))
    told = document.plain()
    heard(say(N_("Rapport en PDF"), language))
    paper.write_bytes(as_pdf(told, asked.as_of, around.warn or heard, house))
    heard(say(N_("Rapport en HTML"), language))
    page.write_text(as_html(told, house), encoding="utf-8")
    heard(say(N_("Rapport en DOCX"), language))
    draft.write_bytes(as_docx(document, asked.as_of))
    return [page, paper, draft]


def _nobody(_sentence: str) -> None:
    """Hear nothing."""
