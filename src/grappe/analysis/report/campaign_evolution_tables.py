"""The tables of a campaign over several days: the clusters' medians by day, and each cluster's change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from grappe.analysis.figures.comparability import FEW_ANSWERS
from grappe.analysis.figures.series import Caution, Change
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import NO_BREAK, amount, bounds, long_date
from grappe.analysis.report.campaign_courses import APART, CampaignCourses, FigureCourse
from grappe.analysis.report.campaign_spreads import ENOUGH, Quarters
from grappe.analysis.report.campaign_tables import SIDE_BY_SIDE, quarter
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.evolution_tables import point_cell
from grappe.analysis.report.evolution_words import (
    change_words,
    long_cautions,
    short_cautions,
    signed,
    written,
)
from grappe.analysis.report.parts import parted
from grappe.analysis.report.typography import said

MOST_COLUMNS = 5
"""Days that a table on paper has room for: of more, the first, the last and some between."""


def days_shown(days: Sequence[dt.date]) -> list[int]:
    """Return the places of the days that have their column, evenly among all, both ends among them."""
    last = len(days) - 1
    columns = min(len(days), MOST_COLUMNS)
    return [round(turn * last / (columns - 1)) for turn in range(columns)]


def medians_table(
    caption: str, shown: Sequence[FigureCourse], days: Sequence[dt.date], language: Language
) -> Table:
    """Return one row per figure: by day the clusters' median, their quartiles and how many; their changes."""
    turns = days_shown(days)
    return Table(
        caption=caption,
        columns=(
            Column(label=said(N_("Chiffre"), language), numeric=False),
            *(Column(label=long_date(days[turn], language)) for turn in turns),
            Column(label=said(N_("Changement"), language)),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(one.spread.label),
                    *(
                        _median(
                            one.days[turn],
                            one.spread.unit,
                            language,
                            one.spread.anchor if turn == len(days) - 1 else "",
                        )
                        for turn in turns
                    ),
                    _changes(one, language),
                )
            )
            for one in shown
        ),
        note=" ".join(
            words
            for words in (
                said(
                    N_(
                        "À chaque jour, la médiane des clusters ; sous « Changement », celle de leurs changements. Dessous : le premier et le troisième quartile, à partir de {enough} clusters ; n : sur combien de clusters."
                    ),
                    language,
                    enough=amount(ENOUGH, "count", language),
                ),
                long_cautions(_left_apart(shown), language),
            )
            if words
        ),
        wide=True,
    )


def changes_tables(
    title: str, shown: Sequence[FigureCourse], names: Mapping[str, str], language: Language
) -> Iterator[Table]:
    """Yield each cluster's change within the changes of all, a few figures at a time."""
    chosen = [one for one in shown if one.changes]
    for caption, some in parted(title, chosen, SIDE_BY_SIDE, language):
        cautions = {caution for one in some for change in one.changes.values() for caution in change.cautions}
        few = any(one.rests_on_few(cluster) for one in some for cluster in one.changes)
        told = [long_cautions(cautions, language)]
        if few:
            told.append(
                said(
                    N_(
                        "Peu d’unités : à l’un des deux jours, le chiffre du cluster porte sur moins de {few} unités, et un seul cas change tout."
                    ),
                    language,
                    few=amount(FEW_ANSWERS, "count", language),
                )
            )
        yield Table(
            caption=caption,
            columns=(
                Column(label=said(N_("Cluster"), language), numeric=False),
                *(
                    Column(label=one.spread.label, anchor=one.spread.anchor, number=one.spread.number)
                    for one in some
                ),
            ),
            rows=tuple(
                Row(cells=(Cell(name), *(_change(one, cluster, language) for one in some)))
                for cluster, name in names.items()
            ),
            note=" ".join(words for words in told if words),
            wide=True,
            folded=len(names) > SIDE_BY_SIDE,
        )


def days_table(
    one: FigureCourse, course: CampaignCourses, names: Mapping[str, str], language: Language
) -> Table:
    """Return one figure, cluster by day."""
    turns = days_shown(course.days)
    cautions = {caution for change in one.changes.values() for caution in change.cautions}
    return Table(
        caption=said(N_("{figure}, d’un jour à l’autre"), language, figure=one.spread.label),
        columns=(
            Column(label=said(N_("Cluster"), language), numeric=False),
            *(Column(label=long_date(course.days[turn], language)) for turn in turns),
            Column(label=said(N_("Changement"), language)),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(name),
                    *(
                        point_cell(
                            one.by_cluster[cluster].points[turn] if cluster in one.by_cluster else None,
                            one.spread.unit,
                            language,
                        )
                        for turn in turns
                    ),
                    _change(one, cluster, language, placed=False),
                )
            )
            for cluster, name in names.items()
        ),
        note=long_cautions(cautions, language),
        wide=True,
        folded=len(names) > SIDE_BY_SIDE,
    )


def quartiles(among: Quarters, unit: str, language: Language) -> str:
    """Return `6 – 20`; empty among a handful, whose quarters are the clusters themselves."""
    return bounds(among.q1, among.q3, unit, language) if among.clusters >= ENOUGH else ""


def _median(day: Quarters, unit: str, language: Language, anchor: str) -> Cell:
    if day.median is None:
        return Cell("–", soft=True)
    beside = [quartiles(day, unit, language), _n(day.clusters, language)]
    return Cell(written(day.median, unit, language), anchor, sub=", ".join(each for each in beside if each))


def _changes(one: FigureCourse, language: Language) -> Cell:
    changed, unit = one.changed, one.spread.unit
    if changed.median is None:
        return Cell("–", soft=True, sub=short_cautions(_ordered(_left_apart([one])), language))
    ends = ""
    if changed.clusters >= ENOUGH and changed.q1 is not None and changed.q3 is not None:
        low, high = (signed(end, unit, language) for end in (changed.q1, changed.q3))
        ends = low if low == high else said(N_("de {low} à {high}"), language, low=low, high=high)
    beside = [ends, _n(changed.clusters, language)]
    return Cell(change_words(changed.median, unit, language), sub=", ".join(each for each in beside if each))


def _change(one: FigureCourse, cluster: str, language: Language, *, placed: bool = True) -> Cell:
    change = one.changes.get(cluster)
    if change is None:
        return Cell("–", soft=True)
    few = one.rests_on_few(cluster)
    beside = [short_cautions(change.cautions, language)]
    if few:
        beside.append(said(N_("peu d’unités"), language))
    elif placed and not change.cautions:
        beside.append(quarter(change.difference, one.changed, language))
    return Cell(
        change_words(change.difference, one.spread.unit, language),
        soft=bool(change.cautions) or few,
        sub=", ".join(each for each in beside if each),
    )


def _left_apart(shown: Sequence[FigureCourse]) -> set[Caution]:
    """Return why some changes do not count among those of all."""
    changes: list[Change] = [change for one in shown for change in one.changes.values()]
    return {caution for change in changes for caution in change.cautions} & set(APART)


def _ordered(cautions: set[Caution]) -> tuple[Caution, ...]:
    return tuple(caution for caution in APART if caution in cautions)


def _n(clusters: int, language: Language) -> str:
    return f"n{NO_BREAK}={NO_BREAK}{amount(clusters, 'count', language)}"
