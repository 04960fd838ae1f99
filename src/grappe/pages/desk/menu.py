"""The menu of the desk: the jobs of a team, in the words of who reads, for one cluster."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.clusters.permissions import clusters_with_readable_desk
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.rooms import Entry, Job, rooms

WAGTAILS = (
    ("wagtailimages:index", Entry(Job.SITE, N_("Images"), "image")),
    ("wagtaildocs:index", Entry(Job.SITE, N_("Documents du site"), "doc-full-inverse")),
)
"""Pages of Wagtail's own that a team needs."""
MADE = "_menu_of_the_desk"
"""Where a request holds its menu once that is made."""


@dataclass(frozen=True, slots=True)
class PlainPart:
    """A part of the menu written out: the lines of a job, label and address, or one that stands alone."""

    title: str
    lines: tuple[tuple[str, str], ...]


def menu_of(request: HttpRequest) -> list[MenuItem]:
    """Return the menu for who asks. A page without a desk (the choice of a cluster) has none.

    The database is asked once for each request: the frame shows the menu with scripts, and without.
    """
    if not hasattr(request, MADE):
        desk: Desk | None = getattr(request, "desk", None)
        setattr(request, MADE, [] if desk is None else _menu(desk))
    return list(getattr(request, MADE))


def plain_menu(request: HttpRequest) -> tuple[PlainPart, ...]:
    """Return the same menu to be written out, for a browser that runs no scripts."""
    return tuple(
        PlainPart(
            one.label, tuple((line.label, line.url) for line in one.menu.menu_items_for_request(request))
        )
        if isinstance(one, SubmenuMenuItem)
        else PlainPart("", ((one.label, one.url),))
        for one in menu_of(request)
    )


def _menu(desk: Desk) -> list[MenuItem]:
    lines = [(Entry(None, N_("Accueil"), "home"), desk.address("home"), "home"), *_lines(desk)]
    alone = [line for line in lines if line[0].job is None]
    top = [
        _item(desk, entry, address, name, order=order) for order, (entry, address, name) in enumerate(alone)
    ]
    for place, job in enumerate(Job, start=len(alone)):
        under = [
            _item(desk, entry, address, name, order=order)
            for order, (entry, address, name) in enumerate(lines)
            if entry.job is job
        ]
        if under:
            title = say(job.title, desk.language)
            top.append(
                SubmenuMenuItem(
                    title, Menu(items=under), name=job.name.lower(), icon_name=job.icon, order=place
                )
            )
    if clusters_with_readable_desk(by=desk.person).count() > 1:
        change = say(N_("Changer de cluster"), desk.language)
        top.append(MenuItem(change, reverse("choose_cluster"), name="change", icon_name="redirect", order=99))
    return top


def _lines(desk: Desk) -> list[tuple[Entry, str, str]]:
    """Return the lines below the jobs: of the pages that the person may read, then those of Wagtail's."""
    found = [
        (page.entry, desk.address(page.name), page.name)
        for room in rooms()
        for page in room.pages
        if page.entry is not None and desk.may(page.reads)
    ]
    if desk.runs:
        found += [(entry, reverse(name), name.partition(":")[0]) for name, entry in WAGTAILS]
    return found


def _item(desk: Desk, entry: Entry, address: str, name: str, *, order: int) -> MenuItem:
    return MenuItem(say(entry.label, desk.language), address, name=name, icon_name=entry.icon, order=order)
