"""What is kept of a person, for that person: shown with its reason and for how long, and handed over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.language.spoken import spoken
from grappe.apps.people.acts.copying import hand_over
from grappe.apps.people.models import Person
from grappe.apps.privacy.copies import Held, held_of, read
from grappe.pages.look.clicks import not_done

MOST_ROWS = 20
"""Of one table, the page shows the last ones; the copy holds them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Some fields kept for one reason, as the page tells them."""

    what: str
    why: str
    how_long: str
    if_erased: str
    withheld: bool
    rows: tuple[tuple[tuple[str, str], ...], ...]
    """Row by row: what it is called, and what it says."""
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What is kept under one title."""

    title: str
    anchor: str
    parts: tuple[Shown, ...]


@require_safe
@never_cache
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Show a person everything that is kept of them."""
    return render(request, "account/data.html", {"sections": sections(_person(request), spoken())})


@login_required
def take_copy(request: HttpRequest) -> HttpResponse:
    """Hand a person the copy of everything that is kept of them, once they have proved that it is them."""
    if request.method != "POST":
        return not_done(request, reverse("own_data"))
    raise_if_reauthentication_required(request, app="account")
    if ratelimit.consume(request, action="copy"):
        person, today, language = _person(request), timezone.localdate(), spoken()
        packed = hand_over(person=person, language=language, on=today)
        answer = HttpResponse(packed, content_type="application/zip")
        name = slugify(say(N_("mes-donnees"), language))
        answer["Content-Disposition"] = f'attachment; filename="{name}-{today.isoformat()}.zip"'
        answer["Cache-Control"] = "private, no-store"
        return answer
    refused: HttpResponse = ratelimit.respond_429(request)
    return refused


def sections(person: Person, language: Language) -> tuple[Section, ...]:
    """Return what is kept of a person, title by title."""
    held = held_of(person.pk, language, last=MOST_ROWS)
    return tuple(
        Section(
            title=title,
            anchor=f"kept-{number}",
            parts=tuple(_shown(part, language) for part in parts),
        )
        for number, (title, parts) in enumerate(groupby(held, lambda part: part.title), 1)
    )


def _shown(part: Held, language: Language) -> Shown:
    return Shown(
        what=", ".join(part.labels.values()),
        why=part.purpose,
        how_long=part.retention,
        if_erased=part.if_erased,
        withheld=part.withheld,
        rows=tuple(
            tuple((label, read(row[name], language)) for name, label in part.labels.items())
            for row in reversed(part.rows)
        ),
        more=part.more,
    )


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - `login_required` has seen to it
    return request.user
