"""The first page of the space: to one's only member, to a choice of several, else to the list of members."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from grappe.analysis.language.catalogues import N_, say
from grappe.pages.look.colours import answered
from grappe.pages.space.entrance import Space, entered, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The members for which a person speaks: how each is called, and the address of its record."""

    title: str
    members: tuple[tuple[str, str], ...]


@require_safe
@entered
def home(request: HttpRequest, space: Space) -> HttpResponse:
    """Lead a person to what is theirs."""
    if not space.own:
        return redirect(space.members)
    records = tuple((one.name, space.address("record", code=one.code)) for one in space.own)
    if len(records) == 1:
        return redirect(records[0][1])
    page = Choice(title=say(N_("Pour quel membre ?"), space.language), members=records)
    return shown(request, space, "space/choice.html", page, room="record")


@require_safe
@entered
def colours(request: HttpRequest, space: Space) -> HttpResponse:  # noqa: ARG001 - Django gives it to every view
    """Answer the sheet of the cluster's colours."""
    return answered(space.cluster)
