"""All the figures of a chapter as tables: one by one, or side by side where they share their classes."""

from __future__ import annotations

from collections.abc import Iterable

from grappe.analysis.figures.scenario_names import scenario_name
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.document import Block, Cell, Column, Lack, Lacking, Row, Run, Table
from grappe.analysis.report.lacks import lacks_head
from grappe.analysis.report.lines import Line, Lines, chapter_of
from grappe.analysis.report.methods import interval_words
from grappe.analysis.report.spread_words import spread_words
from grappe.analysis.report.spreads import IN_CATALOGUE, Spread, is_mean
from grappe.analysis.report.typography import said

Family = tuple[str, str]
LONG = 10
"""Rows above which a table is folded where a page can fold."""
TITLES = {
    ("finance", "year"): N_("Les finances, année par année et scénario par scénario"),
    ("sector", "nace"): N_("Les membres dans leur secteur"),
    ("peer", "measure"): N_("Les membres face aux entreprises comparables"),
    ("network", "layer"): N_("Le réseau des membres, par nature des liens"),
}
"""Figures that share their classes and are read side by side."""
HEADS = {
    "peer.percentile_median": N_("Rang médian"),
    "peer.members_above_median": N_("Membres au-dessus de la médiane"),
    "peer.hodges_lehmann": N_("Écart"),
    "peer.p_value": N_("Valeur p"),
    "peer.adjusted_p": N_("Valeur p corrigée"),
    "peer.minimum_detectable_effect": N_("Écart détectable"),
    "peer.companies": N_("Entreprises comparables"),
}
"""Labels too long to stand over a column of numbers; the papers give them whole."""
FIRST_COLUMN = {
    ("finance", "year"): N_("Année"),
    ("sector", "nace"): N_("Activité"),
    ("peer", "measure"): N_("Mesure"),
    ("network", "layer"): N_("Liens"),
}


def chapter_tables(chapter: int, lines: Lines, spreads: dict[str, Spread]) -> list[Block]:
    """Return the tables of a chapter, then what is not available."""
    own = [
        (figure, mine)
        for figure, found in lines.by_figure()
        if (mine := [line for line in found if chapter_of(line) == chapter])
    ]
    families: dict[Family, list[list[Line]]] = {}
    alone: list[list[Line]] = []
    for figure, found in own:
        shown = [line for line in found if line.is_known or line.is_hidden]
        if not shown:
            continue
        family = (figure.id.partition(".")[0], figure.key_name)
        if family in TITLES:
            families.setdefault(family, []).append(shown)
        else:
            alone.append(shown)
    blocks: list[Block] = [_side_by_side(family, found, lines) for family, found in families.items()]
    if alone:
        blocks.insert(0 if chapter != 8 else len(blocks), _one_by_one(alone, lines, spreads))
    lacking = _lacking((line for _, found in own for line in found), lines)
    return [*blocks, lacking] if lacking else blocks


def _one_by_one(found: list[list[Line]], lines: Lines, spreads: dict[str, Spread]) -> Table:
    language = lines.language
    rows: list[Row] = []
    for own in found:
        if own[0].name:
            rows.append(
                Row(
                    cells=(Cell(own[0].label), Cell(""), Cell(""), Cell("")),
                    heading=True,
                    anchor=own[0].anchor,
                    number=own[0].number,
                )
            )
        for line in own:
            rows.append(
                Row(
                    cells=(
                        Cell(line.name or line.label),
                        lines.cell(line),
                        Cell(lines.interval(line)),
                        Cell(lines.basis(line)),
                    ),
                    indented=bool(line.name),
                    anchor=line.anchor,
                    number=0 if line.name else line.number,
                )
            )
            spread = spreads.get(line.figure.id)
            if line.is_known and is_mean(line.figure.id) and line.figure.id not in IN_CATALOGUE:
                words = (
                    spread_words(spread, line.unit, language)
                    if spread
                    else said(N_("médiane et quartiles masqués"), language)
                )
                rows.append(Row(cells=(Cell(words, soft=True), Cell(""), Cell(""), Cell("")), indented=True))
    return Table(
        caption=said(N_("Les chiffres du chapitre"), language),
        columns=(
            Column(label=said(N_("Chiffre"), language), numeric=False),
            Column(label=said(N_("Valeur"), language)),
            Column(label=interval_words(None, language)),
            Column(label=said(N_("Calculé sur"), language)),
        ),
        rows=tuple(rows),
        notes=True,
        folded=len(rows) > LONG,
    )


def _side_by_side(family: Family, found: list[list[Line]], lines: Lines) -> Table:
    language = lines.language
    names = {line.key: line.name for own in found for line in own}
    by_key = [{line.key: line for line in own} for own in found]
    rows: list[Row] = []
    for heading, keys in _grouped(family, list(names), lines):
        if heading:
            rows.append(Row(cells=(Cell(heading), *(Cell("") for _ in found)), heading=True))
        for key in keys:
            values = [
                lines.cell(own[key], _sub(own[key], lines)) if key in own else Cell("–", soft=True)
                for own in by_key
            ]
            name = key.partition("|")[0] if heading else names[key]
            rows.append(Row(cells=(Cell(name), *values), indented=bool(heading)))
    return Table(
        caption=said(TITLES[family], language),
        columns=(
            Column(label=said(FIRST_COLUMN[family], language), numeric=False),
            *(
                Column(label=_head(own[0], language), anchor=own[0].anchor, number=own[0].number)
                for own in found
            ),
        ),
        rows=tuple(rows),
        wide=True,
    )


def _head(line: Line, language: Language) -> str:
    short = HEADS.get(line.figure.id)
    return line.label if short is None else said(short, language)


def _grouped(family: Family, keys: list[str], lines: Lines) -> list[tuple[str, list[str]]]:
    """Part the years by scenario, those of closed accounts first; other classes stay together."""
    if family != ("finance", "year"):
        return [("", keys)]
    groups: dict[str, list[str]] = {"": []}
    for key in keys:
        groups.setdefault(key.partition("|")[2], []).append(key)
    told = []
    for scenario, own in groups.items():
        if own:
            heading = (
                said(N_("Scénario « {name} »"), lines.language, name=scenario_name(scenario, lines.language))
                if scenario
                else said(N_("Comptes clos"), lines.language)
            )
            told.append((heading, sorted(own)))
    return told


def _sub(line: Line, lines: Lines) -> str:
    """The interval under the value, or how many it was computed on when that is not all."""
    if not line.is_known:
        return ""
    interval = lines.interval(line)
    if interval:
        return interval
    used, eligible = (amount(n, "count", lines.language) for n in (line.n_used, line.n_eligible))
    return "" if line.n_eligible in (0, line.n_used) else f"{used} / {eligible}"


def _lacking(chosen: Iterable[Line], lines: Lines) -> Lacking | None:
    """Gather what is not available by the reason, so that a reason is read once."""
    language = lines.language
    reasons: dict[str, dict[str, Run]] = {}
    for line in chosen:
        if line.is_known or line.is_hidden:
            continue
        reasons.setdefault(lacks_head(line.missing, language), {})[line.full_label] = Run(
            line.full_label, line.anchor, line.number
        )
    if not reasons:
        return None
    return Lacking(
        title=said(N_("Ce que le dossier ne permet pas de dire"), language),
        lacks=tuple(Lack(reason=reason, figures=tuple(runs.values())) for reason, runs in reasons.items()),
    )
