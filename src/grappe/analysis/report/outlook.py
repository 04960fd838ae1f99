"""Chapter 8, the years to come: how long the reserves last, what is needed, levers, assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.readings import Readings
from grappe.analysis.figures.scenario_names import scenario_name
from grappe.analysis.forecast.answer import Answer, answers
from grappe.analysis.forecast.differences import Difference, differences, parting_note
from grappe.analysis.forecast.levers import Effect, levers_of
from grappe.analysis.forecast.notes import Note, written
from grappe.analysis.forecast.plans import Amounts, Books, Plan, books_of
from grappe.analysis.forecast.projection import Projection
from grappe.analysis.forecast.words import cash_note, lever_needs, needed_note, reserves_note
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.tornado import tornado_chart
from grappe.analysis.report.charts.years import years_chart
from grappe.analysis.report.document import (
    Block,
    Box,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
)
from grappe.analysis.report.typography import agreed, said
from grappe.analysis.vocabulary.classes import LEVER_KINDS

DIFFERENCES_SHOWN = 6
YEARS_SHOWN = 6
"""Years that stand side by side in a table of levers: the last ones."""


def outlook(dossier: Dossier, readings: Readings, cluster: str, language: Language) -> list[Block]:
    """Return the blocks on the years to come; none where the ledger gives nothing to project from.

    Levers and what matters most are told of the first scenario of the ledger.
    """
    books = books_of(dossier, readings.asked, cluster)
    found = answers(books, levers=levers_of(dossier, cluster))
    if not found:
        return []
    first, parting = found[0], differences(books)
    tornado = tornado_chart(first, language)
    return [
        Heading(text=said(N_("Les années à venir"), language), level=2),
        *(scenario(answer, parting, language) for answer in found),
        *_made(first, books.closed, language),
        *levers_told(first, language),
        *([converted(tornado)] if tornado is not None else []),
        assumed(first, language),
        *apart(parting, language),
    ]


def outlook_sentences(dossier: Dossier, books: Books, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what is said of the years to come, sentence by sentence, each by its name."""
    found = answers(books, levers=levers_of(dossier, books.cluster))
    if not found:
        return
    parting = differences(books)
    for answer in found:
        name = scenario_words(answer.plan, language)
        for about, note in _of_scenario(answer, parting):
            yield f"{answer.plan.name}.{about}", name + _said(note, language)
    first = found[0]
    notes = dict.fromkeys(_said(note, language) for effect in first.effects for note in effect.notes)
    if not first.effects:
        yield from (
            (
                f"levers.{kind}",
                f"{said(LEVER_KINDS[kind], language)}{said(N_(' : '), language)}{_said(note, language)}",
            )
            for kind, note in lever_needs(first)
        )
    yield from ((f"levers.{place}", words) for place, words in enumerate(notes, start=1))
    for place, note in enumerate(first.supposes, start=1):
        yield f"assumed.{place}", _said(note, language)
    for one in parting[:DIFFERENCES_SHOWN]:
        about = ".".join((*((one.scenario,) if one.scenario else ()), str(one.year), one.check))
        yield f"differences.{about}", _apart(one, language)


def scenario_words(plan: Plan, language: Language) -> str:
    """Return what stands before the sentences on a plan."""
    if plan.made:
        return said(N_("Projection faite par une règle : "), language)
    return said(N_("Scénario « {name} » : "), language, name=scenario_name(plan.name, language))


def scenario(answer: Answer, parting: Sequence[Difference], language: Language) -> Paragraph:
    """Return how long the reserves of a scenario last, when cash is short, and what is needed.

    parting: where the ledger and the arithmetic differ; said first.
    """
    told = [_said(note, language) for _, note in _of_scenario(answer, parting)]
    return Paragraph(runs=(Run(scenario_words(answer.plan, language) + " ".join(told)),))


def _of_scenario(answer: Answer, parting: Sequence[Difference]) -> Iterator[tuple[str, Note]]:
    own = None if answer.plan.made else parting_note(answer.plan.name, parting)
    if own is not None:
        yield "differences", own
    yield "reserves", reserves_note(answer.after)
    cash = cash_note(answer.after)
    if cash is not None:
        yield "cash", cash
    if answer.needed:
        yield "needed", needed_note(answer.needed[0])


def _made(answer: Answer, closed: Mapping[int, Amounts], language: Language) -> Iterator[Block]:
    """Yield the reserves of a plan that the ledger does not hold, and that no other chart shows."""
    if not answer.plan.made:
        return
    reserves = {
        "": {year: amounts["reserves"] for year, amounts in closed.items() if "reserves" in amounts},
        answer.plan.name: {y.year: y.reserves for y in answer.after.years if y.reserves is not None},
    }
    if not reserves[answer.plan.name]:
        return
    drawing = years_chart(said(N_("Réserves projetées par une règle"), language), reserves, language)
    if drawing is not None:
        yield converted(drawing)


