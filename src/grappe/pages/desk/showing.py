"""A page of the desk, shown: one object, put into the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from grappe.pages.desk.entrance import Desk


def where_it_stands(request: HttpRequest, desk: Desk, usual: str) -> str:
    """Return the page on which a button stands, as its `next` says: of this desk alone, else `usual`."""
    there = request.POST.get("next", "")
    return there if there.startswith(desk.home) else usual


class Titled(Protocol):
    """What every page is: an object that knows its title, and all that its template shows."""

    @property
    def title(self) -> str:
        """What the page is called, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page above this one, on the way to it."""

    label: str
    address: str


def shown(
    request: HttpRequest,
    desk: Desk,
    template: str,
    page: Titled,
    *,
    way: tuple[Step, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Show a page by its template, which extends `desk/page.html` and asks the database nothing."""
    return render(request, template, {"desk": desk, "page": page, "way": way}, status=status)
