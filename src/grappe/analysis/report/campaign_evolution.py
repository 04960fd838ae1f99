"""The clusters of a campaign from one reference day to the next. Nothing is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.figures.series import goes_with_the_length
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.language.punctuation import semicolon
from grappe.analysis.report.campaign_courses import CampaignCourses
from grappe.analysis.report.campaign_evolution_tables import (
    changes_tables,
    days_shown,
    days_table,
    medians_table,
)
from grappe.analysis.report.campaign_names import names_of, shown_in
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.medians_by_day import medians_chart
from grappe.analysis.report.document import Block, Chart, Heading, Paragraph, Run, Section
from grappe.analysis.report.evolution import ANCHOR
from grappe.analysis.report.typography import agreed, said, typeset

MEMBERS = 3
"""The chapter that says whom the clusters gather: the evolution of that is asked for by name."""
REPRESENTATIVENESS = ("members.total", "members.by_kind", "members.retention", "employment.median")
"""What tells whom a cluster gathers: given cluster by day."""
DRAWN = (
    "members.total",
    "members.retention",
    "employment.median",
    "actions.total",
    "participation.members_active",
    "board.attendance",
    "assembly.participation",
)
"""Headline figures, drawn by chapter."""
NAMED = 4
"""Clusters that a sentence names; of more, it says how many."""


def followed(course: CampaignCourses | None, language: Language) -> tuple[str, ...]:
    """Say which day the chapters compare, and where the others are; nothing where one day was asked."""
    if course is None:
        return ()
    words = said(
        N_(
            "Les chiffres ont été demandés à {count} jours de référence, du {first} au {last}. Les chapitres comparent les clusters au {last} ; l’annexe « L’évolution d’un jour à l’autre » les suit, et figures.csv a tous les jours."
        ),
        language,
        count=amount(len(course.days), "count", language),
        first=long_date(course.days[0], language),
        last=long_date(course.days[-1], language),
    )
    return (words,)


def through_days(
    course: CampaignCourses | None,
    number: int,
    dossier: Dossier,
    names: Mapping[str, str],
    language: Language,
) -> list[Block]:
    """Return what the chapter on members shows of the days: whom the clusters gather; of others nothing.

    names: of the clusters that have a row; empty where they are too many.
    """
    if course is None or number != MEMBERS:
        return []
    title = said(N_("L’évolution de la représentativité"), language)
    own = [one for one in course.of_chapter(MEMBERS) if one.spread.figure.id in REPRESENTATIVENESS]
    found: list[Block] = [
        *_chart(said(N_("Les clusters, d’un jour à l’autre"), language), course, number, dossier, language),
        *(days_table(one, course, names, language) for one in own if names),
    ]
    return [Heading(text=title, level=2), *found] if found else []


def campaign_evolution(
    course: CampaignCourses | None, dossier: Dossier, names: Mapping[str, str], language: Language
) -> Section | None:
    """Return the annex; None where one day was asked. names: as for `through_days`."""
    if course is None:
        return None
    blocks: list[Block] = [_paragraph(words) for words in _introduced(course, dossier, language)]
    for number, title in CHAPTERS.items():
        shown = course.of_chapter(number)
        if not shown:
            continue
        name = typeset(say(title, language), language)
        blocks.append(Heading(text=name, level=2))
        if number != MEMBERS:
            blocks += _chart(
                said(N_("{figure}, d’un jour à l’autre"), language, figure=name),
                course,
                number,
                dossier,
                language,
            )
        caption = said(N_("Les clusters, d’un jour à l’autre"), language)
        blocks.append(medians_table(caption, shown, course.days, language))
        change = said(
            N_("Le changement de chaque cluster, du {first} au {last}"),
            language,
            first=long_date(course.days[0], language),
            last=long_date(course.days[-1], language),
        )
        blocks += changes_tables(change, shown, names, language) if names else ()
    blocks += [_paragraph(words) for words in _left_out(course, language)]
    return Section(
        anchor=ANCHOR, title=said(N_("L’évolution d’un jour à l’autre"), language), blocks=tuple(blocks)
    )


def _chart(
    title: str, course: CampaignCourses, number: int, dossier: Dossier, language: Language
) -> list[Chart]:
    shown = [one for one in course.of_chapter(number) if one.spread.figure.id in DRAWN]
    apart = {cluster: name for cluster, name in names_of(dossier).items() if cluster in shown_in(dossier)}
    drawing = medians_chart(title, shown, course.days, apart, language)
    return [converted(drawing)] if drawing else []


def _introduced(course: CampaignCourses, dossier: Dossier, language: Language) -> Iterator[str]:
    days = [long_date(day, language) for day in course.days]
    columns = days_shown(course.days)
    if len(columns) == len(days):
        yield said(
            N_("Chaque chiffre est suivi d’un jour de référence à l’autre : {days}."),
            language,
            days=", ".join(days),
        )
    else:
        yield said(
            N_(
                "Chaque chiffre est suivi sur {count} jours de référence, du {first} au {last}. Les tables n’en montrent que {columns}, les dessins les ont tous, et figures.csv aussi."
            ),
            language,
            count=amount(len(days), "count", language),
            first=days[0],
            last=days[-1],
            columns=amount(len(columns), "count", language),
        )
    yield said(
        N_(
            "À chaque jour, la médiane et les quartiles sont ceux des clusters qui ont le chiffre ce jour-là. Ce ne sont pas toujours les mêmes : la médiane bouge aussi par ceux qui s’ajoutent ou qui manquent."
        ),
        language,
    )
    yield said(
        N_(
            "Le changement d’un cluster va du premier au dernier jour, et n’est donné que s’il a le chiffre à ces deux jours. Quand les deux jours ne se comparent pas (couverture, base ou période autre), le changement est montré avec sa mise en garde et ne compte pas parmi ceux de tous. Rien n’est classé : un grand changement ne vaut pas mieux qu’un petit."
        ),
        language,
    )
    moving = [one for one in course.figures if one.is_told]
    if any(goes_with_the_length(one.spread.figure) for one in moving):
        yield said(
            N_(
                "Ce qui se compte dans la période se compte depuis le début de celle de chaque cluster, jusqu’au jour de référence ou à la fin de la période : plus le jour est tardif, plus la période est longue."
            ),
            language,
        )
    if course.before:
        names = names_of(dossier)
        told = [
            said(
                N_("au {day}, {clusters}"),
                language,
                day=long_date(day, language),
                clusters=_named([names[cluster] for cluster in absent], language),
            )
            for day, absent in course.before.items()
        ]
        yield said(
            N_("N’étaient pas constitués, n’avaient aucun membre et ne comptent donc pas : {told}."),
            language,
            told=semicolon(language).join(told),
        )


def _named(names: list[str], language: Language) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    return agreed(
        N_("{count} cluster"),
        N_("{count} clusters"),
        len(names),
        language,
        count=amount(len(names), "count", language),
    )


def _left_out(course: CampaignCourses, language: Language) -> Iterator[str]:
    steady = [
        one.spread.label
        for one in course.figures
        if not one.is_told and one.spread.figure.chapter and any(day.clusters for day in one.days)
    ]
    if steady:
        yield said(
            N_("Sans changement d’un jour à l’autre : {figures}."), language, figures=", ".join(steady)
        )
    yield said(
        N_(
            "Les chiffres tirés de l’enquête et des entretiens ne sont pas suivis : toutes les réponses comptent, quel que soit le jour de référence. Les comptes ne le sont pas non plus : ils se comparent sur une seule année close."
        ),
        language,
    )
    if any(one.is_hidden for each in course.figures for one in each.by_cluster.values()):
        yield said(
            N_(
                "Un petit groupe masqué à un jour l’est à tous, et un jour qui, rapproché d’un autre, ferait connaître un petit groupe est masqué : ces changements ne sont pas donnés."
            ),
            language,
        )


def _paragraph(words: str) -> Paragraph:
    return Paragraph(runs=(Run(words),))
