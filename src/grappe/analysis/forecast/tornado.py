"""What matters most: each input moved by the same share, down and up, the others as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grappe.analysis.forecast.due import Recognition
from grappe.analysis.forecast.plans import Plan
from grappe.analysis.forecast.projection import Moved, Projection, project

INPUTS = ("fees", "commissions", "other_income", "specific_subsidy", "costs", "eligible_costs")
STEP = 0.1


@dataclass(frozen=True, slots=True)
class Swing:
    """One input moved by −share and +share in every year to come."""

    line: str
    share: float
    less: Projection
    more: Projection

    @property
    def width(self) -> float:
        """How far apart the two leave the last closing reserves, in EUR."""
        less, more = self.less.closing, self.more.closing
        return 0.0 if less is None or more is None else abs(more - less)


def tornado(
    plan: Plan, recognitions: Sequence[Recognition], lines: Moved, share: float = STEP
) -> tuple[Swing, ...]:
    """Return the swings of a plan's inputs, the widest first; those that are nothing are left out.

    Empty where the last closing reserves are not known. The subsidy follows the eligible costs by law; where
    it is the ledger's own, it is an input too.
    """
    base = project(plan, recognitions, lines)
    if base.closing is None:
        return ()
    inputs = [*INPUTS]
    if any(year.subsidy_from in ("ledger", "given") and year.subsidy for year in base.years):
        inputs.append("subsidy")
    swings = []
    for line in inputs:
        if any(amounts.get(line) for amounts in lines.years.values()):
            less = _moved(plan, recognitions, lines, line, 1 - share)
            more = _moved(plan, recognitions, lines, line, 1 + share)
            if less.closing is not None and more.closing is not None:
                swings.append(Swing(line, share, less, more))
    return tuple(sorted(swings, key=lambda swing: -swing.width))


def _moved(plan: Plan, recognitions: Sequence[Recognition], lines: Moved, line: str, by: float) -> Projection:
    years = {
        year: {**amounts, line: amounts[line] * by} if line in amounts else amounts
        for year, amounts in lines.years.items()
    }
    subsidies = dict(lines.subsidies)
    if line == "subsidy":
        base = project(plan, recognitions, lines)
        subsidies |= {
            year.year: year.subsidy * by
            for year in base.years
            if year.subsidy_from in ("ledger", "given") and year.subsidy is not None
        }
    return project(plan, recognitions, Moved(years, subsidies))
