"""Organisations that look like one, side by side, and what a person makes of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html

from grappe.analysis.dossier.codes import dotted
from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.members.doubles.acts.apart import keep_apart
from grappe.apps.members.doubles.acts.merging import FIELDS, MEMBERSHIP, merge
from grappe.apps.members.doubles.models import Merge
from grappe.apps.members.doubles.queries.doubles import doubles
from grappe.apps.members.importing.known import Known
from grappe.apps.members.importing.queries.known import known_organisations
from grappe.apps.members.importing.targets import TARGETS
from grappe.apps.members.models import Organisation
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import Step, shown

MOST = 100
BELGIAN = 10


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two that look like one."""

    first: str
    second: str
    why: str
    address: str


@dataclass(frozen=True, slots=True)
class DoublesPage:
    """The page of pairs."""

    title: str
    pairs: list[ShownPair]
    more: int


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two says of a field."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One field, and what each of the two says of it."""

    key: str
    label: str
    sides: tuple[Side, Side]
    alike: bool


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two of them, side by side."""

    title: str
    first: str
    second: str
    choices: list[Choice]
    turned: str
    """The address of the same with the other one kept."""
    refused: list[str]


def doubles_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the pairs that nobody has looked at."""
    found = doubles(desk.cluster, timezone.localdate())
    pairs = [
        ShownPair(
            first=one.first.called,
            second=one.second.called,
            why=", ".join(say(why.value, desk.language) for why in one.pair.why),
            address=desk.address("pair", first=one.first.code, second=one.second.code),
        )
        for one in found[:MOST]
    ]
    page = DoublesPage(say(N_("Doublons"), desk.language), pairs, max(len(found) - MOST, 0))
    return shown(request, desk, "exchange/doubles.html", page)


def pair_page(request: HttpRequest, desk: Desk, first: str, second: str) -> HttpResponse:
    """Show two side by side; make one of them, the first one kept, or say that they are two."""
    today = timezone.localdate()
    if request.method == "POST" and request.POST.get("do") == "merge" and _are_one(desk, first, second):
        return _made_one(request, desk, first, second)
    known = {one.code: one for one in known_organisations(desk.cluster, today) if not one.out}
    if first not in known or second not in known or first == second:
        raise Http404
    refused: list[str] = []
    if request.method == "POST":
        try:
            return _done(request, desk, known[first], known[second], today)
        except Refusal as refusal:
            if _are_one(desk, first, second):
                return _made_one(request, desk, first, second)
            refused = refusal.sentences(desk.language)
    page = PairPage(
        title=say(N_("Une seule organisation ?"), desk.language),
        first=known[first].called,
        second=known[second].called,
        choices=_choices(known[first], known[second], desk.language),
        turned=desk.address("pair", first=second, second=first),
        refused=refused,
    )
    way = (Step(say(N_("Doublons"), desk.language), desk.address("doubles")),)
    return shown(request, desk, "exchange/pair.html", page, way=way)


def _done(request: HttpRequest, desk: Desk, first: Known, second: Known, today: dt.date) -> HttpResponse:
    held = Organisation.objects.filter(cluster=desk.cluster).in_bulk([first.pk, second.pk])
    winner, loser, by = held[first.pk], held[second.pk], f"person:{desk.person.pk}"
    if request.POST.get("do") == "apart":
        keep_apart(one=winner, other=loser, by=by, on=today)
        two = N_("C’est noté : {first} et {second} sont deux organisations.")
        messages.success(request, say(two, desk.language, first=first.called, second=second.called))
    elif request.POST.get("do") == "merge":
        chosen = {key: told for key in FIELDS if (told := request.POST.get(key)) in ("winner", "loser")}
        merge(winner=winner, loser=loser, by=by, on=today, chosen=chosen)
        return _made_one(request, desk, first.code, second.code)
    return HttpResponseRedirect(desk.address("doubles"))


def _are_one(desk: Desk, first: str, second: str) -> bool:
    """Tell whether the second was made one with the first, as by the first click of two."""
    return Merge.objects.filter(
        winner__cluster=desk.cluster, winner__code=first, loser__cluster=desk.cluster, loser__code=second
    ).exists()


def _made_one(request: HttpRequest, desk: Desk, first: str, second: str) -> HttpResponse:
    kept = desk.cluster.organisations.get(code=first)
    told = say(
        N_("Les deux fiches n’en font plus qu’une : {name} ({code}). La fiche {other} ne compte plus."),
        desk.language,
        name=kept.name,
        code=first,
        other=second,
    )
    way = format_html(
        '<a class="button button-small button-secondary" href="{}">{}</a>',
        desk.address("member", code=first),
        say(N_("Ouvrir la fiche"), desk.language),
    )
    messages.success(request, format_html("{} {}", told, way))
    return HttpResponseRedirect(desk.address("doubles"))


def _choices(first: Known, second: Known, language: Language) -> list[Choice]:
    choices = []
    for key in FIELDS:
        one, other = _said(first, key, language), _said(second, key, language)
        if not one and not other:
            continue
        takes = bool(other) and not one
        label = N_("Adhésion") if key == MEMBERSHIP else TARGETS[key].label
        sides = (Side("winner", one, not takes), Side("loser", other, takes))
        choices.append(Choice(key, say(label, language), sides, one == other))
    return choices


def _said(one: Known, key: str, language: Language) -> str:
    if key == MEMBERSHIP:
        return " ; ".join(
            say(N_("depuis le {day}"), language, day=long_date(stay.joined_on, language))
            if stay.left_on is None
            else say(
                N_("du {day} au {end}"),
                language,
                day=long_date(stay.joined_on, language),
                end=long_date(stay.left_on, language),
            )
            for stay in one.stays
        )
    told: Any = one.now(TARGETS[key].field)
    if key == "enterprise_number" and len(told or "") == BELGIAN:
        return dotted(told)
    return " ; ".join(map(str, told)) if isinstance(told, list) else str(told or "")
