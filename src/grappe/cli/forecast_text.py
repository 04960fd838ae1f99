"""The answer on the years to come, for a terminal of a hundred columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

import click

from grappe.analysis.forecast.answer import Answer
from grappe.analysis.forecast.differences import Difference
from grappe.analysis.forecast.due import ends_on
from grappe.analysis.forecast.levers import Effect
from grappe.analysis.forecast.notes import Euros, Line, Note, Share, SignedShare, written
from grappe.analysis.forecast.projection import Projection, Year
from grappe.analysis.forecast.tornado import STEP
from grappe.analysis.forecast.words import (
    LINES,
    cash_note,
    lever_needs,
    line_label,
    needed_note,
    reserves_note,
)
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal
from grappe.analysis.vocabulary.classes import LEVER_KINDS
from grappe.cli.text_table import text_table

WIDE = 98
NAME = 38
"""Letters of a lever that leave room for five years."""
HELD = re.compile(r" (?=[;:!?%»])|(?<=«) ")
"""Spaces at which no line may break."""
YEARS_ACROSS = 6
"""Years that stand side by side; more make another block."""
DIFFERENCES_SHOWN = 6
ALWAYS = ("costs", "subsidy", "own_share", "own_income", "gap", "result", "reserves")
"""Lines that are told even where they are nothing."""


def told(answer: Answer, language: Language, *, tornado: bool) -> Iterator[str]:
    """Yield the lines of one scenario's answer."""
    words = say(N_("Scénario « {name} »"), language, name=answer.plan.name)
    if answer.plan.made:
        words = say(N_("Projection « {name} », faite par une règle"), language, name=answer.plan.name)
    yield click.style(words, bold=True)
    yield ""
    for start in range(0, len(answer.before.years), YEARS_ACROSS):
        yield from _table(answer, slice(start, start + YEARS_ACROSS), language)
        yield ""
    yield from _verdict(answer, language)
    yield ""
    yield from _needed(answer, language)
    if answer.effects:
        yield ""
        yield from _levers(answer, language)
    if tornado:
        yield ""
        yield from _tornado(answer, language)
    yield ""
    for note in answer.supposes:
        yield from _folded(note.sentence(language), "· ")
    end = ends_on(answer.recognitions)
    if end is not None and any(year.year > end.year for year in answer.after.years):
        yield from _folded(say(N_("Pour supposer un renouvellement : --renewed."), language), "· ")


def _table(answer: Answer, years: slice, language: Language) -> list[str]:
    before, after = answer.before.years[years], answer.after.years[years]
    rows = []
    for line in LINES:
        old, new = [_amount(year, line) for year in before], [_amount(year, line) for year in after]
        if not _is_told(line, before, after):
            continue
        rows.append([line_label(line, language), *(_euros(v, language) for v in old)])
        if old != new:
            rows.append([f"  → {say(N_('devient'), language)}", *(_euros(v, language) for v in new)])
        if line == "eligible_costs":
            rows.append(
                [say(N_("Taux de la subvention"), language), *(_rates(year, language) for year in after)]
            )
    header = [say(N_("En euros"), language), *(str(year.year) for year in before)]
    return text_table(header, rows, right=range(1, len(header)))


def _is_told(line: str, before: Sequence[Year], after: Sequence[Year]) -> bool:
    if line == "cash_over_need":
        return any(year.cash_over_need != year.cash for year in (*before, *after))
    return line in ALWAYS or any(_amount(year, line) for year in (*before, *after))


def _amount(year: Year, line: str) -> float | None:
    amount: float | None = getattr(year, line)
    # To the euro, so that what reads the same is the same.
    return None if amount is None else round(amount) + 0.0


def _rates(year: Year, language: Language) -> str:
    """Return the rates of a year, one after the other: 100/80 %."""
    if year.subsidy_from not in ("law", "unknown") or not year.due.portions:
        return "–"
    *first, last = (portion.rate for portion in year.due.portions)
    told = [decimal(rate * 100, language, 1, trimmed=True) for rate in first]
    return "/".join([*told, written(Share(last), language)])


def _euros(amount: float | None, language: Language) -> str:
    return "–" if amount is None else decimal(amount, language)


