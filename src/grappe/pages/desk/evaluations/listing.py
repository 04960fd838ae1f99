"""The list of a cluster's evaluations, and the choice of two to compare."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.evaluation.models import Evaluation
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.words import asked_by, called, state_of, took
from grappe.pages.desk.showing import shown

PER_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One evaluation."""

    number: int
    name: str
    address: str
    as_of: dt.date
    state: str
    look: str
    who: str
    asked_at: dt.datetime
    took: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a list."""

    value: int
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """The choice of two evaluations, the earlier one first."""

    address: str
    before: tuple[Option, ...]
    after: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """All that the page shows."""

    title: str
    new: str
    lines: tuple[Line, ...]
    comparing: Comparing | None
    earlier: str
    """The address of those before."""
    later: str


def evaluations(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the evaluations, the last first."""
    told = request.GET.get("page", "1")
    page = max(int(told), 1) if told.isdecimal() and len(told) < 6 else 1
    start, here = (page - 1) * PER_PAGE, desk.address("evaluations")
    some = list(desk.cluster.evaluations.order_by("-number")[start : start + PER_PAGE + 1])
    asked = asked_by(some[:PER_PAGE], desk.language)
    return shown(
        request,
        desk,
        "desk/evaluations/list.html",
        List(
            title=say(N_("Évaluations"), desk.language),
            new=desk.address("new_evaluation") if desk.runs else "",
            lines=tuple(_line(one, desk, asked.get(one.pk, "")) for one in some[:PER_PAGE]),
            comparing=comparing(desk),
            earlier=f"{here}?page={page + 1}" if len(some) > PER_PAGE else "",
            later=f"{here}?page={page - 1}" if page > 1 else "",
        ),
    )


def comparing(desk: Desk, before: int | None = None, after: int | None = None) -> Comparing | None:
    """Return the choice of two evaluations that are done, the last two unless said; None where none are."""
    done = list(desk.cluster.evaluations.filter(state=Evaluation.State.DONE).order_by("-number"))
    if len(done) < 2:
        return None
    after = done[0].number if after is None else after
    before = next(one.number for one in done if one.number != after) if before is None else before

    def options(chosen: int | None) -> tuple[Option, ...]:
        return tuple(
            Option(
                value=one.number,
                label=f"{one.number} · {called(one, desk.language)}",
                chosen=one.number == chosen,
            )
            for one in done
        )

    return Comparing(
        address=desk.address("compare_evaluations"), before=options(before), after=options(after)
    )


def _line(one: Evaluation, desk: Desk, who: str) -> Line:
    state, look = state_of(one, desk.language)
    return Line(
        number=one.number,
        name=called(one, desk.language),
        address=desk.address("evaluation", evaluation=one.number),
        as_of=one.as_of,
        state=state,
        look=look,
        who=who,
        asked_at=one.asked_at or one.made_at,
        took=took(one, desk.language),
    )
