"""The answer on a group, for a terminal of a hundred columns."""

from __future__ import annotations

from collections.abc import Iterator

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import amount, decimal, long_date
from grappe.analysis.language.punctuation import colon
from grappe.analysis.registry.peers.answer import Answer, Share, Test
from grappe.analysis.registry.peers.members_file import MembersRead
from grappe.analysis.registry.prospects import Prospects
from grappe.analysis.report.peers_words import (
    COUNTED,
    FEW,
    FEWEST,
    LEFT_OUT,
    NO_RANK,
    NOT_COUNTED,
    RULE,
    SURVIVORS,
    TOO_FEW,
    WHY,
    bare,
    beside_name,
    counts,
    member_names,
    written,
)
from grappe.analysis.vocabulary.annual_accounts import measure_label
from grappe.cli.text_table import text_table


def told(answer: Answer, language: Language) -> Iterator[str]:
    """Yield the lines: who is in the group, its quartiles, the members in it, what was left out."""
    yield click.style(answer.group.in_words(language) + ".", bold=True)
    yield say(
        N_("Registre du {day} ({sources}). {rule}"),
        language,
        day=long_date(answer.day, language),
        sources=", ".join(answer.sources),
        rule=say(RULE, language),
    )
    yield from _counts(answer, language)
    if answer.day.year > answer.group.first_year:
        yield say(SURVIVORS, language, year=answer.group.first_year)
    yield ""
    yield from _quartiles(answer, language)
    if answer.members:
        yield ""
        yield from _members(answer, language)
        yield ""
        yield from (_share(one, answer.group.year, language) for one in answer.shares)
        yield ""
        tested = sum(one.p_value is not None for one in answer.tests)
        yield from (_test(one, tested, language) for one in answer.tests)
    if answer.left_out:
        yield ""
        yield say(N_("Laissés de côté :"), language)
        for one in answer.left_out:
            words = say(LEFT_OUT[one.why], language, count=decimal(one.rows, language))
            yield f"  {words}"


def told_members(read: MembersRead, year: int, language: Language) -> Iterator[str]:
    """Yield who of the members' file does not count."""
    for words, count in zip(NOT_COUNTED, read.not_counted, strict=True):
        if count:
            yield "⚠ " + say(words, language, count=count, year=year)


def told_prospects(found: Prospects, language: Language) -> str:
    """Say how many companies could be members, and who was left out."""
    return say(
        N_(
            "Prospects, toutes tailles : {count}. Écartés : personnes physiques, {natural} ; sociétés dissoutes ou en faillite, {ending}."
        ),
        language,
        count=decimal(len(found.found), language),
        natural=decimal(found.natural, language),
        ending=decimal(found.ending, language),
    )


def _counts(answer: Answer, language: Language) -> Iterator[str]:
    yield say(COUNTED, language, **counts(answer, language))


def _quartiles(answer: Answer, language: Language) -> Iterator[str]:
    rows = [one for one in answer.quartiles if one.companies >= FEWEST]
    if not rows:
        yield say(
            N_(
                "Aucune mesure n’est connue de {fewest} entreprises comparables au moins : pas de quartiles. Élargissez l’activité, le lieu, la taille ou les années."
            ),
            language,
            fewest=FEWEST,
        )
        return
    header = [
        say(words, language)
        for words in (N_("Mesure"), N_("Année"), N_("Entreprises"), N_("Premier quartile"), N_("Médiane"), N_("Troisième quartile"))
    ]  # fmt: skip
    yield from text_table(
        header,
        [
            (
                measure_label(one.measure, language),
                str(one.year),
                decimal(one.companies, language),
                *(bare(value, one.measure, language) for value in (one.q1, one.median, one.q3)),
            )
            for one in rows
        ],
        right={2, 3, 4, 5},
    )
    few = sum(FEWEST <= one.companies < FEW for one in rows)
    if few:
        yield say_many(
            N_("⚠ {count} ligne repose sur moins de {few} entreprises : elle dit peu."),
            N_("⚠ {count} lignes reposent sur moins de {few} entreprises : elles disent peu."),
            few,
            language,
            few=FEW,
        )
    hidden = len(answer.quartiles) - len(rows)
    if hidden:
        yield say_many(
            N_("⚠ {count} ligne de moins de {fewest} entreprises n’est pas montrée."),
            N_("⚠ {count} lignes de moins de {fewest} entreprises ne sont pas montrées."),
            hidden,
            language,
            fewest=FEWEST,
        )


