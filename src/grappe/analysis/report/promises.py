"""The targets in the report: one table and one chart, in chapter 5; the other chapters lead there."""

from __future__ import annotations

from collections.abc import Sequence

from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.figures.promises import Promise, State, wanted_of
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.promises import promises_chart
from grappe.analysis.report.document import Block, Cell, Column, Paragraph, Row, Run, Table
from grappe.analysis.report.evolution_words import written
from grappe.analysis.report.lacks import lacks_words
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.parts import parted
from grappe.analysis.report.typography import said

HERE = 5
MOST_ROWS = 12
"""Targets of a drawing whose letters keep their size on a page."""
TITLE = N_("Ce que le plan d’action promettait")
STATES: dict[State, str] = {
    "reached": N_("atteint"),
    "missed": N_("non atteint"),
    "untold": N_("ne se tranche pas : l’intervalle contient la promesse"),
    "already": N_("déjà atteint, avant l’échéance"),
    "not_due": N_("pas encore échu"),
    "above": N_("au-dessus, sans que ce soit mieux ou moins bien"),
    "below": N_("en dessous, sans que ce soit mieux ou moins bien"),
    "equal": N_("comme promis"),
    "unavailable": N_("non disponible"),
    "hidden": N_("masqué (petit groupe)"),
}


def promise_blocks(found: Sequence[Promise], lines: Lines) -> dict[int, list[Block]]:
    """Return what each chapter says of the targets, by its number; nothing where there are none."""
    if not found:
        return {}
    language = lines.language
    table = _table(found, lines)
    drawable = [one for one in found if one.share is not None]
    drawings = [
        promises_chart(name, some, lines, _table(some, lines))
        for name, some in parted(said(N_("Objectifs et résultats"), language), drawable, MOST_ROWS, language)
    ]
    words = said(
        N_(
            "Le plan d’action fixe des valeurs à atteindre. Elles sont comparées aux chiffres du {day} : une échéance plus tardive n’est pas jugée."
        ),
        language,
        day=long_date(lines.day, language),
    )
    blocks: dict[int, list[Block]] = {
        number: [
            Paragraph(
                runs=(
                    Run(
                        said(
                            N_("Ce que le plan d’action promettait sur ce point est comparé au chapitre 5."),
                            language,
                        )
                    ),
                )
            )
        ]
        for number in CHAPTERS
        if number != HERE and any(one.figure.chapter == number for one in found)
    }
    blocks[HERE] = [
        Paragraph(runs=(Run(words),)),
        *(converted(drawing) for drawing in drawings if drawing),
        table,
    ]
    return blocks


def _table(found: Sequence[Promise], lines: Lines) -> Table:
    language = lines.language
    return Table(
        caption=said(TITLE, language),
        columns=(
            Column(label=said(N_("Chiffre"), language), numeric=False),
            Column(label=said(N_("Promis"), language)),
            Column(label=said(N_("Échéance"), language)),
            Column(label=said(N_("Atteint"), language)),
            Column(label=said(N_("Part atteinte"), language)),
            Column(label=said(N_("Où l’on en est"), language), numeric=False),
        ),
        rows=tuple(_row(one, lines) for one in found),
    )


def _row(one: Promise, lines: Lines) -> Row:
    language = lines.language
    line = lines.get(one.figure.id, one.key)
    unit = line.unit if line else one.figure.printed_in(one.figure.unit)
    reached = (
        lines.cell(line, lines.interval(line) or _basis(one, lines))
        if line is not None and line.is_known
        else Cell("–", soft=True)
    )
    share = one.share
    return Row(
        cells=(
            Cell(lines.course_label(one.figure, one.key)),
            Cell(_promised(one, unit, language)),
            Cell(long_date(one.due_on, language) if one.due_on else said(N_("sans échéance"), language)),
            reached,
            Cell("–", soft=True) if share is None else Cell(amount(share, "share", language)),
            Cell(_state(one, lines)),
        )
    )


def _promised(one: Promise, unit: str, language: Language) -> str:
    told = written(one.promised, unit, language)
    return said(N_("au plus {value}"), language, value=told) if wanted_of(one.figure.id) == "less" else told


def _basis(one: Promise, lines: Lines) -> str:
    line = lines.get(one.figure.id, one.key)
    if line is None or line.n_used == line.n_eligible:
        return ""
    return lines.basis(line)


def _state(one: Promise, lines: Lines) -> str:
    words = said(STATES[one.state], lines.language)
    line = lines.get(one.figure.id, one.key)
    if one.state != "unavailable" or line is None or not line.missing:
        return words
    return said(
        N_("non disponible : {lacks}"), lines.language, lacks=lacks_words(line.missing, lines.language)
    )
