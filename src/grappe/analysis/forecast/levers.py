"""The levers that a cluster considers, and what each would make of the years to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.readings import completed
from grappe.analysis.forecast.due import Recognition, specific_ceiling
from grappe.analysis.forecast.notes import Euros, Note
from grappe.analysis.forecast.plans import Amounts, Plan
from grappe.analysis.forecast.projection import Moved, Projection, project
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary.classes import LEVER_KINDS

LINE_OF = {
    "commissions": "commissions",
    "rebates": "other_income",
    "specific_subsidy": "specific_subsidy",
    "label": "specific_subsidy",
    "fund": "other_income",
    "other": "other_income",
}
"""The line that a lever moves, unless the dossier names another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A lever of the dossier, dated and costed by whoever wrote it; amounts in EUR a year."""

    id: str
    label: str | None
    kind: str | None
    line: str
    amount: float | None
    rate: float | None = None
    base: float | None = None
    base_line: str | None = None
    first: int | None = None
    last: int | None = None
    set_up_cost: float = 0.0
    note: str | None = None

    def name(self, language: Language) -> str:
        """Return its label, else what its kind is called, else its id."""
        return self.label or (say(LEVER_KINDS[self.kind], language) if self.kind else self.id)

    def starts(self, plan: Plan) -> int:
        """Return the first year of a plan in which it may bring something."""
        return max(min(plan.years), self.first or min(plan.years))

    def adds(self, year: int, amounts: Amounts) -> float | None:
        """Return what it adds to its line in a year; None where the dossier does not say how much."""
        if (self.first is not None and year < self.first) or (self.last is not None and year > self.last):
            return 0.0
        if self.amount is not None:
            return self.amount
        base = self.base if self.base is not None else amounts.get(self.base_line or "")
        return None if self.rate is None or base is None else self.rate * base


@dataclass(frozen=True, slots=True)
class Effect:
    """What a plan becomes with one lever, or with all of them (no lever)."""

    lever: Lever | None
    projection: Projection | None
    """None where the dossier does not say how much the lever brings."""
    notes: tuple[Note, ...] = ()


def levers_of(dossier: Dossier, cluster: str) -> tuple[Lever, ...]:
    """Return the levers of a cluster, in the order of the dossier."""
    given = dossier.tables.get("levers")
    if given is None:
        return ()
    rows = completed("levers", given).filter(pl.col("cluster_id") == cluster).iter_rows(named=True)
    return tuple(
        Lever(
            id=row["lever_id"],
            label=row["label"],
            kind=row["kind"],
            line=row["line"] or LINE_OF[row["kind"] or "other"],
            amount=row["amount"],
            rate=row["rate"],
            base=row["base"],
            base_line=row["base_line"],
            first=row["from_year"],
            last=row["to_year"],
            set_up_cost=row["set_up_cost"] or 0.0,
            note=row["note"],
        )
        for row in rows
    )


def effects(
    plan: Plan, recognitions: Sequence[Recognition], levers: Sequence[Lever], lines: Moved
) -> list[Effect]:
    """Return the effect of each lever alone on a plan's lines, then of all together."""
    alone = [_effect(plan, recognitions, (lever,), lines) for lever in levers]
    known = tuple(
        effect.lever for effect in alone if effect.lever is not None and effect.projection is not None
    )
    if len(known) > 1:
        together = _effect(plan, recognitions, known, lines)
        alone.append(Effect(None, together.projection, together.notes))
    return alone


def pulled(plan: Plan, levers: Sequence[Lever], lines: Moved) -> Moved | None:
    """Return the lines of a plan with levers pulled; None when one of them has no amount."""
    years = {year: dict(amounts) for year, amounts in lines.years.items()}
    for lever in levers:
        start = lever.starts(plan)
        for year, amounts in years.items():
            added = lever.adds(year, lines.years[year])
            if added is None:
                return None
            if added:
                amounts[lever.line] = amounts.get(lever.line, 0.0) + added
            if year == start and lever.set_up_cost and "costs" in amounts:
                amounts["costs"] += lever.set_up_cost
    return Moved(years, lines.subsidies)


def _effect(
    plan: Plan, recognitions: Sequence[Recognition], levers: tuple[Lever, ...], lines: Moved
) -> Effect:
    moved = pulled(plan, levers, lines)
    if moved is None:
        return Effect(levers[0], None)
    notes = above_ceiling(moved.years, recognitions, lines.years)
    return Effect(levers[0], project(plan, recognitions, moved), tuple(notes))


def above_ceiling(
    years: Mapping[int, Amounts],
    recognitions: Sequence[Recognition],
    before: Mapping[int, Amounts] | None = None,
) -> list[Note]:
    """Return what to say of the years whose specific subsidies are above what the law allows one of them.

    before: the lines that they were moved from; a year that did not move is left alone.
    """
    found: dict[float, list[tuple[int, float]]] = {}
    for year, amounts in sorted(years.items()):
        amount = amounts.get("specific_subsidy", 0.0)
        if before is not None and amount == before[year].get("specific_subsidy", 0.0):
            continue
        ceiling = specific_ceiling(year, recognitions)
        if ceiling is not None and amount > ceiling:
            found.setdefault(ceiling, []).append((year, amount))
    return [
        Note(
            N_(
                "Les subventions spécifiques ({most} en {years}) dépassent le plafond d’une seule, {ceiling} : il en faudrait plusieurs."
            ),
            {
                "most": Euros(max(amount for _, amount in over)),
                "years": ", ".join(str(year) for year, _ in over),
                "ceiling": Euros(ceiling),
            },
        )
        for ceiling, over in found.items()
    ]
