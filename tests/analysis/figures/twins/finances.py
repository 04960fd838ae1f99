"""Chapter 8: the books, day by day where a year straddles two recognitions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from .context import recognition_on
from .world import Row, Told, World

LEDGER = ("ledger.line", "ledger.amount")
NEEDS: dict[str, tuple[str, ...]] = {
    "finance.result": LEDGER,
    "finance.own_share": LEDGER,
    "finance.subsidy_due": (*LEDGER, "recognitions.starts_on", "recognitions.ends_on"),
    "finance.cash_over_need": LEDGER,
    "finance.gap": LEDGER,
    "finance.reserves_last_until": LEDGER,
}
REFORM = dt.date(2024, 7, 1)  # METHOD 1.1: in force
CEILING = 160_000  # METHOD 1.4


def chapter(world: World, cluster: str) -> Iterator[Told]:
    books: dict[str, dict[str, float]] = {}
    scenarios = set()
    for row in world.rows(cluster, "ledger"):
        if row["line"] is None or row["amount"] is None:
            continue
        is_forecast = row["kind"] == "forecast" or (row["kind"] is None and row["scenario"] is not None)
        scenario = (row["scenario"] or "forecast") if is_forecast else None
        scenarios |= {scenario} - {None}
        year = books.setdefault(f"{row['year']}|{scenario}" if scenario else str(row["year"]), {})
        year[row["line"]] = year.get(row["line"], 0.0) + row["amount"]
    for key, lines in books.items():
        own = gap = over = None
        if "costs" in lines:
            own = lines["costs"] - lines.get("subsidy", 0) - lines.get("specific_subsidy", 0)
            gap = own - sum(lines.get(line, 0) for line in ("fees", "commissions", "other_income"))
        if "working_capital" in lines and "working_capital_need" in lines:
            over = lines["working_capital"] - lines["working_capital_need"]
        for figure, value in {
            "finance.result": lines.get("result"),
            "finance.own_share": own,
            "finance.subsidy_due": subsidy_due(world, cluster, int(key[:4]), lines.get("eligible_costs")),
            "finance.cash_over_need": over,
            "finance.gap": gap,
        }.items():
            yield Told(figure, key, value, 0 if value is None else 1, 1)
    for scenario in scenarios:
        closings = {
            key: lines["reserves"]
            for key, lines in books.items()
            if "reserves" in lines and ("|" not in key or key.partition("|")[2] == scenario)
        }
        lasting = [int(key[:4]) for key, reserves in closings.items() if reserves >= 0]
        if any("|" in key for key in closings):  # a plan that says nothing of reserves has no last year
            last = max(lasting, default=None)
            yield Told("finance.reserves_last_until", scenario, last, len(lasting), len(closings))


def subsidy_due(world: World, cluster: str, year: int, eligible: float | None) -> float | None:
    """Add up the days of a year, each with the rate and the ceiling of its own year of recognition."""
    if eligible is None:
        return None
    days = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366)]
    days = [day for day in days if day.year == year]
    due, covered = Fraction(0), False
    for day in days:
        recognition = recognition_on(world, cluster, day)
        if recognition is None:
            continue
        covered = True
        rate = _rate(recognition, day)
        if rate is None:
            return None
        ceiling = recognition["eligible_cost_cap"]
        if ceiling is None and _regime(recognition) == "decree_2007":
            ceiling = CEILING
        capped = eligible if ceiling is None else min(eligible, ceiling)
        due += Fraction(rate) * Fraction(capped) / len(days)
    return float(due) if covered else None


def _regime(recognition: Row) -> str:
    regime: str | None = recognition["regime"]
    return regime or ("decree_2024" if recognition["starts_on"] >= REFORM else "decree_2007")


def _rate(recognition: Row, day: dt.date) -> Fraction | None:
    """METHOD 1.4: all of it for three years, 80 % for three more, then half. Unknown since the reform."""
    if recognition["subsidy_rate"] is not None:
        return Fraction(recognition["subsidy_rate"])
    if _regime(recognition) != "decree_2007":
        return None
    elapsed = relativedelta(day, recognition["starts_on"]).years
    rank = 3 * (recognition["number"] - 1) + elapsed + 1
    return Fraction(1) if rank <= 3 else Fraction(4, 5) if rank <= 6 else Fraction(1, 2)
