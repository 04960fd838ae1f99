"""What a projection says in a sentence: how long the reserves last, when cash is short, what is needed."""

from __future__ import annotations

from grappe.analysis.forecast.answer import Answer
from grappe.analysis.forecast.break_even import BreakEven
from grappe.analysis.forecast.due import specific_ceiling
from grappe.analysis.forecast.notes import Euros, Line, Note, Share, written
from grappe.analysis.forecast.projection import Projection
from grappe.analysis.language.catalogues import N_, Language, say

LINES = {
    "costs": "costs",
    "eligible_costs": "eligible_costs",
    "subsidy": "subsidy",
    "specific_subsidy": "specific_subsidy",
    "own_share": N_("Part propre des charges"),
    "fees": "fees",
    "commissions": "commissions",
    "other_income": "other_income",
    "own_income": N_("Recettes propres"),
    "gap": N_("Reste à financer"),
    "result": "result",
    "reserves": "reserves",
    "cash": "cash",
    "working_capital_need": "working_capital_need",
    "cash_over_need": N_("Fonds de roulement moins besoin"),
}
"""The lines of an answer in their order: those of the ledger by their code, the others by their label."""
SEED_LEVERS = ("commissions", "rebates", "specific_subsidy", "label", "fund")
"""The levers that the evaluation of 2010 names."""


def reserves_note(projection: Projection) -> Note:
    """Return how long the reserves last."""
    last, exhausted = projection.last_until, projection.exhausted
    if all(year.reserves is None for year in projection.years):
        return Note(N_("Les réserves ne peuvent être calculées."))
    if exhausted is None:
        known = max(year.year for year in projection.years if year.reserves is not None)
        if known < projection.years[-1].year:
            return Note(
                N_("Les réserves tiennent au moins jusqu’en {last} ; la suite n’est pas connue."),
                {"last": known},
            )
        return Note(N_("Les réserves tiennent jusqu’au bout, fin {last}."), {"last": known})
    if last is None or last < projection.years[0].year:
        return Note(N_("Les réserves sont négatives dès la première année, {first}."), {"first": exhausted})
    if exhausted < last:
        return Note(
            N_(
                "Les réserves passent sous zéro en {first}, puis remontent ; elles sont positives fin {last}."
            ),
            {"first": exhausted, "last": last},
        )
    return Note(
        N_("Les réserves tiennent jusqu’en {last} ; elles sont négatives fin {first}."),
        {"last": last, "first": exhausted},
    )


def cash_note(projection: Projection) -> Note | None:
    """Return when cash no longer covers the need; None where nothing is known of it."""
    known = [year for year in projection.years if year.cash_over_need is not None]
    if not known:
        return None
    short = projection.below_need
    if short is None:
        return Note(
            N_("La trésorerie couvre le besoin en fonds de roulement jusqu’en {last}."),
            {"last": known[-1].year},
        )
    return Note(
        N_("La trésorerie ne couvre plus le besoin en fonds de roulement fin {year}."), {"year": short}
    )


def needed_note(needed: BreakEven) -> Note:
    """Return what would be needed a year for the reserves to last until the target."""
    values = {"start": needed.start, "target": needed.target}
    if needed.amount is None:
        return Note(
            N_("Aucun montant annuel à partir de {start} ne peut être donné pour {target} : les réserves ne sont pas connues, ou déjà négatives avant."),
            values,
        )  # fmt: skip
    if needed.amount == 0:
        return Note(N_("Rien ne manque pour que les réserves tiennent jusqu’à la fin de {target}."), values)
    return Note(
        N_("Pour que les réserves tiennent jusqu’à la fin de {target}, il faut {amount} de plus par an à partir de {start}."),
        {**values, "amount": Euros(needed.amount)},
    )  # fmt: skip


def lever_needs(answer: Answer) -> list[tuple[str, Note]]:
    """Return, for each lever of the seed, what it would have to bring; nothing where nothing is lacking."""
    needed = answer.needed[0] if answer.needed else None
    if needed is None or not needed.amount:
        return []
    amount = Euros(needed.amount)
    each = {"amount": amount}
    years = [y for y in answer.after.years if needed.start <= y.year <= needed.target]
    costs = [year.costs for year in years if year.costs is not None]
    rebates = Note(N_("{amount} par an à faire ristourner."), each)
    if costs and sum(costs) > 0:
        share = Share(needed.amount * len(costs) / sum(costs))
        rebates = Note(
            N_("{amount} par an à faire ristourner : autant que {share} des charges."),
            {**each, "share": share},
        )
    return [
        (
            "commissions",
            Note(N_("{amount} par an : le taux de commission fois le montant sous-traité."), each),
        ),
        ("rebates", rebates),
        ("specific_subsidy", _by_specific_subsidy(answer, needed, amount)),
        ("label", Note(N_("S’il est financé par une subvention spécifique, le même plafond vaut."))),
        ("fund", Note(N_("{amount} par an de rendement net, une fois le fonds constitué."), each)),
    ]


def _by_specific_subsidy(answer: Answer, needed: BreakEven, amount: Euros) -> Note:
    ceilings = [
        specific_ceiling(year.year, answer.recognitions)
        for year in answer.after.years
        if needed.start <= year.year <= needed.target
    ]
    known = [ceiling for ceiling in ceilings if ceiling is not None]
    if not known or len(known) < len(ceilings):
        return Note(N_("{amount} par an ; le plafond légal n’est pas connu."), {"amount": amount})
    ceiling = min(known)
    values = {"amount": amount, "ceiling": Euros(ceiling), "lack": Euros(amount - ceiling)}
    if amount <= ceiling:
        return Note(N_("{amount} par an : sous le plafond d’une subvention, {ceiling}."), values)
    return Note(
        N_("Une par an, au plafond de {ceiling}, ne suffit pas : il manquerait {lack} par an."), values
    )


def line_label(line: str, language: Language) -> str:
    """Return what a line of the answer is called."""
    return written(Line(line), language) if LINES[line] == line else say(LINES[line], language)
