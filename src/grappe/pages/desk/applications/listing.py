"""The list of applications: those that wait first, with what they lack and for how long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal, long_date
from grappe.apps.applications.queries.alike import alike
from grappe.apps.applications.queries.waiting import WAITS_FOR, Line, counts_of, lines_of, waiting_first
from grappe.pages.desk.applications import words
from grappe.pages.desk.applications.likeness import Likeness, likenesses
from grappe.pages.desk.chips import Chip
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown

ON_A_PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One application."""

    name: str
    address: str
    category: str
    state: str
    tag: str
    came: dt.date
    age: str
    lacks: str
    more: str
    """What else it waits for."""
    closed: str
    alike: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """All that the page shows."""

    title: str
    filters: tuple[Chip, ...]
    rows: tuple[Row, ...]
    none_at_all: bool
    form: str
    """Where whoever wants to be a member applies."""
    enter: str
    before: str
    after: str


def applications(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the list."""
    return shown(
        request,
        desk,
        "desk/applications/list.html",
        list_page(
            desk,
            asked=request.GET.get("etat", ""),
            number=request.GET.get("page", ""),
            form=request.build_absolute_uri(reverse("apply_here", kwargs={"cluster": desk.cluster.slug})),
            today=timezone.localdate(),
        ),
    )


def list_page(desk: Desk, *, asked: str, number: str, form: str, today: dt.date) -> ListPage:
    """Gather the applications that are asked for: all where the filter is none of ours."""
    here, language = desk.address("applications"), desk.language
    counts, others = counts_of(desk.cluster, today), alike(desk.cluster)
    found = waiting_first(desk.cluster, today)
    total = sum(counts[name] for name in ("waiting", "admitted", "refused", "withdrawn"))
    if asked in WAITS_FOR:
        found, count = found.filter(WAITS_FOR[asked]), counts[asked]
    else:
        asked, count = "", total
    last = max(1, -(-count // ON_A_PAGE))
    page = min(max(int(number) if number.isdecimal() else 1, 1), last)

    def there(other: int) -> str:
        parts = [f"etat={asked}"] if asked else []
        return f"{here}?{'&'.join([*parts, f'page={other}'])}" if 1 <= other <= last else ""

    return ListPage(
        title=say(N_("Candidatures"), language),
        filters=tuple(
            Chip(
                label=say(label, language),
                count=decimal(counts[name] if name else total, language, 0),
                address=f"{here}?etat={name}" if name else here,
                asked=name == asked,
            )
            for name, label in words.FILTERS.items()
            if name in ("", "waiting", asked) or counts[name]
        ),
        rows=tuple(
            _row(desk, line, likenesses(desk, others[line.application.pk]), today)
            for line in lines_of(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], today)
        ),
        none_at_all=total == 0,
        form=form,
        enter=desk.address("enter_application"),
        before=there(page - 1),
        after=there(page + 1),
    )


def _row(desk: Desk, line: Line, others: tuple[Likeness, ...], today: dt.date) -> Row:
    one, language = line.application, desk.language
    state, tag = words.standing(one, member=line.member_already)
    return Row(
        name=one.organisation.name,
        address=desk.address("application", application=one.pk),
        category=one.category.name,
        state=say(state, language),
        tag=tag,
        came=one.received_on,
        age=words.age(one.received_on, today, language) if one.is_open else "",
        closed=""
        if one.is_open
        else say(N_("close le {day}"), language, day=long_date(one.state_since, language)),
        lacks=", ".join(
            words.label_of(row, one, language) for row in one.documents.all() if row.state == "asked"
        )
        if one.is_open
        else "",
        alike=others,
        more=_to_read(line.to_read, language) if one.is_open else "",
    )


def _to_read(count: int, language: Language) -> str:
    if not count:
        return ""
    return say_many("{count} document à vérifier", "{count} documents à vérifier", count, language)
