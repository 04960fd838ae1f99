"""How a room adds its pages to the desk: addresses, menu, what is due and numbers, in one declaration.

docs/desk.md shows it on an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum

from django.urls import URLPattern, path

from grappe.analysis.language.catalogues import N_
from grappe.pages.desk.entrance import Desk, Right, View, entered
from grappe.pages.desk.sought import Sought
from grappe.pages.desk.told import Chart, Due, Number


class Job(Enum):
    """The jobs of a team, by which the menu is grouped, in their order: title and icon."""

    MEMBERS = (N_("Membres"), "group")
    CLUSTER = (N_("Le cluster"), "sliders")
    EVALUATIONS = (N_("Évaluations"), "clipboard-list")
    SITE = (N_("Site"), "globe")
    SETTINGS = (N_("Réglages"), "cogs")

    @property
    def title(self) -> str:
        """Its name in French, to be said."""
        return self.value[0]

    @property
    def icon(self) -> str:
        """One of Wagtail's."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Entry:
    """The line of a page in the menu: under which job, called how (French, to be said), with which icon.

    Without a job it stands by itself, beside the home page: a page of every job.
    """

    job: Job | None
    label: str
    icon: str = "doc-full"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """One page: its address below the cluster's own (`membres/<code>/`), its view, its name, who may."""

    address: str
    view: View
    name: str
    reads: Right = "reads"
    writes: Right = "runs"
    entry: Entry | None = None


def nothing(_: Desk) -> Iterable[object]:
    """Contribute nothing to the home page."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRoom:
    """The pages of a room, what it has to say on the home page of a cluster's desk, what is found in it."""

    pages: tuple[DeskPage, ...]
    due: Callable[[Desk], Iterable[Due]] = field(default=nothing)  # type: ignore[assignment]  # nothing fits all
    numbers: Callable[[Desk], Iterable[Number]] = field(default=nothing)  # type: ignore[assignment]
    charts: Callable[[Desk], Iterable[Chart]] = field(default=nothing)  # type: ignore[assignment]
    sought: tuple[Sought, ...] = ()


_open: list[DeskRoom] = []


def open_rooms(*rooms: DeskRoom) -> list[URLPattern]:
    """Have the desk made of these rooms, and return the addresses of their pages below a cluster's own."""
    _open[:] = rooms
    return [
        path(page.address, entered(page.view, reads=page.reads, writes=page.writes), name=page.name)
        for room in rooms
        for page in room.pages
    ]


def rooms() -> tuple[DeskRoom, ...]:
    """Return the rooms of which the desk is made, in their order."""
    return tuple(_open)
