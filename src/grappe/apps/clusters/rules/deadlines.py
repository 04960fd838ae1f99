"""The days that a recognition brings with it, each with the text of law that sets it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from dateutil.relativedelta import relativedelta

from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import laws

Kind = Literal["midterm", "renewal", "end"]
LABELS: dict[Kind, str] = {
    "midterm": N_("Évaluation à mi-parcours de la reconnaissance {number}"),
    "renewal": N_("Demande de renouvellement de la reconnaissance {number}, au plus tard"),
    "end": N_("Dernier jour de la reconnaissance {number}"),
}


class Period(Protocol):
    """A recognition, wherever it comes from: both days included."""

    @property
    def number(self) -> int: ...
    @property
    def starts_on(self) -> dt.date: ...
    @property
    def ends_on(self) -> dt.date: ...
    @property
    def regime(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One day, of which recognition, and by which text; the last day itself comes from the decision."""

    kind: Kind
    on: dt.date
    number: int
    law: laws.DatedValue | None

    @property
    def label(self) -> str:
        """The French name of the day, with `{number}`."""
        return LABELS[self.kind]


def deadlines(recognitions: Iterable[Period]) -> list[Deadline]:
    """Return the days of all recognitions, in the order of days.

    A renewal that was granted keeps its deadline: whether it still matters is for `coming`.
    """
    return sorted(
        (day for period in recognitions for day in _of(period)), key=lambda found: (found.on, found.number)
    )


def coming(recognitions: Iterable[Period], day: dt.date) -> list[Deadline]:
    """Return what is still to be done on a day: what is past and was answered by a later period is not.

    A renewal that is late stays, until the period itself is over.
    """
    periods = list(recognitions)
    last = {period.number: period.ends_on for period in periods}
    renewed = {period.number - 1 for period in periods}
    return [
        found
        for found in deadlines(periods)
        if last[found.number] >= day
        and (found.kind == "renewal" or found.on >= day)
        and (found.kind == "midterm" or found.number not in renewed)
    ]


def lapsed(recognitions: Iterable[Period], day: dt.date) -> Period | None:
    """Return the last recognition where it is over on a day; None where one runs, or is to come."""
    last = max(recognitions, key=lambda period: period.ends_on, default=None)
    return last if last is not None and last.ends_on < day else None


def overlapped(period: Period, others: Iterable[Period]) -> list[int]:
    """Return the numbers of the recognitions that have a day in common with one of them, in their order."""
    return sorted(
        other.number
        for other in others
        if other.number != period.number
        and other.starts_on <= period.ends_on
        and period.starts_on <= other.ends_on
    )


def usual_end(starts_on: dt.date, regime: str) -> dt.date:
    """Return the last day of a recognition of the length that its regime gives."""
    years = laws.recognition_years(regime).value or 0
    return starts_on + relativedelta(years=int(years)) - dt.timedelta(days=1)


def _of(period: Period) -> Iterator[Deadline]:
    midterm = laws.midterm_share(period.regime)
    if midterm is not None and midterm.value is not None:
        days = (period.ends_on - period.starts_on).days + 1
        half = period.starts_on + dt.timedelta(days=int(days * midterm.value))
        yield Deadline(kind="midterm", on=half, number=period.number, law=midterm)
    notice = laws.renewal_notice_months(period.regime)
    if notice.value is not None:
        due = period.ends_on - relativedelta(months=int(notice.value))
        yield Deadline(kind="renewal", on=due, number=period.number, law=notice)
    yield Deadline(kind="end", on=period.ends_on, number=period.number, law=None)
