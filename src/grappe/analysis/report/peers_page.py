"""The answer of `grappe peers` as a page: the group, its members in it, what that shows, who could join."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, decimal, long_date
from grappe.analysis.registry.peers.answer import Answer
from grappe.analysis.registry.peers.members_file import MembersRead
from grappe.analysis.registry.prospects import Prospects
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.peers_ranks import MOST_DRAWN, drawable, ranks_charts
from grappe.analysis.report.charts.peers_shares import sector_shares_chart, share_words
from grappe.analysis.report.charts.peers_years import years_charts
from grappe.analysis.report.document import Block, Box, Bullets, Chapter, Document, Glance, Paragraph, Run
from grappe.analysis.report.html import as_html
from grappe.analysis.report.interface import interface
from grappe.analysis.report.peers_blocks import (
    apart,
    members_table,
    not_counted,
    prospects_told,
    quartiles_told,
    yearly,
)
from grappe.analysis.report.peers_sentences import tests_told
from grappe.analysis.report.peers_words import COUNTED, LEFT_OUT, NO_RANK, RULE, SURVIVORS, counts
from grappe.analysis.report.typography import agreed, said, typeset


def peers_page(
    answer: Answer, found: Prospects, language: Language, *, read: MembersRead | None = None
) -> str:
    """Return the whole page, which asks nothing of anyone else.

    read: who of the members' file does not count.
    """
    told = [
        (title, tuple(blocks))
        for title, blocks in (
            (N_("Le groupe"), _group(answer, language)),
            (N_("Les membres dans le groupe"), _members(answer, read, language)),
            (N_("Au fil des années"), _years(answer, language)),
            (N_("La part du groupe"), _shares(answer, language)),
            (N_("Ce que l’écart montre"), tests_told(answer, language) if answer.tests else iter(())),
            (N_("Ce qui ne compte pas"), _left_out(answer, language)),
            (N_("Qui pourrait devenir membre"), prospects_told(found, language)),
        )
    ]
    group = answer.group
    document = Document(
        language=language,
        eyebrow=said(N_("Registre des entreprises"), language),
        title=said(N_("Les membres et leurs semblables"), language)
        if answer.members
        else said(N_("Un groupe d’entreprises comparables"), language),
        author="",
        lead=typeset(group.in_words(language), language) + ".",
        facts=(
            (said(N_("Comparaison"), language), str(group.year)),
            (said(N_("Années regardées"), language), f"{group.first_year}–{group.year}"),
            (said(N_("Jour du registre"), language), long_date(answer.day, language)),
            (said(N_("Source"), language), ", ".join(answer.sources)),
        ),
        glances=tuple(_glances(answer, language)),
        chapters=tuple(
            Chapter(number=place, title=said(title, language), blocks=blocks)
            for place, (title, blocks) in enumerate([one for one in told if one[1]], 1)
        ),
        papers=(),
        annexes=(),
        words=interface(language),
    )
    return as_html(document.plain())


def _glances(answer: Answer, language: Language) -> Iterator[Glance]:
    yield Glance(
        value=Run(decimal(answer.legal, language)),
        label=agreed(
            N_("société de l’activité et du lieu"),
            N_("sociétés de l’activité et du lieu"),
            answer.legal,
            language,
        ),
        basis=said(N_("de toute taille, au {day}"), language, day=long_date(answer.day, language)),
    )
    yield Glance(
        value=Run(decimal(answer.with_accounts, language)),
        label=agreed(
            N_("a des comptes qui comptent"),
            N_("ont des comptes qui comptent"),
            answer.with_accounts,
            language,
        ),
        basis=said(N_("en {year}"), language, year=answer.group.year),
    )
    if not answer.members:
        return
    inside = sum(one.why == "in_group" for one in answer.members)
    yield Glance(
        value=Run(decimal(inside, language)),
        label=agreed(N_("membre dans le groupe"), N_("membres dans le groupe"), inside, language),
        basis=said(N_("sur {count}"), language, count=decimal(len(answer.members), language)),
    )
    jobs = next((one for one in answer.shares if one.what == "jobs" and one.share is not None), None)
    if jobs is not None:
        yield Glance(
            value=Run(share_words(jobs, language)),
            label=said(N_("de l’emploi du groupe chez des membres"), language),
            basis=said(
                N_("en {year}, connu de {count} sociétés"),
                language,
                year=answer.group.year,
                count=decimal(jobs.known, language),
            ),
        )


def _group(answer: Answer, language: Language) -> Iterator[Block]:
    yield _paragraph(typeset(answer.group.in_words(language), language) + ". " + said(RULE, language))
    yield _paragraph(said(COUNTED, language, **counts(answer, language)))
    if answer.years:
        yield yearly(answer, language)
    else:
        yield _paragraph(
            said(
                N_(
                    "Aucune de ces sociétés n’a de comptes qui comptent, de {first} à {last}. Élargissez l’activité, le lieu, la taille ou les années, ou ajoutez des comptes au registre."
                ),
                language,
                first=answer.group.first_year,
                last=answer.group.year,
            )
        )
    if answer.day.year > answer.group.first_year:
        yield Box(
            role="note",
            title=said(N_("Qui manque dans ce registre"), language),
            paragraphs=(
                _paragraph(said(SURVIVORS, language, year=answer.group.first_year)),
                _paragraph(
                    said(
                        N_(
                            "Un groupe suivi en arrière ne montre donc que celles qui ont tenu : il paraît plus solide qu’il ne l’a été."
                        ),
                        language,
                    )
                ),
            ),
        )


def _members(answer: Answer, read: MembersRead | None, language: Language) -> Iterator[Block]:
    if not answer.members:
        return
    inside = sum(one.why == "in_group" for one in answer.members)
    if inside == 1:
        yield _paragraph(
            said(
                N_(
                    "Un seul membre est dans le groupe : ce qui est dit des membres est dit de lui, et d’aucun autre."
                ),
                language,
            )
        )
    elif not inside:
        yield _paragraph(
            said(N_("Aucun des membres n’est dans le groupe ; le tableau dit pourquoi."), language)
        )
    for drawing in ranks_charts(answer, language):
        yield converted(drawing)
    if any(len(drawable(answer, measure)) > MOST_DRAWN for measure in answer.measures):
        yield _paragraph(
            said(
                N_("Au-delà de {most} membres, le tableau les dit tous mieux qu’un graphique."),
                language,
                most=MOST_DRAWN,
            )
        )
    table = members_table(answer, language)
    if table is not None:
        yield table
    elif inside:
        yield _paragraph(said(NO_RANK, language, year=answer.group.year))
    yield from apart(answer, language)
    if read is not None:
        yield from not_counted(read, answer.group.year, language)


def _years(answer: Answer, language: Language) -> Iterator[Block]:
    for drawing in years_charts(answer, language):
        yield converted(drawing)
    if answer.years:
        yield from quartiles_told(answer, language)


def _shares(answer: Answer, language: Language) -> Iterator[Block]:
    drawing = sector_shares_chart(answer, language)
    if drawing is not None:
        yield converted(drawing)
        yield _paragraph(
            said(
                N_(
                    "Toutes les sociétés ne disent pas leur effectif ni leur valeur ajoutée : ces deux parts sont celles des sociétés connues."
                ),
                language,
            )
        )


def _left_out(answer: Answer, language: Language) -> Iterator[Block]:
    if not answer.left_out:
        return
    items = []
    for one in answer.left_out:
        words = said(LEFT_OUT[one.why], language, count=decimal(one.rows, language))
        if one.of_members:
            words += said(
                N_(", dont de membres : {count}"), language, count=decimal(one.of_members, language)
            )
        items.append((Run(words[:1].upper() + words[1:] + "."),))
    yield Bullets(items=tuple(items))
    if answer.group.cut and any(one.why == "tails" for one in answer.left_out):
        yield _paragraph(
            said(
                N_(
                    "Chaque année, la part la plus basse et la plus haute des ratios des entreprises comparables ({cut} de chaque côté) est coupée ; jamais un membre, ni un montant."
                ),
                language,
                cut=amount(answer.group.cut, "share", language, 0 if answer.group.cut >= 0.01 else 1),
            )
        )


def _paragraph(words: str) -> Paragraph:
    return Paragraph(runs=(Run(words),))
