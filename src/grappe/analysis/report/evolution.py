"""The annex « Évolution »: each figure from one reference day to the next, and what may be said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.figures.series import Course, Period, courses, moves_with_the_day
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.representativeness import representativeness_chart
from grappe.analysis.report.charts.sparklines import sparklines
from grappe.analysis.report.document import Block, Paragraph, Run, Section
from grappe.analysis.report.evolution_tables import evolution_table
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.parts import parted
from grappe.analysis.report.typography import agreed, said, typeset

ANCHOR = "evolution"
MOST_COLUMNS = 5
"""Days that a table on paper has room for; more are told by their ends, and drawn."""
MOST_CLASSES = 12
"""Classes of a figure that are shown; figures.csv has them all."""
DRAWN_BY_CLASS = ("members.by_kind", "members.by_category")
MOST_ROWS = 8
"""Rows of a drawing that one page holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evolution:
    """The courses of one cluster's figures over the days that were asked."""

    days: tuple[dt.date, ...]
    periods: tuple[Period, ...]
    courses: tuple[Course, ...]
    before: tuple[dt.date, ...]
    """Days on which the cluster was not there yet: no figure is told of them."""

    @property
    def columns(self) -> bool:
        """Each day has its column."""
        return len(self.days) <= MOST_COLUMNS


def evolution_of(dossier: Dossier, results: pl.DataFrame, cluster: str) -> Evolution | None:
    """Return the evolution of one cluster; None where fewer than two days were asked.

    results: of every day, labelled or not.
    """
    days = results["as_of"].unique().sort().to_list()
    if len(days) < 2:
        return None
    before = days_before(dossier, results, cluster)
    kept = tuple(day for day in days if day not in before)
    periods = tuple(asked_of(dossier, day, today=day).periods.get(cluster) for day in kept)
    return Evolution(
        days=kept, periods=periods, courses=tuple(courses(results, cluster, kept)), before=before
    )


def evolution_annex(evolution: Evolution | None, lines: Lines) -> Section | None:
    """Return the annex; None without several days."""
    if evolution is None:
        return None
    language = lines.language
    moving = [one for one in evolution.courses if _is_told(one)]
    blocks: list[Block] = [*_introduced(evolution, lines)]
    for number, title in CHAPTERS.items():
        own = [one for one in moving if one.figure.chapter == number]
        shown = [one for one in own if one in _largest(one, own)]
        if not shown:
            continue
        caption = typeset(say(title, language), language)
        blocks += _drawn(caption, shown, evolution, lines)
        blocks.append(
            evolution_table(
                caption, shown, evolution.days, evolution.periods, lines, columns=evolution.columns
            )
        )
        if len(shown) < len(own):
            rest = len(own) - len(shown)
            words = agreed(
                N_("Et {count} autre classe, dans figures.csv."),
                N_("Et {count} autres classes, dans figures.csv."),
                rest,
                language,
                count=amount(rest, "count", language),
            )
            blocks.append(Paragraph(runs=(Run(words),)))
    return Section(
        anchor=ANCHOR,
        title=said(N_("L’évolution d’un jour à l’autre"), language),
        blocks=(*blocks, *_left_out(evolution, lines)),
    )


def evolution_blocks(evolution: Evolution | None, lines: Lines) -> list[Block]:
    """Return what chapter 3 shows of the evolution: whom the cluster gathers, day by day."""
    drawing = evolution and representativeness_chart(evolution.courses, evolution.days, lines)
    if not drawing:
        return []
    more = said(
        N_("Tous les chiffres, d’un jour à l’autre : en annexe, « L’évolution d’un jour à l’autre »."),
        lines.language,
    )
    return [converted(replace(drawing, note=f"{drawing.note} {more}".strip()))]


def _drawn(title: str, shown: list[Course], evolution: Evolution, lines: Lines) -> Iterator[Block]:
    """Yield the courses as small lines where the days are too many for columns, a page's worth at a time."""
    chosen = (
        [] if evolution.columns else [one for one in shown if not one.key or one.figure.id in DRAWN_BY_CLASS]
    )
    for name, some in parted(title, chosen, MOST_ROWS, lines.language):
        drawing = sparklines(name, some, evolution.days, lines)
        if drawing:
            yield converted(drawing)


def _is_told(course: Course) -> bool:
    return (
        any(value for _, value, _ in course.known)
        and moves_with_the_day(course.figure)
        and not course.is_steady
        and course.unit != "p"
        and course.figure.chapter > 0
    )