def _members(answer: Answer, language: Language) -> Iterator[str]:
    names = _names(answer)
    now = [one for one in answer.standings if one.year == answer.group.year and one.peers >= FEWEST]
    trends = {(one.enterprise, one.measure): one for one in answer.trends if one.peers >= FEWEST}
    if now:
        header = [
            say(words, language)
            for words in (N_("Membre"), N_("Mesure"), N_("Valeur"), N_("Rang"), N_("Évolution par an"), N_("Rang de l’évolution"))
        ]  # fmt: skip
        rows = []
        for one in now:
            trend = trends.get((one.enterprise, one.measure))
            rows.append(
                (
                    names[one.enterprise],
                    measure_label(one.measure, language),
                    bare(one.value, one.measure, language),
                    amount(one.rank, "share", language),
                    "–" if trend is None else amount(trend.growth, "share", language, 1),
                    "–" if trend is None else amount(trend.rank, "share", language),
                )
            )
        yield from text_table(header, rows, right={2, 3, 4, 5})
        yield say(
            N_(
                "Rang : part des entreprises comparables qui font moins, et la moitié de celles qui font autant. Évolution : médiane des changements d’une année à l’autre."
            ),
            language,
        )
    else:
        yield say(NO_RANK, language, year=answer.group.year)
    for member in answer.members:
        if member.why != "in_group":
            words = N_("  hors du groupe : {name} ({why})")
            yield say(words, language, name=names[member.enterprise], why=say(WHY[member.why], language))


def _share(share: Share, year: int, language: Language) -> str:
    words = {
        "companies": N_("Part des sociétés, de toute taille : {members} sur {all}, {share}."),
        "jobs": N_(
            "Part de l’emploi en {year} : {members} ETP sur {all}, {share} (membres connus : {known_members} ; entreprises connues : {known})."
        ),
        "value_added": N_(
            "Part de la valeur ajoutée en {year} : {members} sur {all}, {share} (membres connus : {known_members} ; entreprises connues : {known})."
        ),
    }[share.what]
    unit = {"companies": "count", "jobs": "fte", "value_added": "eur"}[share.what]
    return say(
        words,
        language,
        members=amount(share.members, unit, language),
        all=amount(share.all, unit, language),
        share=amount(share.share, "share", language, 1),
        known_members=share.members_known,
        known=decimal(share.known, language),
        year=year,
    )


def _test(test: Test, tested: int, language: Language) -> str:
    label = measure_label(test.measure, language)
    if test.peers < FEWEST:
        return f"{label}{colon(language)}{say(TOO_FEW, language, fewest=FEWEST)}"
    if test.p_value is None or test.shift is None:
        reason = test.reason.sentence(language) if test.reason else ""
        return f"{label}{colon(language)}{reason}"
    ends = ""
    if test.low is not None and test.high is not None:
        ends = (
            f" ({written(test.low, test.measure, language)} – {written(test.high, test.measure, language)})"
        )
    return say(
        N_(
            "{label} : membres, {members} ; entreprises, {peers} ; écart {shift}{ends} ; p = {p}, corrigé {adjusted} (mesures : {count}) ; plus petit écart détectable : {detectable} fois l’écart type."
        ),
        language,
        label=label,
        members=test.members,
        peers=decimal(test.peers, language),
        shift=written(test.shift, test.measure, language),
        ends=ends,
        p=amount(test.p_value, "p", language),
        adjusted=amount(test.adjusted_p, "p", language),
        count=tested,
        detectable=amount(test.detectable, "index", language),
    )


def _names(answer: Answer) -> dict[int, str]:
    """Return what each member is called, and in brackets what else."""
    names = member_names(answer)
    return {
        one.enterprise: f"{names[one.enterprise]} ({other})"
        if (other := beside_name(one))
        else names[one.enterprise]
        for one in answer.members
    }
