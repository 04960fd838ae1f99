"""The tables of a comparison: the spread of each figure, then each cluster within it."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.figures.comparability import FEW_ANSWERS, OF_A_FEW, WITH_ITEMS
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import NO_BREAK, amount
from grappe.analysis.report.campaign_spreads import ENOUGH, Quarters, Spread, told_ends
from grappe.analysis.report.charts.ranges import HEADS
from grappe.analysis.report.document import Cell, Column, Lack, Lacking, Row, Run, Table
from grappe.analysis.report.lacks import lacks_head
from grappe.analysis.report.lines import with_unit
from grappe.analysis.report.parts import parted
from grappe.analysis.report.typography import agreed, said

SIDE_BY_SIDE = 5
"""Figures that a table holds beside the names of the clusters."""


def spread_table(spreads: list[Spread], clusters: int, language: Language) -> Table:
    """Return one row per figure: how many clusters have it, from the least to the greatest.

    Where no figure has clusters enough for their quarters to be told, these have no columns.
    """
    shown = [one for one in spreads if one.clusters]
    places = [place for place in range(len(HEADS)) if any(told_ends(one)[place] is not None for one in shown)]
    return Table(
        caption=said(N_("Comment les clusters se répartissent"), language),
        columns=(
            Column(label=said(N_("Chiffre"), language), numeric=False),
            Column(label=said(N_("Clusters"), language)),
            *(Column(label=said(HEADS[place], language)) for place in places),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(one.label),
                    Cell(
                        said(
                            N_("{used} sur {eligible}"),
                            language,
                            used=amount(one.clusters, "count", language),
                            eligible=amount(clusters, "count", language),
                        )
                    ),
                    *(_end(told_ends(one)[place], one, language) for place in places),
                ),
                anchor=one.anchor,
                number=one.number,
            )
            for one in shown
        ),
        notes=True,
    )


def _end(value: float | None, one: Spread, language: Language) -> Cell:
    written = _written(value, one.unit, language)
    return Cell(written, soft=True) if value is None else Cell(written, one.anchor)


def cluster_tables(spreads: list[Spread], names: dict[str, str], language: Language) -> Iterator[Table]:
    """Yield the clusters' values, a few figures at a time, in the order of the dossier."""
    shown = [one for one in spreads if one.clusters]
    title = said(N_("Chaque cluster dans cette répartition"), language)
    for caption, some in parted(title, shown, SIDE_BY_SIDE, language):
        yield Table(
            caption=caption,
            columns=(
                Column(label=said(N_("Cluster"), language), numeric=False),
                *(Column(label=one.label, anchor=one.anchor, number=one.number) for one in some),
            ),
            rows=tuple(
                Row(cells=(Cell(name), *(_within(one, cluster, language) for one in some)))
                for cluster, name in names.items()
            ),
            wide=True,
            folded=len(names) > SIDE_BY_SIDE,
        )


def campaign_lacks(spreads: list[Spread], language: Language) -> Lacking | None:
    """Say what clusters lack, reason by reason, and for how many of them which figure is wanting."""
    reasons: dict[str, list[Run]] = {}
    for one in spreads:
        told = [(lacks_head(token, language), count) for token, count in one.missing]
        if one.hidden:
            told.append((said(N_("Masqué (petit groupe)"), language), one.hidden))
        for reason, count in told:
            many = agreed(
                N_("{count} cluster"),
                N_("{count} clusters"),
                count,
                language,
                count=amount(count, "count", language),
            )
            reasons.setdefault(reason, []).append(Run(f"{one.label} ({many})", one.anchor, one.number))
    if not reasons:
        return None
    return Lacking(
        title=said(N_("Ce que les dossiers ne permettent pas de dire"), language),
        lacks=tuple(Lack(reason=reason, figures=tuple(runs)) for reason, runs in reasons.items()),
    )


def _written(value: float | None, unit: str, language: Language) -> str:
    written = amount(value, unit, language)
    return written if value is None else with_unit(written, unit, value, language)


def _within(one: Spread, cluster: str, language: Language) -> Cell:
    value = one.values.get(cluster)
    if value is None:
        return Cell("–", soft=True)
    used = one.used.get(cluster)
    people = one.answers.get(cluster, 0) if one.figure.id in WITH_ITEMS else used
    few = people is not None and people < FEW_ANSWERS and one.figure.measure.statistic in OF_A_FEW
    n = "" if used is None or used == value else f"n{NO_BREAK}={NO_BREAK}{amount(used, 'count', language)}"
    if one.figure.id in WITH_ITEMS and used is not None:
        n = _resting(used, one.answers.get(cluster), language)
    # What rests on a handful is not placed among the others.
    beside = [n, "" if few else quarter(value, one, language)]
    return Cell(
        _written(value, one.unit, language),
        one.anchor,
        soft=few,
        sub=", ".join(each for each in beside if each),
    )


def _resting(questions: int, answers: int | None, language: Language) -> str:
    """Say how many people a mean of questions rests on; of questions, where the people are hidden."""
    if answers is None:
        return agreed(
            N_("{count} question"),
            N_("{count} questions"),
            questions,
            language,
            count=amount(questions, "count", language),
        )
    return agreed(
        N_("{count} réponse"),
        N_("{count} réponses"),
        answers,
        language,
        count=amount(answers, "count", language),
    )


def quarter(value: float, among: Quarters, language: Language) -> str:
    """Say where a value lies among all, without a rank; nothing among a handful, or where all are alike."""
    if among.q1 is None or among.q3 is None or among.low == among.high or among.clusters < ENOUGH:
        return ""
    if value < among.q1:
        return said(N_("quart inférieur"), language)
    if value > among.q3:
        return said(N_("quart supérieur"), language)
    return said(N_("moitié centrale"), language)
