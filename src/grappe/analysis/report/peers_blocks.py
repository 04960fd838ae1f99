"""The tables of the page on a group: its years, its quartiles, its members, who could join."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, decimal, long_date
from grappe.analysis.registry.peers.answer import Answer, Trend
from grappe.analysis.registry.peers.members_file import MembersRead
from grappe.analysis.registry.prospects import Prospect, Prospects
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Block, Box, Bullets, Cell, Column, Paragraph, Row, Run, Table
from grappe.analysis.report.lines import with_unit
from grappe.analysis.report.peers_words import (
    FEW,
    FEWEST,
    NOT_COUNTED,
    WHY,
    beside_name,
    member_names,
    numbered,
    written,
)
from grappe.analysis.report.typography import agreed, said, typeset
from grappe.analysis.vocabulary import places
from grappe.analysis.vocabulary.annual_accounts import measure_label

FIRST = 20
"""Prospects on the page; the CSV has them all."""
DASH = Cell("–", soft=True)


def yearly(answer: Answer, language: Language) -> Table:
    """Return how many accounts count, year by year."""
    heads = [N_("Année"), N_("Sociétés dont les comptes comptent")]
    if answer.members:
        heads.append(N_("Parmi elles, membres"))
    return table_behind(
        said(N_("Les comptes qui comptent, par année"), language),
        [said(head, language) for head in heads],
        (
            (
                str(one.year),
                decimal(one.accounts, language),
                *((decimal(one.of_members, language),) if answer.members else ()),
            )
            for one in answer.years
        ),
    )


def quartiles_told(answer: Answer, language: Language) -> Iterator[Block]:
    """Yield the quartiles by measure and year, and what is not shown for want of companies."""
    shown = [one for one in answer.quartiles if one.companies >= FEWEST]
    if not shown:
        yield _paragraph(
            said(
                N_(
                    "Aucune mesure n’est connue de {fewest} entreprises comparables au moins : pas de quartiles. Élargissez l’activité, le lieu, la taille ou les années."
                ),
                language,
                fewest=FEWEST,
            )
        )
        return
    rows = []
    for measure in answer.measures:
        own = [one for one in shown if one.measure == measure]
        if own:
            label = typeset(measure_label(measure, language), language)
            rows.append(Row(cells=(Cell(label),), heading=True))
        rows += [
            Row(
                cells=(
                    Cell(str(one.year)),
                    Cell(decimal(one.companies, language)),
                    *(Cell(written(value, measure, language)) for value in (one.q1, one.median, one.q3)),
                )
            )
            for one in own
        ]
    heads = (N_("Année"), N_("Entreprises"), N_("Premier quartile"), N_("Médiane"), N_("Troisième quartile"))
    yield Table(
        caption=said(N_("Les quartiles des entreprises comparables"), language),
        columns=tuple(
            Column(label=said(head, language), numeric=place > 0) for place, head in enumerate(heads)
        ),
        rows=tuple(rows),
        folded=True,
    )
    few = sum(one.companies < FEW for one in shown)
    if few:
        yield _paragraph(
            agreed(
                N_("{count} ligne repose sur moins de {few} entreprises : elle dit peu."),
                N_("{count} lignes reposent sur moins de {few} entreprises : elles disent peu."),
                few,
                language,
                count=few,
                few=FEW,
            )
        )
    hidden = len(answer.quartiles) - len(shown)
    if hidden:
        yield _paragraph(
            agreed(
                N_("{count} ligne de moins de {fewest} entreprises n’est pas montrée."),
                N_("{count} lignes de moins de {fewest} entreprises ne sont pas montrées."),
                hidden,
                language,
                count=hidden,
                fewest=FEWEST,
            )
        )


def members_table(answer: Answer, language: Language) -> Table | None:
    """Return each member's value, rank and usual growth, measure by measure; None where none has a rank."""
    names = _named(answer)
    now = [one for one in answer.standings if one.year == answer.group.year and one.peers >= FEWEST]
    trends = {(one.enterprise, one.measure): one for one in answer.trends if one.peers >= FEWEST}
    if not now:
        return None
    rows = []
    for measure in answer.measures:
        own = sorted(
            (one for one in now if one.measure == measure), key=lambda one: (-one.rank, one.enterprise)
        )
        if own:
            label = typeset(measure_label(measure, language), language)
            rows.append(Row(cells=(Cell(label),), heading=True))
        rows += [
            Row(
                cells=(
                    names[one.enterprise],
                    Cell(written(one.value, measure, language)),
                    Cell(amount(one.rank, "share", language)),
                    *_trend(trends.get((one.enterprise, measure)), language),
                )
            )
            for one in own
        ]
    heads = (N_("Membre"), N_("Valeur"), N_("Rang"), N_("Évolution par an"), N_("Rang de l’évolution"))
    return Table(
        caption=said(N_("Chaque membre en {year}, et son évolution"), language, year=answer.group.year),
        columns=tuple(
            Column(label=said(head, language), numeric=place > 0) for place, head in enumerate(heads)
        ),
        rows=tuple(rows),
        note=said(
            N_(
                "Rang : part des entreprises comparables qui font moins, et la moitié de celles qui font autant. Évolution : médiane des changements d’une année à l’autre."
            ),
            language,
        ),
        wide=True,
        folded=len(now) > FIRST,
    )


