"""What a dossier says of the years to come: its scenarios, and the closed year that they start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.finances import YEARS, scenarios_of
from grappe.analysis.figures.readings import eager, readings_of
from grappe.analysis.figures.scenario_names import CARRIED_OVER
from grappe.analysis.forecast.due import Recognition, ends_on
from grappe.analysis.forecast.notes import Note
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.classes import LEDGER_LINES

Amounts = Mapping[str, float]
"""The lines that somebody wrote for a year, in EUR; a line that nobody wrote is not there."""
REPEATED = ("fees", "commissions", "other_income", "costs", "eligible_costs", "working_capital_need")
"""The lines that the rule repeats. A specific subsidy is given for a project, and is not among them."""
LEAST_YEARS = 3
CLOSED_BY = ("costs", "result", "reserves")
"""An actual year is closed once the ledger has one of these for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a plan starts from. year: None where the ledger has no closed year before it."""

    year: int | None = None
    reserves: float | None = None
    cash: float | None = None
    working_capital_need: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The years to come under one scenario, at least one."""

    name: str
    years: Mapping[int, Amounts]
    opening: Opening
    made: bool = False
    """Made up by rule from the last closed year: it is not the ledger's."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The books of one cluster, closed and to come, and its recognitions (those with both days)."""

    cluster: str
    closed: Mapping[int, Amounts]
    plans: tuple[Plan, ...]
    recognitions: tuple[Recognition, ...]
    written: bool
    """The ledger has at least one amount."""

    def plan(self, name: str) -> Plan | None:
        """Return the plan of a scenario."""
        return next((plan for plan in self.plans if plan.name == name), None)


def books_of(dossier: Dossier, asked: Asked, cluster: str) -> Books:
    """Return the books of a cluster; without plan where the ledger has neither forecast nor closed year."""
    tables = {
        name: frame.filter(pl.col("cluster_id") == cluster)
        for name, frame in dossier.tables.items()
        if name in ("ledger", "recognitions")
    }
    readings = readings_of(tables, asked)
    closed: dict[int, Amounts] = {}
    to_come: dict[str, dict[int, Amounts]] = {}
    order = {name: place for place, name in enumerate(scenarios_of(eager(readings.table("ledger"))))}
    for row in eager(readings.base(YEARS)).iter_rows(named=True):
        amounts = {line: float(row[line]) for line in LEDGER_LINES if row[line] is not None}
        into = closed if row["scenario"] is None else to_come.setdefault(row["scenario"], {})
        into[row["year"]] = amounts
    recognitions = tuple(
        row
        for row in eager(readings.table("recognitions")).sort("number").iter_rows(named=True)
        if row["starts_on"] is not None and row["ends_on"] is not None
    )
    done = {year: amounts for year, amounts in sorted(closed.items()) if any(x in amounts for x in CLOSED_BY)}
    plans = [
        plan
        for name, years in sorted(to_come.items(), key=lambda one: order[one[0]])
        if (plan := _plan(name, years, done)) is not None
    ]
    if not plans and done:
        plans = [_carried_over(done, recognitions)]
    return Books(
        cluster=cluster,
        closed=dict(sorted(closed.items())),
        plans=tuple(plans),
        recognitions=recognitions,
        written=bool(closed or to_come),
    )


def _plan(name: str, years: Mapping[int, Amounts], closed: Mapping[int, Amounts]) -> Plan | None:
    """Return a scenario's plan without the years closed since; None where all of them are."""
    notes = []
    last = max(closed, default=None)
    ahead = {year: years[year] for year in sorted(years) if last is None or year > last}
    past = [year for year in sorted(years) if year not in ahead and year in closed]
    if past:
        notes.append(
            Note(
                N_("Les comptes clos remplacent les prévisions des années closes depuis ({years})."),
                {"years": ", ".join(map(str, past))},
            )
        )
    if not ahead:
        return None
    first = min(ahead)
    if last is not None:
        opening = _opening(last, closed[last])
    else:
        opening = _implied(ahead[first])
        if opening.reserves is not None:
            notes.append(
                Note(
                    N_(
                        "Le grand livre n’a pas de compte clos : les réserves de départ sont celles que la clôture de {year} suppose."
                    ),
                    {"year": first},
                )
            )
    return Plan(name=name, years=ahead, opening=opening, notes=tuple(notes))


def _opening(year: int, amounts: Amounts) -> Opening:
    return Opening(
        year=year,
        reserves=amounts.get("reserves"),
        cash=amounts.get("cash"),
        working_capital_need=amounts.get("working_capital_need"),
    )


def _implied(amounts: Amounts) -> Opening:
    """Return what a first year must have started from, by its own closing and its own result."""
    if "reserves" in amounts and "result" in amounts:
        return Opening(reserves=amounts["reserves"] - amounts["result"])
    return Opening()


def _carried_over(closed: Mapping[int, Amounts], recognitions: tuple[Recognition, ...]) -> Plan:
    """Return the plan that repeats the last closed year: to the end of the recognition, or three years."""
    last = max(closed)
    end = ends_on(recognitions)
    until = max(last + LEAST_YEARS, end.year if end is not None else 0)
    repeated = {line: closed[last][line] for line in REPEATED if line in closed[last]}
    return Plan(
        name=CARRIED_OVER,
        years=dict.fromkeys(range(last + 1, min(until, last + 10) + 1), repeated),
        opening=_opening(last, closed[last]),
        made=True,
        notes=(
            Note(
                N_(
                    "Le grand livre n’a pas de prévision : cette projection n’est pas la sienne. Elle reconduit chaque année les montants de {year}, sans subvention spécifique, avec la subvention que le texte donne."
                ),
                {"year": last},
            ),
        ),
    )
