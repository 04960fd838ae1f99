"""Where the ledger and the arithmetic part: both numbers, and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grappe.analysis.forecast.due import Recognition, due
from grappe.analysis.forecast.notes import Euros, Line, Note
from grappe.analysis.forecast.plans import Amounts, Books
from grappe.analysis.forecast.projection import lines_result
from grappe.analysis.language.catalogues import N_

CARRIED = ("subsidy", "eligible_costs", "result", "reserves")
"""The checks of what makes the reserves."""
ROUNDING = 1.0
"""Books kept to the euro may differ by one from the cents of a computation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One amount of the ledger that another one contradicts. scenario: None for a closed year."""

    check: str
    scenario: str | None
    year: int
    stated: float
    found: float
    note: Note


Check = Callable[
    [int, Amounts, Amounts | None, Sequence[Recognition]], Iterator[tuple[str, float, float, str]]
]


def differences(books: Books) -> tuple[Difference, ...]:
    """Return the differences of the closed years, then of each scenario of the ledger, year by year."""
    found = [*_of_years(None, books.closed, {}, books.recognitions)]
    for plan in books.plans:
        if not plan.made:
            found += _of_years(plan.name, plan.years, books.closed, books.recognitions)
    return tuple(found)


def differs(found: Sequence[Difference], scenario: str) -> Difference | None:
    """Return the first difference of a scenario that its reserves rest on; None where its lines add up."""
    return next((one for one in found if one.scenario == scenario and one.check in CARRIED), None)


def parting_note(scenario: str, found: Sequence[Difference]) -> Note | None:
    """Return that the ledger's own numbers of a scenario and the computation differ, with both."""
    one = differs(found, scenario)
    if one is None:
        return None
    return Note(
        N_(
            "Le grand livre et le calcul diffèrent ici ({line} de {year} : {stated} au grand livre, {found} par le calcul) ; ce qui suit vient du calcul."
        ),
        {"line": Line(one.check), "year": one.year, "stated": Euros(one.stated), "found": Euros(one.found)},
    )


def _of_years(
    scenario: str | None,
    years: Mapping[int, Amounts],
    closed: Mapping[int, Amounts],
    recognitions: Sequence[Recognition],
) -> Iterator[Difference]:
    for year, amounts in sorted(years.items()):
        before = years.get(year - 1, closed.get(year - 1))
        for check in CHECKS:
            for name, stated, computed, message in check(year, amounts, before, recognitions):
                note = Note(
                    message,
                    {
                        "year": year,
                        "stated": Euros(stated),
                        "found": Euros(computed),
                        "apart": Euros(abs(stated - computed)),
                    },
                )
                yield Difference(
                    check=name, scenario=scenario, year=year, stated=stated, found=computed, note=note
                )


Found = Iterator[tuple[str, float, float, str]]


def _subsidy(
    year: int, amounts: Amounts, _before: Amounts | None, recognitions: Sequence[Recognition]
) -> Found:
    costs, eligible = amounts.get("costs"), amounts.get("eligible_costs")
    if costs is not None and eligible is not None:
        eligible = min(costs, eligible)
    by_law, booked = due(year, eligible, recognitions), amounts.get("subsidy")
    if booked is None or by_law.amount is None or abs(booked - by_law.amount) <= ROUNDING:
        return
    if by_law.reason == "outside":
        message = N_("{year} : le grand livre compte {stated} de subvention, hors de toute reconnaissance.")
    elif booked > by_law.amount:
        message = N_(
            "{year} : subvention de {stated} au grand livre, {found} selon le texte, soit {apart} de trop."
        )
    else:
        message = N_(
            "{year} : subvention de {stated} au grand livre, {found} selon le texte, soit {apart} de moins."
        )
    yield "subsidy", booked, by_law.amount, message


def _eligible(
    _year: int, amounts: Amounts, _before: Amounts | None, _recognitions: Sequence[Recognition]
) -> Found:
    costs, eligible = amounts.get("costs"), amounts.get("eligible_costs")
    if costs is not None and eligible is not None and eligible > costs + ROUNDING:
        yield (
            "eligible_costs", eligible, costs,
            N_("{year} : {stated} de dépenses admissibles pour {found} de charges ; le calcul s’en tient aux charges."),
        )  # fmt: skip


def _result(
    _year: int, amounts: Amounts, _before: Amounts | None, _recognitions: Sequence[Recognition]
) -> Found:
    own = lines_result(amounts)
    if "result" in amounts and own is not None and abs(amounts["result"] - own) > ROUNDING:
        yield (
            "result", amounts["result"], own,
            N_("{year} : le grand livre donne un résultat de {stated} ; ses recettes moins ses charges font {found}."),
        )  # fmt: skip


def _reserves(
    _year: int, amounts: Amounts, before: Amounts | None, _recognitions: Sequence[Recognition]
) -> Found:
    result = amounts.get("result")
    if "reserves" not in amounts or result is None or before is None or "reserves" not in before:
        return
    carried = before["reserves"] + result
    if abs(amounts["reserves"] - carried) > ROUNDING:
        yield (
            "reserves", amounts["reserves"], carried,
            N_("{year} : le grand livre clôt avec {stated} de réserves ; celles d’avant plus le résultat font {found}."),
        )  # fmt: skip


def _cash(
    _year: int, amounts: Amounts, _before: Amounts | None, _recognitions: Sequence[Recognition]
) -> Found:
    capital, need = amounts.get("working_capital"), amounts.get("working_capital_need")
    if "cash" not in amounts or capital is None or need is None:
        return
    if abs(amounts["cash"] - (capital - need)) > ROUNDING:
        yield (
            "cash", amounts["cash"], capital - need,
            N_("{year} : trésorerie de {stated} au grand livre ; le fonds de roulement moins le besoin fait {found}."),
        )  # fmt: skip


CHECKS: tuple[Check, ...] = (_subsidy, _eligible, _result, _reserves, _cash)
