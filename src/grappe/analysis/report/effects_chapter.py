"""The chapter Effets: what changed after companies joined, beside companies like them; or why not said."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, decimal, long_date
from grappe.analysis.registry.effects.from_register import Drawn
from grappe.analysis.registry.effects.study import Study
from grappe.analysis.registry.effects.verdict import FEW_MEMBERS, NOBODY, Verdict
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.entry_path import path_chart
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Block, Box, Bullets, Heading, Paragraph, Run, Table
from grappe.analysis.report.effects_words import (
    ABSENT,
    LEFT_OUT,
    alike_words,
    finding_words,
    outcome_words,
    reason_words,
)
from grappe.analysis.report.typography import said

TITLE = N_("Effets")


def effects_blocks(verdict: Verdict, drawn: Drawn, study: Study, language: Language) -> list[Block]:
    """Return the blocks of the chapter: verdict, charts, balance, who was left out, what it rests on."""
    blocks: list[Block] = [_method(verdict, study, language)]
    if verdict.reasons:
        reasons = [reason_words(reason, language) for reason in verdict.reasons]
        is_small = any(reason.message in (NOBODY, FEW_MEMBERS) for reason in verdict.reasons)
        small, other = N_("Effets non identifiables à cette taille"), N_("Effets non identifiables")
        title = said(small if is_small else other, language)
        told = tuple(Paragraph(runs=(Run(words),)) for words in reasons)
        blocks.append(Box(role="note", title=title, paragraphs=told))
    else:
        for outcome in study.outcomes:
            own = [one for one in verdict.findings if one.outcome == outcome]
            blocks.append(Heading(text=outcome_words(outcome, language)))
            blocks.append(
                Bullets(items=tuple((Run(finding_words(one, verdict.level, language)),) for one in own))
            )
            followed = next(one for one in verdict.followed if one.outcome == outcome)
            drawing = path_chart(followed, verdict.level, language)
            if drawing is not None:
                blocks.append(converted(drawing))
        blocks.append(_many(verdict, language))
    if verdict.matched.balance:
        blocks.append(_balance(verdict, language))
    left_out = _left_out(verdict, drawn, language)
    if left_out.rows:
        blocks.append(left_out)
    return [*blocks, *_rests(drawn, language)]


def _method(verdict: Verdict, study: Study, language: Language) -> Paragraph:
    matched = verdict.matched
    words = said(
        N_(
            "Chaque membre est comparé, avant et après son entrée, à des entreprises du registre qui ne sont jamais entrées : de même activité, de même taille, la même année, et les plus proches de lui dans les {before} années qui précèdent. Membres appariés : {matched} sur {members} ; entreprises appariées : {beside} sur {companies}. Une comparaison brute des membres et du secteur ne dirait rien de l’effet du cluster : ceux qui entrent ne sont pas les premiers venus."
        ),
        language,
        before=study.before,
        matched=amount(len(matched.pairings), "count", language),
        members=amount(matched.members, "count", language),
        beside=amount(matched.beside, "count", language),
        companies=amount(matched.companies, "count", language),
    )
    return Paragraph(runs=(Run(words),))


def _many(verdict: Verdict, language: Language) -> Paragraph:
    words = said(
        N_(
            "Effets mis à l’épreuve ensemble : {tested}. Leurs valeurs p en tiennent compte (Holm) ; les intervalles sont ceux de chaque effet pris seul."
        ),
        language,
        tested=verdict.tested,
    )
    return Paragraph(runs=(Run(words),))


def _balance(verdict: Verdict, language: Language) -> Table:
    heads = (N_("Caractéristique"), N_("Avant appariement"), N_("Après"))
    table = table_behind(
        said(N_("Ce qui distingue les membres des entreprises, en écarts-types"), language),
        [said(head, language) for head in heads],
        [
            (
                alike_words(one, language),
                decimal(one.unmatched.standardised, language, 2) if one.unmatched.reason is None else "–",
                decimal(one.matched.standardised, language, 2) if one.matched.reason is None else "–",
            )
            for one in verdict.matched.balance
        ],
    )
    note = said(
        N_("Au-delà de {most} après appariement, rien n’est conclu."),
        language,
        most=decimal(0.25, language, 2),
    )
    return Table(caption=table.caption, columns=table.columns, rows=table.rows, note=note)


def _left_out(verdict: Verdict, drawn: Drawn, language: Language) -> Table:
    rows = [
        *((said(ABSENT[why], language), count) for why, count in drawn.absent.items()),
        *((said(LEFT_OUT[why], language), count) for why, count in sorted(verdict.matched.counts.items())),
    ]
    return table_behind(
        said(N_("Membres qui ne sont pas dans la comparaison"), language),
        [said(N_("Raison"), language), said(N_("Membres"), language)],
        [(words, amount(count, "count", language)) for words, count in rows],
    )


def _rests(drawn: Drawn, language: Language) -> Iterator[Paragraph]:
    if drawn.is_of_survivors:
        words = said(
            N_(
                "Le registre est celui du {day} : les entreprises disparues avant ce jour n’y sont plus, ni du côté des membres ni de l’autre. L’effet est donc celui sur des entreprises qui ont survécu ; si le cluster aide à survivre, cette comparaison ne le voit pas."
            ),
            language,
            day=long_date(drawn.day, language),
        )
        yield Paragraph(runs=(Run(words),))
    words = said(
        N_(
            "Groupe de comparaison : {group}. Source : Banque-Carrefour des Entreprises, {sources} ; comptes annuels de la Banque nationale."
        ),
        language,
        group=drawn.group.in_words(language),
        sources=", ".join(drawn.sources),
    )
    yield Paragraph(runs=(Run(words),))


RECORD = {
    "outcome": pl.String,
    "scale": pl.String,
    "first_year": pl.Int64,
    "last_year": pl.Int64,
    "state": pl.String,
    "strength": pl.String,
    "may_say_impact": pl.Boolean,
    "estimate": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "p_value": pl.Float64,
    "tested": pl.Int64,
    "lowest": pl.Float64,
    "highest": pl.Float64,
    "detectable": pl.Float64,
    "members": pl.Int64,
    "matched": pl.Int64,
    "companies": pl.Int64,
    "second_estimate": pl.Float64,
    "second_low": pl.Float64,
    "second_high": pl.Float64,
    "reasons": pl.String,
}


def effects_record(verdict: Verdict, language: Language) -> pl.DataFrame:
    """Return the findings as data, one row per outcome and window, in the outcome's scale.

    What is not identifiable has no numbers, only its reasons: a number that is printed gets quoted.
    """
    rows = []
    for one in verdict.findings:
        second = one.second
        row = {
            "outcome": one.outcome.column,
            "scale": one.outcome.scale,
            "first_year": one.window.first,
            "last_year": one.window.last,
            "state": one.state,
            "strength": one.strength,
            "may_say_impact": one.may_say_impact,
            "tested": verdict.tested,
            "members": verdict.matched.members,
            "matched": len(verdict.matched.pairings),
            "companies": verdict.matched.beside,
            "reasons": " ".join(reason_words(reason, language) for reason in one.reasons) or None,
        }
        if one.state != "not_identifiable":
            row |= {
                "estimate": one.change.mean,
                "low": one.low,
                "high": one.high,
                "p_value": one.p_value,
                "lowest": one.lowest,
                "highest": one.highest,
                "detectable": one.detectable,
            }
        if second is not None:
            row |= {
                "second_estimate": second.estimate,
                "second_low": second.low,
                "second_high": second.high,
            }
        rows.append({name: row.get(name) for name in RECORD})
    return pl.DataFrame(rows, schema=RECORD)