def _largest(course: Course, own: list[Course]) -> list[Course]:
    """Return the courses of a figure that are shown: those of most weight on the last day known."""
    same = [one for one in own if one.figure.id == course.figure.id]
    return sorted(same, key=lambda one: -abs(one.known[-1][1]))[:MOST_CLASSES]


def days_before(dossier: Dossier, results: pl.DataFrame, cluster: str) -> tuple[dt.date, ...]:
    """Return the days on which a cluster was not constituted and had no member."""
    table = dossier.tables["cluster"].filter(pl.col("cluster_id") == cluster)
    born = table["constituted_on"][0] if "constituted_on" in table.columns and len(table) else None
    if born is None:
        return ()
    empty = results.filter(
        pl.col("cluster_id") == cluster,
        pl.col("figure") == "members.total",
        pl.col("as_of") < born,
        pl.col("value") == 0,
    )
    return tuple(empty["as_of"].sort().to_list())


def _introduced(evolution: Evolution, lines: Lines) -> Iterator[Block]:
    language = lines.language
    days = [long_date(day, language) for day in evolution.days]
    count = amount(len(days), "count", language)
    words = [
        said(
            N_("Chaque chiffre est suivi d’un jour de référence à l’autre : {days}."),
            language,
            days=", ".join(days),
        )
        if evolution.columns
        else said(
            N_(
                "Chaque chiffre est suivi sur {count} jours de référence, du {first} au {last}. Les tables en donnent les bouts et les extrêmes ; figures.csv a tous les jours."
            ),
            language,
            count=count,
            first=days[0],
            last=days[-1],
        ),
        said(
            N_(
                "Le changement va du premier au dernier jour connus. Il n’est affirmé que là où rien ne s’y oppose : les mises en garde sont sous le nombre, et dites au pied de la table."
            ),
            language,
        ),
    ]
    yield Paragraph(runs=(Run(" ".join(words)),))
    for day in evolution.before:
        told = said(
            N_(
                "Au {day}, le cluster n’était pas constitué et n’avait aucun membre : ce jour n’est pas montré."
            ),
            language,
            day=long_date(day, language),
        )
        yield Paragraph(runs=(Run(told),))
    yield from _periods(evolution, lines)


def _periods(evolution: Evolution, lines: Lines) -> Iterator[Block]:
    """Say which period goes with each day, where some figure counts within one."""
    language = lines.language
    known = [period for period in evolution.periods if period is not None]
    if not known:
        return
    starts: dict[dt.date, list[dt.date]] = {}
    for day, period in zip(evolution.days, evolution.periods, strict=True):
        if period is not None:
            starts.setdefault(period[0], []).append(day)
    told = [
        long_date(start, language)
        if len(starts) == 1
        else said(
            N_("{start} (jours du {first} au {last})"),
            language,
            start=long_date(start, language),
            first=long_date(days[0], language),
            last=long_date(days[-1], language),
        )
        for start, days in starts.items()
    ]
    words = said(
        N_(
            "Ce qui se compte dans la période se compte depuis le {starts}, jusqu’au jour de référence ou à la fin de la période : plus le jour est tardif, plus la période est longue."
        ),
        language,
        starts=", ".join(told),
    )
    yield Paragraph(runs=(Run(words),))


def _left_out(evolution: Evolution, lines: Lines) -> Iterator[Block]:
    """Say what the tables leave out: what does not move, what cannot, what is hidden."""
    language = lines.language
    names: dict[str, str] = {}
    moving = {one.figure.id for one in evolution.courses if not one.is_steady}
    for one in evolution.courses:
        if (
            one.figure.id not in moving
            and one.known
            and moves_with_the_day(one.figure)
            and one.figure.chapter
        ):
            names[one.figure.id] = typeset(say(one.figure.label, language), language)
    if names:
        words = said(
            N_("Sans changement d’un jour à l’autre : {figures}."),
            language,
            figures=", ".join(names.values()),
        )
        yield Paragraph(runs=(Run(words),))
    if any(not moves_with_the_day(one.figure) and one.known for one in evolution.courses):
        words = said(
            N_(
                "Les chiffres tirés de l’enquête et des entretiens ne sont pas suivis : toutes les réponses comptent, quel que soit le jour de référence."
            ),
            language,
        )
        yield Paragraph(runs=(Run(words),))
    if any(one.is_hidden for one in evolution.courses):
        words = said(
            N_(
                "Un petit groupe masqué à un jour l’est à tous, et un jour qui, rapproché d’un autre, ferait connaître un petit groupe est masqué : ces changements ne sont pas donnés."
            ),
            language,
        )
        yield Paragraph(runs=(Run(words),))
