"""« Les membres »: those of today, each with what it shows to the others, found by words; the card of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import amount, decimal, long_date
from grappe.apps.members.models import Site
from grappe.apps.members.queries.shown import Shown, members_shown, number_shown, page_shown
from grappe.apps.members.queries.shown import shown as shown_to
from grappe.apps.members.rules.provinces import locality_of
from grappe.apps.members.rules.visibility import FIELDS, Level
from grappe.apps.members.rules.wanted import LONGEST
from grappe.pages.members import words
from grappe.pages.members.lines import activity_in_words, site_in_words
from grappe.pages.space.entrance import Space, entered, shown

CIRCLE: Level = "members"
"""Whoever reads these pages, they show what members show each other."""
OF_SKILLS = 4
"""Skills on the card of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A member in the list."""

    name: str
    address: str
    logo: str
    initial: str
    does: str
    place: str
    skills: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersPage:
    """All that the list shows."""

    title: str
    count: str
    words: str
    cards: tuple[Card, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a member shows: a line, or several; an address where it leads somewhere."""

    label: str
    lines: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """A person to write to."""

    name: str
    function: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """All that the card of a member shows."""

    title: str
    logo: str
    member: str
    """What it is to the cluster, since when."""
    does: tuple[tuple[str, str], ...]
    """By language, that of the reader first."""
    skills: tuple[str, ...]
    facts: tuple[Fact, ...]
    sites: tuple[str, ...]
    activities: tuple[str, ...]
    contacts: tuple[Contacted, ...]
    says_nothing: bool
    record: str
    """The address of one's own record, where it is one's own."""


@require_safe
@entered
def show_members(request: HttpRequest, space: Space) -> HttpResponse:
    """Show the list, or what words find of it."""
    asked, number = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("page", "")
    page = members_page(space, asked, int(number) if number.isdecimal() and len(number) < 6 else 1)
    return shown(request, space, "space/members.html", page, room="members")


def members_page(space: Space, asked: str, number: int) -> MembersPage:
    """Gather one page of the list."""
    today, language = timezone.localdate(), space.language
    found = page_shown(space.cluster, asked, to=CIRCLE, day=today, number=number)
    own = {one.code for one in space.own}
    total = number_shown(space.cluster, to=CIRCLE, day=today)
    return MembersPage(
        title=say(N_("Les membres"), language),
        count=say_many(
            "{number} membre aujourd’hui",
            "{number} membres aujourd’hui",
            total,
            language,
            number=decimal(total, language),
        ),
        words=asked,
        cards=tuple(_card(space, one, is_own=one.code in own) for one in found.members),
        before=_at(space, asked, number - 1) if number > 1 else "",
        after=_at(space, asked, number + 1) if found.more else "",
    )


@require_safe
@entered
def show_card(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """Show what one member shows the others."""
    today = timezone.localdate()
    among = members_shown(space.cluster, to=CIRCLE, day=today).filter(code=code)
    found = shown_to(space.cluster, list(among.values_list("pk", flat=True)), to=CIRCLE, day=today)
    if not found:
        raise Http404
    return shown(request, space, "space/card.html", card_page(space, found[0]), room="members")


def card_page(space: Space, one: Shown) -> CardPage:
    """Put what a member shows in words."""
    language = space.language
    first = sorted(one.does, key=lambda code: code != language)
    does = tuple((code, one.does[code]) for code in first if one.does[code])
    facts = tuple(fact for fact in _facts(one, language) if fact.lines)
    member = (
        words.member_as(one.category, one.kind, language),
        say(N_("membre depuis le {day}"), language, day=long_date(one.joined_on, language)),
    )
    return CardPage(
        title=one.name,
        logo=one.logo,
        member=" · ".join(member),
        does=does,
        skills=tuple(one.skills),
        facts=facts,
        sites=tuple(
            " · ".join(part for part in site_in_words(site, language, works=one.fte is not None) if part)
            for site in one.sites
        ),
        activities=tuple(
            dict.fromkeys(
                activity_in_words(each.nace, str(each.nace_version), language) for each in one.activities
            )
        ),
        contacts=tuple(
            Contacted(name=str(each), function=each.function, email=each.email, phone=each.phone)
            for each in one.contacts
        ),
        says_nothing=not (does or one.skills or facts or one.sites or one.activities or one.contacts),
        record=space.address("record", code=one.code) if one.code in {own.code for own in space.own} else "",
    )


def _facts(one: Shown, language: Language) -> list[Fact]:
    told: list[tuple[str, Sequence[str], str]] = [
        ("references", one.references, ""),
        ("certifications", one.certifications, ""),
        ("website", [one.website], one.website),
        ("email", [one.email], f"mailto:{one.email}"),
        ("phone", [one.phone], f"tel:{one.phone.replace(' ', '')}"),
        ("enterprise_number", [one.enterprise_number], ""),
        ("fte", [amount(float(one.fte), "fte", language)] if one.fte is not None else [], ""),
    ]
    return [
        Fact(label=say(FIELDS[field], language), lines=tuple(line for line in lines if line), address=address)
        for field, lines, address in told
    ]


def _card(space: Space, one: Shown, *, is_own: bool) -> Card:
    return Card(
        name=one.name,
        address=space.address("card", code=one.code),
        logo=one.logo,
        initial=one.name[:1].upper(),
        does=_in_ones_language(one.does, space),
        place=_place(one.sites),
        skills=tuple(one.skills[:OF_SKILLS]),
        is_own=is_own,
    )


def _in_ones_language(does: Mapping[str, str], space: Space) -> str:
    """Return what a member does, in the reader's language, else in the first of the cluster's that it has."""
    order = [space.language, *space.cluster.languages, *does]
    return next((does[code] for code in order if does.get(code)), "")


def _place(sites: Sequence[Site]) -> str:
    if not sites:
        return ""
    one = sites[0]
    town = one.place or locality_of(one.postal_code, one.country) or one.postal_code
    place = town if one.country == "BE" else f"{town} ({one.country})".strip()
    return f"{place} +{len(sites) - 1}" if len(sites) > 1 else place


def _at(space: Space, asked: str, number: int) -> str:
    told = {name: value for name, value in (("q", asked), ("page", number if number > 1 else "")) if value}
    return f"{space.members}?{urlencode(told)}" if told else space.members
