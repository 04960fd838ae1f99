"""The strong and weak points of the finances: losses foreseen, reserves, cash beside the need."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.figures.scenario_names import scenario_name
from grappe.analysis.forecast.answer import answers
from grappe.analysis.forecast.differences import differences, differs
from grappe.analysis.forecast.notes import Line as LedgerLine
from grappe.analysis.forecast.notes import written
from grappe.analysis.forecast.plans import Books
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.document import Run
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.points import Point, and_others, fact
from grappe.analysis.report.sentences import listed, told

NAMED = 4
"""Scenarios that are named; the others are counted."""


def _foreseen(lines: Lines) -> dict[str, list[Line]]:
    """Return the results foreseen, scenario by scenario, year after year."""
    found: dict[str, list[Line]] = {}
    for line in lines.of("finance.result"):
        year, bar, scenario = line.key.partition("|")
        if bar and line.is_known and year:
            found.setdefault(scenario, []).append(line)
    return {scenario: sorted(own, key=lambda line: line.key) for scenario, own in found.items()}


def losses(lines: Lines, books: Books | None) -> Iterator[Point]:
    """Say the first loss that is foreseen, or that none is."""
    scenarios = _foreseen(lines)
    first = [
        (loss.key.partition("|")[0], loss.value or 0, scenario, loss)
        for scenario, own in scenarios.items()
        if (loss := next((line for line in own if (line.value or 0) < 0), None)) is not None
    ]
    if first:
        first.sort(key=lambda found: found[:3])
        worst = min((line for own in scenarios.values() for line in own), key=lambda line: line.value or 0)
        runs = _first_losses(
            [(scenario, year, loss) for year, _, scenario, loss in first], len(scenarios), lines
        )
        if all(worst is not loss for *_, loss in first):
            year, _, scenario = worst.key.partition("|")
            largest = told(
                N_("La plus forte est de {what}, en {year} (« {scenario} »)."),
                lines.language,
                scenario=scenario_name(scenario, lines.language),
                year=year,
                what=lines.run(worst),
            )
            runs = (*runs, Run(" "), *largest)
        _, _, scenario, loss = first[0]
        yield fact("weak", loss, (*runs, *_parting(scenario, books, lines)), "moderate")
    elif scenarios:
        best = min((line for own in scenarios.values() for line in own), key=lambda line: line.value or 0)
        runs = told(
            N_("Aucun scénario ne prévoit de perte (le plus bas résultat : {what})."),
            lines.language,
            what=lines.run(best),
        )
        yield fact("strong", best, runs, "moderate")


def _first_losses(first: list[tuple[str, str, Line]], scenarios: int, lines: Lines) -> tuple[Run, ...]:
    """Say from when each scenario has a loss, the soonest first."""
    language = lines.language
    if len(first) == 1:
        scenario, year, loss = first[0]
        return told(
            N_("Le scénario « {scenario} » prévoit une perte dès {year} ({what})."),
            language,
            scenario=scenario_name(scenario, language),
            year=year,
            what=lines.run(loss),
        )
    items = [
        told(
            N_("« {scenario} » dès {year} ({what})"),
            language,
            scenario=scenario_name(scenario, language),
            year=year,
            what=lines.run(loss),
        )
        for scenario, year, loss in first[:NAMED]
    ]
    names = (*listed(items), *and_others(len(first) - NAMED, lines))
    if len(first) == scenarios:
        return told(N_("Tous les scénarios prévoient une perte : {names}."), language, names=names)
    message = N_("{count} scénarios sur {all} prévoient une perte : {names}.")
    return told(message, language, count=str(len(first)), all=str(scenarios), names=names)


def reserves(lines: Lines, books: Books | None) -> Iterator[Point]:
    """Say until when the reserves last in the worst scenario, where forecasts go further."""
    known = [line for line in lines.of("finance.reserves_last_until") if line.is_known]
    years = [int(line.key.partition("|")[0]) for own in _foreseen(lines).values() for line in own]
    if not known or not years:
        return
    worst, horizon = min(known, key=lambda line: line.value or 0), max(years)
    short = (worst.value or 0) < horizon
    message = (
        N_(
            "Les réserves ne tiennent que jusqu’en {what} dans le scénario « {scenario} », pour des prévisions jusqu’en {year}."
        )
        if short
        else N_("Les réserves tiennent jusqu’au bout des prévisions, {what}, dans tous les scénarios.")
    )
    runs = told(message, lines.language, what=lines.run(worst), scenario=worst.name, year=str(horizon))
    runs = (*runs, *_computed(known, books, lines))
    yield fact("weak" if short else "strong", worst, runs, "moderate")


def _parting(scenario: str, books: Books | None, lines: Lines) -> tuple[Run, ...]:
    """Say that the ledger and its own lines differ in a scenario, with both numbers."""
    one = None if books is None else differs(differences(books), scenario)
    if one is None:
        return ()
    message = N_(
        "Le grand livre ne s’accorde pas avec le calcul : {line} de {year}, {stated} au grand livre, {found} par le calcul."
    )
    stated, found = (amount(value, "eur", lines.language, 0) for value in (one.stated, one.found))
    line = written(LedgerLine(one.check), lines.language)
    words = told(message, lines.language, line=line, year=str(one.year), stated=stated, found=found)
    return (Run(" "), *words)


def _computed(known: list[Line], books: Books | None, lines: Lines) -> tuple[Run, ...]:
    """Say until when the computation has the reserves last, where it is not what the ledger says."""
    for line in sorted(known, key=lambda one: one.value or 0):
        plan = None if books is None else books.plan(line.key)
        if books is None or plan is None or plan.made:
            continue
        (answer,) = answers(books, scenarios=(plan.name,))
        until = answer.after.last_until
        if until == line.value:
            continue
        message = (
            N_(
                "C’est ce que dit le grand livre ; selon le calcul, les réserves du scénario « {scenario} » sont négatives dès la première année."
            )
            if until is None
            else N_(
                "C’est ce que dit le grand livre ; selon le calcul, les réserves du scénario « {scenario} » tiennent jusqu’en {year}."
            )
        )
        return (
            Run(" "),
            *told(
                message, lines.language, scenario=scenario_name(plan.name, lines.language), year=str(until)
            ),
        )
    return ()


def cash(lines: Lines) -> Iterator[Point]:
    """Say whether the working capital covers its need at the last closing of accounts."""
    closed = [line for line in lines.of("finance.cash_over_need") if line.is_known and "|" not in line.key]
    last = max(closed, key=lambda line: line.key, default=None)
    if last is None or not last.value:
        return
    message = (
        N_("Le fonds de roulement dépasse le besoin à la clôture de {year} (de {what}).")
        if last.value > 0
        else N_("Le fonds de roulement ne couvre pas le besoin à la clôture de {year} ({what}).")
    )
    runs = told(message, lines.language, year=last.key, what=lines.run(last))
    yield fact("strong" if last.value > 0 else "weak", last, runs)
