"""The home page of a cluster's desk: what is due, and the cluster's numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.rooms import rooms
from grappe.pages.desk.showing import shown
from grappe.pages.desk.told import Chart, Due, Number

FAR = dt.date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What every room of the desk has to say of a cluster today."""

    title: str
    due: tuple[Due, ...]
    """The late ones first, the reader's own before others, then by their last day; those without one last."""
    numbers: tuple[Number, ...]
    charts: tuple[Chart, ...]
    today: dt.date


def home_of(desk: Desk, *, today: dt.date) -> Home:
    """Gather what the rooms have to say."""
    due = [one for room in rooms() for one in room.due(desk)]
    return Home(
        title=desk.cluster.name,
        due=tuple(sorted(due, key=lambda one: (not one.late, not one.mine, one.by or FAR))),
        numbers=tuple(one for room in rooms() for one in room.numbers(desk)),
        charts=tuple(one for room in rooms() for one in room.charts(desk)),
        today=today,
    )


def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the home page of a cluster's desk."""
    return shown(request, desk, "desk/home.html", home_of(desk, today=timezone.localdate()))