def apart(answer: Answer, language: Language) -> Iterator[Block]:
    """Yield the members that are not in the group, each with its reason."""
    names = _named(answer)
    outside = [one for one in answer.members if one.why != "in_group"]
    if outside:
        yield table_behind(
            said(N_("Les membres hors du groupe"), language),
            [said(head, language) for head in (N_("Membre"), N_("Numéro"), N_("Pourquoi"))],
            (
                (names[one.enterprise], numbered(one.enterprise), said(WHY[one.why], language))
                for one in outside
            ),
            words=3,
        )


def _named(answer: Answer) -> dict[int, Cell]:
    """Return the name of each member, and under it what else it is called."""
    names = member_names(answer)
    return {one.enterprise: Cell(names[one.enterprise], sub=beside_name(one)) for one in answer.members}


def not_counted(read: MembersRead, year: int, language: Language) -> Iterator[Block]:
    """Yield who of the members' file is not looked for."""
    items = tuple(
        (Run(said(words, language, count=count, year=year)),)
        for words, count in zip(NOT_COUNTED, read.not_counted, strict=True)
        if count
    )
    if items:
        yield Bullets(items=items)


def prospects_told(found: Prospects, language: Language) -> Iterator[Block]:
    """Yield who could join, the first twenty of them, and who may not be written to."""
    yield Box(
        role="note",
        title=said(N_("Personne physique : ne pas prospecter"), language),
        paragraphs=(
            _paragraph(
                said(
                    N_(
                        "La licence des données ouvertes de la Banque-Carrefour interdit la prospection directe de personnes physiques. Elles sont laissées hors de cette liste : {natural}. Les sociétés dissoutes ou en faillite aussi : {ending}."
                    ),
                    language,
                    natural=decimal(found.natural, language),
                    ending=decimal(found.ending, language),
                )
            ),
        ),
        foot=(
            Run(
                said(
                    N_("Source : {sources}, registre du {day}."),
                    language,
                    sources=", ".join(found.sources),
                    day=long_date(found.day, language),
                )
            ),
        ),
    )
    if not found.found:
        yield _paragraph(said(N_("Aucune autre société n’a cette activité en ce lieu."), language))
        return
    yield _paragraph(
        agreed(
            N_(
                "{count} société de l’activité et du lieu, de toute taille, n’est pas membre. L’ordre : l’emploi connu, puis les membres de la même classe d’activité, puis l’âge."
            ),
            N_(
                "{count} sociétés de l’activité et du lieu, de toute taille, ne sont pas membres. L’ordre : l’emploi connu, puis les membres de la même classe d’activité, puis l’âge."
            ),
            len(found.found),
            language,
            count=decimal(len(found.found), language),
        )
    )
    yield _prospects(found, language)


def _prospects(found: Prospects, language: Language) -> Table:
    heads = (
        N_("Société"),
        N_("Lieu"),
        N_("Emploi"),
        N_("Ajouterait à la part de l’emploi"),
        N_("Membres de même activité"),
        N_("Membres de même province"),
    )
    shown = found.found[:FIRST]
    return Table(
        caption=said(N_("Les premières de la liste"), language)
        if len(found.found) > FIRST
        else said(N_("Toute la liste"), language),
        columns=tuple(
            Column(label=said(head, language), numeric=place > 1) for place, head in enumerate(heads)
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(
                        one.name or numbered(one.enterprise),
                        sub=numbered(one.enterprise) if one.name else "",
                    ),
                    _place(one, language),
                    _jobs(one, language),
                    DASH if one.share is None else Cell(amount(one.share, "share", language, 1)),
                    Cell(decimal(one.members_alike, language)),
                    Cell(decimal(one.members_near, language)),
                )
            )
            for one in shown
        ),
        note=agreed(
            N_("L’autre est dans prospects.csv."),
            N_("Les {count} autres sont dans prospects.csv."),
            len(found.found) - FIRST,
            language,
            count=decimal(len(found.found) - FIRST, language),
        )
        if len(found.found) > FIRST
        else "",
        wide=True,
    )


def _place(one: Prospect, language: Language) -> Cell:
    province = places.province_label(one.province, language) if one.province else ""
    return Cell(one.postal_code, sub=province) if one.postal_code else DASH


def _jobs(one: Prospect, language: Language) -> Cell:
    if one.jobs is None:
        return DASH
    return Cell(
        with_unit(amount(one.jobs, "fte", language), "fte", one.jobs, language), sub=str(one.jobs_year)
    )


def _trend(trend: Trend | None, language: Language) -> tuple[Cell, Cell]:
    if trend is None:
        return DASH, DASH
    return (
        Cell(amount(trend.growth, "share", language, 1)),
        Cell(amount(trend.rank, "share", language)),
    )


def _paragraph(words: str) -> Paragraph:
    return Paragraph(runs=(Run(words),))
