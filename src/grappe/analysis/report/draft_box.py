"""Drafted sentences as a box set apart: a reader sees that nobody signed them, and which rules wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.document import Box, Paragraph, Run
from grappe.analysis.report.draft_rules import Table
from grappe.analysis.report.drafts import Drafted, drafted
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live
from grappe.analysis.report.typography import agreed, said


def wants_draft(drafts: str, *, has_findings: bool) -> bool:
    """Tell whether a chapter is drafted: by the setting, beside findings or only in their place."""
    return drafts == "complete" or (drafts == "replace" and not has_findings)


def draft_boxes(chapter: int, lines: Lines, table: Table) -> Iterator[Box]:
    """Yield the draft of a chapter; nothing where the rules have nothing to say."""
    sentences = drafted(chapter, lines, table)
    if sentences:
        yield Box(
            role="draft",
            title=said(N_("Projet de texte"), lines.language),
            paragraphs=_paragraphs(sentences, lines),
            foot=(Run(_foot(sentences, lines)),),
        )


def _paragraphs(sentences: list[Drafted], lines: Lines) -> tuple[Paragraph, ...]:
    found: list[list[Run]] = []
    for one in sentences:
        if one.begins or not found:
            found.append([])
        found[-1] += [Run(" ")] if found[-1] else []
        found[-1] += live(one.text, lines, one.language)
    return tuple(Paragraph(runs=tuple(runs)) for runs in found)


def _foot(sentences: list[Drafted], lines: Lines) -> str:
    rules = list(dict.fromkeys(one.rule for one in sentences if not one.is_coverage))
    who = said(
        N_("Écrit par des règles à partir des chiffres ; à relire, compléter ou remplacer par l’évaluateur."),
        lines.language,
    )
    which = agreed(
        N_("Règle de drafts.toml : {rules}."),
        N_("Règles de drafts.toml : {rules}."),
        len(rules),
        lines.language,
        rules=", ".join(rules),
    )
    return f"{who} {which}"