def levers_told(answer: Answer, language: Language) -> Iterator[Block]:
    """Yield what each lever leaves of the reserves, or would have to bring where no amount is given."""
    if answer.effects:
        yield _effects(answer, language)
        return
    needs = lever_needs(answer)
    if needs:
        yield Table(
            caption=said(N_("Ce que chaque levier devrait apporter"), language),
            columns=(
                Column(label=said(N_("Levier"), language), numeric=False),
                Column(
                    label=said(
                        N_("Pour que les réserves tiennent jusqu’à la fin de la reconnaissance"), language
                    ),
                    numeric=False,
                ),
            ),
            rows=tuple(
                Row(cells=(Cell(said(LEVER_KINDS[kind], language)), Cell(_said(note, language))))
                for kind, note in needs
            ),
            note=said(
                N_("Le dossier ne donne pas de montant (table levers) : aucun n’est inventé."), language
            ),
        )


def _effects(answer: Answer, language: Language) -> Table:
    years = [year.year for year in answer.after.years[-YEARS_SHOWN:]]
    notes = dict.fromkeys(_said(note, language) for effect in answer.effects for note in effect.notes)
    return Table(
        caption=said(N_("Ce que chaque levier ferait des réserves"), language),
        columns=(
            Column(label=said(N_("Levier"), language), numeric=False),
            *(Column(label=str(year)) for year in years),
            Column(label=said(N_("Tiennent jusqu’en"), language)),
        ),
        rows=(
            Row(cells=(Cell(said(N_("Sans levier"), language)), *_closings(answer.after, years, language))),
            *(_effect(effect, years, language) for effect in answer.effects),
        ),
        note=" ".join(
            [
                said(
                    N_(
                        "Réserves à la clôture, scénario « {name} » ; montants de la table levers, coûts de mise en place compris."
                    ),
                    language,
                    name=scenario_name(answer.plan.name, language),
                ),
                *notes,
                *_sources(answer, language),
            ]
        ),
        wide=True,
    )


def _sources(answer: Answer, language: Language) -> Iterator[str]:
    """Yield where the numbers of each lever come from, in the words of whoever gave them."""
    for effect in answer.effects:
        if effect.lever is not None and effect.lever.note:
            own = said(N_("Levier « {name} »"), language, name=effect.lever.name(language))
            yield f"{own} – {effect.lever.note.rstrip('.')}."


def _effect(effect: Effect, years: list[int], language: Language) -> Row:
    name = (
        said(N_("Tous ensemble"), language)
        if effect.lever is None
        else said(N_("Levier « {name} »"), language, name=effect.lever.name(language))
    )
    if effect.projection is None:
        lacking = Cell(said(N_("montant non donné"), language), soft=True)
        return Row(cells=(Cell(name), *(Cell("–", soft=True) for _ in years), lacking))
    return Row(cells=(Cell(name), *_closings(effect.projection, years, language)))


def _closings(projection: Projection, years: list[int], language: Language) -> list[Cell]:
    closings = {year.year: year.reserves for year in projection.years}
    until = projection.last_until
    return [
        *(Cell(amount(closings.get(year), "eur", language)) for year in years),
        Cell("–" if until is None else str(until)),
    ]


def assumed(answer: Answer, language: Language) -> Box:
    """Return what a projection supposes."""
    rule = Note(
        N_(
            "Résultat : recettes moins charges, avec la subvention que le texte donne. Réserves : celles d’avant plus le résultat. Chiffres du chapitre : tels que le grand livre les donne."
        )
    )
    return Box(
        role="note",
        title=said(N_("Ce que ces projections supposent"), language),
        paragraphs=tuple(Paragraph(runs=(Run(_said(note, language)),)) for note in (rule, *answer.supposes)),
    )


def apart(found: tuple[Difference, ...], language: Language) -> Iterator[Box]:
    """Yield where the ledger and the arithmetic part; nothing where they do not."""
    if not found:
        return
    told = [_apart(one, language) for one in found[:DIFFERENCES_SHOWN]]
    left = len(found) - DIFFERENCES_SHOWN
    if left > 0:
        told.append(
            agreed(
                N_("… et {count} autre différence, que grappe forecast donne."),
                N_("… et {count} autres différences, que grappe forecast donne."),
                left,
                language,
                count=left,
            )
        )
    yield Box(
        role="note",
        title=said(N_("Où le grand livre et le calcul diffèrent"), language),
        paragraphs=tuple(Paragraph(runs=(Run(words),)) for words in told),
    )


def _apart(one: Difference, language: Language) -> str:
    words = _said(one.note, language)
    if one.scenario is None:
        return words
    return f"{words.rstrip('.')} ({said(N_('scénario « {name} »'), language, name=scenario_name(one.scenario, language))})."


def _said(note: Note, language: Language) -> str:
    return said(
        note.message, language, **{name: written(value, language) for name, value in note.values.items()}
    )
