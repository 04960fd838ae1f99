"""From the lines of a scenario to its results, reserves and cash: three identities, kept in every year.

Result = income − costs, with the subsidy that the law gives. Closing reserves = opening reserves + result.
Cash moves with the result, and as the ledger plans beside it (loans, investments, delays of payment): what
the ledger's own cash does beyond its own result is kept as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from grappe.analysis.figures.finances import OWN_INCOME
from grappe.analysis.forecast.due import Due, Recognition, due
from grappe.analysis.forecast.plans import Amounts, Plan

SubsidyFrom = Literal["law", "ledger", "given", "none", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year of a projection, in EUR. None: not known, never zero for want of a number."""

    year: int
    fees: float | None
    commissions: float | None
    other_income: float | None
    specific_subsidy: float | None
    costs: float | None
    eligible_costs: float | None
    """Never above the costs."""
    limited: bool
    """The eligible costs were above the costs, and are taken for no more than them."""
    due: Due
    subsidy: float | None
    subsidy_from: SubsidyFrom
    own_income: float
    own_share: float | None
    """Costs less all subsidies."""
    gap: float | None
    """Own share less own income: what is lacking."""
    result: float | None
    reserves: float | None
    cash: float | None
    working_capital_need: float | None
    cash_over_need: float | None


@dataclass(frozen=True, slots=True)
class Projection:
    """The years of a plan, in order."""

    years: tuple[Year, ...]
    opened: int | None = None
    """The closed year before, if it left reserves that are not negative."""

    @property
    def last_until(self) -> int | None:
        """The last year that closes with reserves that are not negative; None where none does."""
        held = (y.year for y in self.years if y.reserves is not None and y.reserves >= 0)
        return max(held, default=self.opened)

    @property
    def exhausted(self) -> int | None:
        """The first year that closes with negative reserves."""
        return min((y.year for y in self.years if y.reserves is not None and y.reserves < 0), default=None)

    @property
    def below_need(self) -> int | None:
        """The first year that closes with less working capital than it needs, or without cash."""
        short = (y.year for y in self.years if y.cash_over_need is not None and y.cash_over_need < 0)
        return min(short, default=None)

    @property
    def closing(self) -> float | None:
        """The reserves at the end of the last year."""
        return self.years[-1].reserves if self.years else None


@dataclass(frozen=True, slots=True)
class Moved:
    """A plan's lines once changed, and the subsidies that were given instead of the law's, by year."""

    years: Mapping[int, Amounts]
    subsidies: Mapping[int, float]


def as_planned(plan: Plan) -> Moved:
    """Return a plan's own lines."""
    return Moved(plan.years, {})


def project(plan: Plan, recognitions: Sequence[Recognition], moved: Moved | None = None) -> Projection:
    """Return the years of a plan, changed or not."""
    lines = moved or as_planned(plan)
    reserves, cash = plan.opening.reserves, plan.opening.cash
    need_before = plan.opening.working_capital_need
    drift: float | None = 0.0
    years = []
    before = plan.opening.year
    for year in sorted(lines.years):
        if before is not None and year != before + 1:
            # A year that nobody wrote: what it closed with is not known, nor what follows from it.
            reserves = cash = drift = None
        own, planned = lines.years[year], plan.years[year]
        costs, eligible = own.get("costs"), own.get("eligible_costs")
        limited = costs is not None and eligible is not None and eligible > costs
        eligible = costs if limited else eligible
        by_law = due(year, eligible, recognitions)
        follows = own.get("eligible_costs") != planned.get("eligible_costs")
        subsidy, source = _subsidy(by_law, planned.get("subsidy"), lines.subsidies.get(year), follows=follows)
        income = sum(own.get(line, 0.0) for line in OWN_INCOME)
        share = None if costs is None or subsidy is None else costs - subsidy - own.get("specific_subsidy", 0)
        result = None if share is None else income - share
        reserves = _plus(reserves, result)
        drift = _plus(drift, _minus(result, stated_result(planned)))
        need = own.get("working_capital_need")
        cash = _cash(planned, cash, drift, result, (planned.get("working_capital_need"), need, need_before))
        capital = _plus(planned.get("working_capital"), drift)
        years.append(
            Year(
                year=year,
                fees=own.get("fees"),
                commissions=own.get("commissions"),
                other_income=own.get("other_income"),
                specific_subsidy=own.get("specific_subsidy"),
                costs=costs,
                eligible_costs=eligible,
                limited=limited,
                due=by_law,
                subsidy=subsidy,
                subsidy_from=source,
                own_income=income,
                own_share=share,
                gap=None if share is None else share - income,
                result=result,
                reserves=reserves,
                cash=cash,
                working_capital_need=need,
                cash_over_need=cash if capital is None or need is None else capital - need,
            )
        )
        before, need_before = year, need
    opening = plan.opening
    held = opening.reserves is not None and opening.reserves >= 0
    return Projection(tuple(years), opening.year if held else None)


def _subsidy(
    by_law: Due, booked: float | None, given: float | None, *, follows: bool
) -> tuple[float | None, SubsidyFrom]:
    """Return the subsidy counted on: the one given, else the law's, else the ledger's while it holds."""
    if given is not None:
        return given, "given"
    if by_law.amount is not None:
        return by_law.amount, "law"
    if booked is not None and not (follows and by_law.reason == "unknown_rate"):
        return booked, "ledger"
    return (0.0, "none") if by_law.reason == "no_recognition" else (None, "unknown")


def _cash(
    planned: Amounts,
    before: float | None,
    drift: float | None,
    result: float | None,
    needs: tuple[float | None, float | None, float | None],
) -> float | None:
    """Return the closing cash: the ledger's, moved by what moved; without it, that of the year before."""
    planned_need, need, need_before = needs
    if "cash" in planned and drift is not None:
        more_need = (need or 0.0) - (planned_need or 0.0)
        return planned["cash"] + drift - more_need
    grown = 0.0 if need is None or need_before is None else need - need_before
    return _minus(_plus(before, result), grown)


def stated_result(amounts: Amounts) -> float | None:
    """Return the result that the ledger states for a year, else what its own lines make, if anything."""
    if "result" in amounts:
        return amounts["result"]
    return lines_result(amounts)


def lines_result(amounts: Amounts) -> float | None:
    """Return income less costs by the ledger's own lines, its own subsidy included; None without costs."""
    if "costs" not in amounts:
        return None
    income = sum(amounts.get(line, 0.0) for line in (*OWN_INCOME, "subsidy", "specific_subsidy"))
    return income - amounts["costs"]


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
