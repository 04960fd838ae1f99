"""The papers of the figures: the annex that every number leads to."""

from __future__ import annotations

from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.registered import is_of_register, source_words
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.document import Cell, Column, Papers, Row
from grappe.analysis.report.lacks import lacks_words
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.methods import interval_words, method_words
from grappe.analysis.report.register_annex import papers_words
from grappe.analysis.report.spread_words import spread_words
from grappe.analysis.report.spreads import Spread
from grappe.analysis.report.typography import agreed, said, typeset


def papers_of(lines: Lines, spreads: dict[str, Spread]) -> tuple[Papers, ...]:
    """Return one entry per figure, in the order of their numbers."""
    return tuple(_entry(figure, own, lines, spreads.get(figure.id)) for figure, own in lines.by_figure())


def _entry(figure: Figure, own: list[Line], lines: Lines, spread: Spread | None) -> Papers:
    language = lines.language
    first = own[0]
    # Suppressed lines give away nothing, their interval's method neither.
    method = next((line for line in own if line.is_known and line.method), None)
    facts = [(said(N_("Tables"), language), typeset(source_words(first.source, language), language))]
    if lines.registry is not None and is_of_register(first.source):
        facts.append((said(N_("Registre"), language), papers_words(lines.registry, figure.id, lines)))
    if method is not None:
        facts.append((said(N_("Méthode"), language), method_words(method.method, language)))
    if spread is not None:
        facts.append((said(N_("Médiane et quartiles"), language), spread_words(spread, first.unit, language)))
    facts.append((said(N_("Au"), language), long_date(lines.day, language)))
    wanting = [line for line in own if not line.is_known and not line.is_hidden]
    if len(wanting) == len(own):
        lacks = "; ".join(dict.fromkeys(lacks_words(line.missing, language) for line in own))
        facts.append((said(N_("Non disponible"), language), lacks))
        return _unavailable(figure, own, facts, language)
    bounded = any(lines.interval(line) for line in own)
    chapter = CHAPTERS.get(figure.chapter)
    return Papers(
        number=first.number,
        anchor=f"p{first.number}",
        name=figure.id,
        label=first.label,
        chapter=typeset(say(chapter, language), language) if chapter else "",
        definition=typeset(say(figure.definition, language), language),
        facts=tuple(facts),
        keyed=bool(figure.key),
        columns=(
            *((Column(label=said(N_("Classe"), language), numeric=False),) if figure.key else ()),
            Column(label=said(N_("Valeur"), language)),
            Column(label=said(N_("Calcul"), language), numeric=False),
            *((Column(label=interval_words(None, language)),) if bounded else ()),
            Column(label=said(N_("Lignes"), language), numeric=False),
        ),
        lines=tuple(_line(line, lines, bounded=bounded) for line in own),
    )


def _unavailable(figure: Figure, own: list[Line], facts: list[tuple[str, str]], language: Language) -> Papers:
    chapter = CHAPTERS.get(figure.chapter)
    return Papers(
        number=own[0].number,
        anchor=f"p{own[0].number}",
        name=figure.id,
        label=own[0].label,
        chapter=typeset(say(chapter, language), language) if chapter else "",
        definition=typeset(say(figure.definition, language), language),
        facts=tuple(facts),
        keyed=False,
        columns=(),
        lines=(),
        also=tuple(line.anchor for line in own),
    )


def _line(line: Line, lines: Lines, *, bounded: bool) -> Row:
    language = lines.language
    rows = _rows(line.rows, language)
    if not line.is_known and not line.is_hidden:
        lacks = lacks_words(line.missing, language)
        rows = said(N_("non disponible : {lacks}"), language, lacks=lacks)
    return Row(
        cells=(
            *((Cell(line.name or "–"),) if line.figure.key else ()),
            Cell(lines.with_unit(line), soft=not line.is_known),
            Cell(computation(line, language)),
            *((Cell(lines.interval(line)),) if bounded else ()),
            Cell(rows),
        ),
        anchor=line.anchor,
    )


def computation(line: Line, language: Language) -> str:
    """Return what the value is made of: `24 / 29`, and how many there should have been."""
    if not line.is_known or line.value is None:
        return ""
    used, eligible = (amount(n, "count", language) for n in (line.n_used, line.n_eligible))
    over = ""
    if line.unit == "share" and line.figure.measure.statistic == "share" and line.n_used:
        positive = line.value * line.n_used
        if abs(positive - round(positive)) < 1e-6:
            over = (
                f"{amount(round(positive), 'count', language)} / {used} ; "
                if language == "fr"
                else (f"{amount(round(positive), 'count', language)} / {used}; ")
            )
    if not line.n_eligible:  # of how many, nobody knows
        return typeset(over, language) + said(N_("n = {used}"), language, used=used)
    return typeset(over, language) + agreed(
        N_("n = {used} sur {eligible} éligible"),
        N_("n = {used} sur {eligible} éligibles"),
        line.n_eligible,
        language,
        used=used,
        eligible=eligible,
    )


def _rows(rows: str, language: Language) -> str:
    if rows.endswith(" rows"):
        count = rows.removesuffix(" rows")
        return said(N_("{count} lignes"), language, count=amount(int(count), "count", language))
    return ", ".join(rows.split(";")) if rows else ""