def _verdict(answer: Answer, language: Language) -> Iterator[str]:
    if not answer.is_changed:
        yield from _folded(reserves_note(answer.after).sentence(language))
        cash = cash_note(answer.after)
        if cash is not None:
            yield from _folded(cash.sentence(language))
    else:
        for note in (reserves_note, cash_note):
            old, new = note(answer.before), note(answer.after)
            if old is None or new is None:
                continue
            if old == new:
                yield from _folded(
                    say(N_("Inchangé : {sentence}"), language, sentence=old.sentence(language))
                )
            else:
                yield from _folded(say(N_("Avant : {sentence}"), language, sentence=old.sentence(language)))
                yield from _folded(
                    click.style(
                        say(N_("Après : {sentence}"), language, sentence=new.sentence(language)), bold=True
                    )
                )
    for note_ in answer.notes:
        yield from _folded(note_.sentence(language), "⚠ ")


def _needed(answer: Answer, language: Language) -> Iterator[str]:
    if not answer.needed:
        return
    yield from _folded(needed_note(answer.needed[0]).sentence(language))
    later = [one for one in answer.needed[1:] if one.amount]
    if answer.needed[0].amount and later:
        words = ", ".join(
            say(
                N_("{amount} à partir de {year}"),
                language,
                amount=written(Euros(one.amount or 0), language),
                year=one.start,
            )
            for one in later
        )
        yield from _folded(say(N_("Plus tard, c’est plus : {amounts}."), language, amounts=words))
    if answer.effects:
        return
    for kind, note in lever_needs(answer):
        yield from _folded(f"{say(LEVER_KINDS[kind], language)} – {note.sentence(language)}", "  ")


def _levers(answer: Answer, language: Language) -> Iterator[str]:
    """Yield the closing reserves that each lever leaves."""
    years = answer.after.years[-YEARS_ACROSS + 1 :]
    header = [
        say(N_("Réserves à la clôture"), language),
        *(str(year.year) for year in years),
        say(N_("tiennent jusqu’en"), language),
    ]
    rows = [[say(N_("sans levier"), language), *_closings(answer.after, len(years), language)]]
    notes: list[Note] = []
    for effect in answer.effects:
        if effect.projection is None:
            rows.append(
                [_name(effect, language), *("–" for _ in years), say(N_("montant non donné"), language)]
            )
        else:
            rows.append([_name(effect, language), *_closings(effect.projection, len(years), language)])
            notes += [note for note in effect.notes if note not in notes]
    yield from text_table(header, rows, right=range(1, len(header)))
    for note in notes:
        yield from _folded(note.sentence(language), "⚠ ")


def _name(effect: Effect, language: Language) -> str:
    return say(N_("tous ensemble"), language) if effect.lever is None else _cut(effect.lever.name(language))


def _cut(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1]}…"


def _closings(projection: Projection, last: int, language: Language) -> list[str]:
    until = projection.last_until
    return [
        *(_euros(_amount(year, "reserves"), language) for year in projection.years[-last:]),
        "–" if until is None else str(until),
    ]


def _tornado(answer: Answer, language: Language) -> Iterator[str]:
    swings = answer.swings()
    if not swings:
        yield from _folded(
            say(N_("Ce qui compte le plus ne peut être dit : les réserves ne sont pas connues."), language)
        )
        return
    last = answer.after.years[-1].year
    less, more = (written(SignedShare(sign * STEP), language) for sign in (-1, 1))
    header = [
        say(N_("Réserves fin {year}, chaque poste bougé"), language, year=last),
        less,
        more,
        say(N_("écart"), language),
        say(N_("tiennent jusqu’en"), language),
    ]
    rows = [
        [
            written(Line(swing.line), language),
            _euros(swing.less.closing, language),
            _euros(swing.more.closing, language),
            _euros(swing.width, language),
            " / ".join("–" if p.last_until is None else str(p.last_until) for p in (swing.less, swing.more)),
        ]
        for swing in swings
    ]
    yield from text_table(header, rows, right=range(1, len(header)))


def told_differences(differences: Sequence[Difference], language: Language) -> Iterator[str]:
    """Yield where the ledger and the arithmetic part."""
    if not differences:
        return
    yield click.style(say(N_("Où le grand livre et le calcul diffèrent"), language), bold=True)
    for one in differences[:DIFFERENCES_SHOWN]:
        name = "" if one.scenario is None else f" ({one.scenario})"
        yield from _folded(one.note.sentence(language) + name, "⚠ ")
    left = len(differences) - DIFFERENCES_SHOWN
    if left > 0:
        yield say_many(
            N_("… et {count} autre différence : --json les donne toutes."),
            N_("… et {count} autres différences : --json les donne toutes."),
            left,
            language,
        )


def _folded(words: str, mark: str = "") -> list[str]:
    words = HELD.sub("\u00a0", words)
    return textwrap.wrap(words, WIDE, initial_indent=mark, subsequent_indent=" " * len(mark)) or [""]
