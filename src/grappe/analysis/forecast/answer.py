"""What is answered of each scenario: before and after, what it supposes, what would be needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grappe.analysis.forecast.assumptions import assumptions
from grappe.analysis.forecast.break_even import BreakEven, break_even, target_of
from grappe.analysis.forecast.changes import Change, check_targets, moved
from grappe.analysis.forecast.due import Recognition, renewed
from grappe.analysis.forecast.levers import Effect, Lever, above_ceiling, effects
from grappe.analysis.forecast.notes import Note
from grappe.analysis.forecast.plans import Books, Plan
from grappe.analysis.forecast.projection import Moved, Projection, as_planned, project
from grappe.analysis.forecast.tornado import Swing, tornado


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The assumption that the recognition is renewed; rate and ceiling: None for those of the law."""

    rate: float | None = None
    ceiling: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One scenario, as it is planned and once changed (the same without changes)."""

    plan: Plan
    recognitions: tuple[Recognition, ...]
    """Those assumed included."""
    before: Projection
    after: Projection
    lines: Moved
    notes: tuple[Note, ...]
    """What is to be said of the changes."""
    supposes: tuple[Note, ...]
    needed: tuple[BreakEven, ...]
    """What would be needed a year, once changed, by the year in which it begins; the first one first."""
    effects: tuple[Effect, ...]
    """Of the dossier's levers, on top of the changes; of all together last, where there are several."""

    @property
    def is_changed(self) -> bool:
        """Something moves."""
        return self.before != self.after

    def swings(self) -> tuple[Swing, ...]:
        """Return what matters most, once changed."""
        return tornado(self.plan, self.recognitions, self.lines)


def answers(
    books: Books,
    *,
    changes: Sequence[Change] = (),
    scenarios: Sequence[str] = (),
    levers: Sequence[Lever] = (),
    renewal: Renewal | None = None,
    members: int | None = None,
) -> list[Answer]:
    """Return the answer of each scenario asked, in the order of the ledger; of all when none is named.

    members: on the reference day. Raises WrongChange.
    """
    chosen = [plan for plan in books.plans if not scenarios or plan.name in scenarios]
    check_targets(changes, books.plans)
    return [_answer(plan, books, changes, levers, renewal, members) for plan in chosen]


def _answer(
    plan: Plan,
    books: Books,
    changes: Sequence[Change],
    levers: Sequence[Lever],
    renewal: Renewal | None,
    members: int | None,
) -> Answer:
    recognitions = tuple(books.recognitions)
    if renewal is not None:
        recognitions = tuple(renewed(recognitions, max(plan.years), renewal.rate, renewal.ceiling))
    lines, notes = moved(plan, changes, recognitions, members)
    before, after = project(plan, recognitions), project(plan, recognitions, lines)
    target = target_of(plan, recognitions)
    assumed = len(recognitions) - len(books.recognitions)
    starts = [year for year in sorted(plan.years) if year <= target]
    return Answer(
        plan=plan,
        recognitions=recognitions,
        before=before,
        after=after,
        lines=lines,
        notes=(*notes, *above_ceiling(lines.years, recognitions, as_planned(plan).years)),
        supposes=tuple(assumptions(plan, after, recognitions, assumed)),
        needed=tuple(break_even(after, target, start) for start in starts),
        effects=tuple(effects(plan, recognitions, levers, lines)),
    )
