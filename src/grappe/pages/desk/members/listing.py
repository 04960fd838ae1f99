"""The list of a cluster's organisations: facets with counts, words, order, thirty at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal, long_date
from grappe.analysis.vocabulary.places import province_label
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.models import Site
from grappe.apps.members.queries.listing import PER_PAGE, Line, Tally, page, tally
from grappe.apps.members.rules.provinces import OTHER, locality_of
from grappe.apps.members.rules.wanted import LACKS, STATES, Wanted, read_wanted, written
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.saved import SavedLink, saved_links
from grappe.pages.desk.showing import shown
from grappe.pages.members import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a facet: how many it finds, the address with it or without, whether it is asked."""

    label: str
    count: str
    address: str
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to narrow the list."""

    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One organisation of the list."""

    code: str
    name: str
    address: str
    state: str
    told: str
    """What it is where it is no member; empty for a member."""
    category: str
    kind: str
    since: dt.date | None
    place: str
    lacks: str
    """What its profile lacks, between commas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a column: with an address, one may put the list in its order."""

    label: str
    address: str = ""
    sorted: str = ""
    """As ARIA says it: `ascending`, `descending`, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """All that the list shows."""

    title: str
    count: str
    here: str
    wanted: Wanted
    question: str
    hidden: tuple[tuple[str, str], ...]
    """What else is asked, kept while one types words or days."""
    facets: tuple[Facet, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    shows: str
    """Which rows of how many."""
    before: str
    after: str
    every: str
    """The address without any filter."""
    saved: tuple[SavedLink, ...]
    all_label: str
    register: str
    enter: str
    files: tuple[tuple[str, str], ...]
    """The forms in which the list may be taken away: what each is called, and its address."""
    empty: bool
    """Whether the cluster knows no organisation at all."""


def members(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the list."""
    return shown(
        request, desk, "desk/members/list.html", list_page(desk, request.GET, day=timezone.localdate())
    )


def list_page(desk: Desk, asked: QueryDict, *, day: dt.date) -> ListPage:
    """Gather the list that an address asks for."""
    wanted = read_wanted(dict(asked.lists()))
    counts = tally(desk.cluster, wanted, day=day)
    last = max(1, -(-counts.total // PER_PAGE))
    number = min(int(asked.get("page", "1")) if asked.get("page", "1").isdecimal() else 1, last) or 1
    lines = page(desk.cluster, wanted, day=day, number=number)
    here = desk.address("members")
    language = desk.language
    return ListPage(
        title=say(N_("Membres"), language),
        count=say_many(
            "{number} organisation",
            "{number} organisations",
            counts.total,
            language,
            number=decimal(counts.total, language),
        ),
        here=here,
        wanted=wanted,
        question=written(wanted),
        hidden=_hidden(wanted),
        facets=_facets(desk.cluster, wanted, counts, here, language),
        columns=_columns(wanted, here, language),
        rows=tuple(_row(desk, line) for line in lines),
        total=counts.total,
        shows=_shows(number, counts.total, language),
        before=_at(here, wanted, number - 1) if number > 1 else "",
        after=_at(here, wanted, number + 1) if number < last else "",
        every=_at(here, Wanted(states=STATES)),
        saved=saved_links(desk, wanted),
        all_label=say_many(
            "Les {number} trouvés",
            "Les {number} trouvés",
            counts.total,
            language,
            number=decimal(counts.total, language),
        ),
        register=desk.address("register"),
        enter=desk.address("enter"),
        files=tuple(
            (suffix.upper(), f"{desk.address('export_members', suffix=suffix)}?{written(wanted)}")
            for suffix in ("xlsx", "csv")
            if desk.runs
        ),
        empty=counts.total == 0 and not desk.cluster.organisations.filter(out_since__isnull=True).exists(),
    )


def _at(here: str, wanted: Wanted, number: int = 1) -> str:
    question = "&".join(part for part in (written(wanted), f"page={number}" if number > 1 else "") if part)
    return f"{here}?{question}" if question else here


def _hidden(wanted: Wanted) -> tuple[tuple[str, str], ...]:
    kept = replace(wanted, words="", joined_from=None, joined_to=None)
    return tuple((name, value) for name, values in QueryDict(written(kept)).lists() for value in values)


def _shows(number: int, total: int, language: Language) -> str:
    first, last = (number - 1) * PER_PAGE + 1, min(number * PER_PAGE, total)
    if total <= PER_PAGE:
        return ""
    return say(
        N_("{first} à {last} sur {total}"),
        language,
        first=decimal(first, language),
        last=decimal(last, language),
        total=decimal(total, language),
    )


def _facets(
    cluster: Cluster, wanted: Wanted, counts: Tally, here: str, language: Language
) -> tuple[Facet, ...]:
    names = {
        "states": {state: say(words.STATES[state], language) for state in STATES},
        "categories": {one.code: one.name for one in cluster.categories.all()},
        "kinds": {kind: say(word, language) for kind, word in words.KINDS.items()},
        "provinces": _provinces(counts, wanted, language),
        "lacks": {lack: say(words.LACKS[lack], language) for lack in LACKS},
    }
    titles = {
        "states": N_("État"),
        "categories": N_("Catégorie"),
        "kinds": N_("Nature"),
        "provinces": N_("Lieu"),
        "lacks": N_("Il manque"),
    }
    return tuple(
        Facet(
            title=say(title, language),
            values=tuple(
                Value(
                    label=label,
                    count=decimal(counts.facets[facet].get(value, 0), language),
                    address=_at(here, _toggled(wanted, facet, value)),
                    asked=value in getattr(wanted, facet),
                )
                for value, label in names[facet].items()
                if counts.facets[facet].get(value) or value in getattr(wanted, facet) or facet == "states"
            ),
        )
        for facet, title in titles.items()
    )


def _toggled(wanted: Wanted, facet: str, value: str) -> Wanted:
    found = wanted.toggled(facet, value)
    return found if found.states else replace(found, states=("member",))


def _provinces(counts: Tally, wanted: Wanted, language: Language) -> Mapping[str, str]:
    codes = sorted({*counts.facets["provinces"], *wanted.provinces} - {OTHER})
    known = {
        code: province_label(code, language) for code in codes if code.startswith("BE") and len(code) == 4
    }
    ordered = dict(sorted(known.items(), key=lambda pair: pair[1]))
    return {**ordered, OTHER: say(N_("Ailleurs"), language)}


def _columns(wanted: Wanted, here: str, language: Language) -> tuple[Column, ...]:
    by_day = "joined_last" if wanted.order == "joined" else "joined"
    ways = {"joined": "ascending", "joined_last": "descending"}
    return (
        Column(
            label=say(N_("Nom"), language),
            address=_at(here, replace(wanted, order="name")),
            sorted="ascending" if wanted.order == "name" else "",
        ),
        Column(label=say(N_("Catégorie"), language)),
        Column(label=say(N_("Nature"), language)),
        Column(
            label=say(N_("Membre depuis"), language),
            address=_at(here, replace(wanted, order=by_day)),
            sorted=ways.get(wanted.order, ""),
        ),
        Column(label=say(N_("Lieu"), language)),
        Column(label=say(N_("Il manque"), language)),
    )


def _row(desk: Desk, line: Line) -> Row:
    one, standing, language = line.organisation, line.standing, desk.language
    span = standing.span
    return Row(
        code=one.code,
        name=one.name,
        address=desk.address("member", code=one.code),
        state=standing.state,
        told=_told(line, language),
        category=span.category.name if span else "",
        kind=say(words.KINDS.get(span.kind, span.kind), language) if span else "",
        since=span.joined_on if span else None,
        place=_place(line.sites),
        lacks=", ".join(say(words.LACKS_SHORT[lack], language) for lack in line.lacks),
    )


def _told(line: Line, language: Language) -> str:
    state, span = line.standing.state, line.standing.span
    if state == "member":
        return ""
    if state == "gone" and span is not None and span.until is not None:
        return say(N_("jusqu’au {day}"), language, day=long_date(span.until - dt.timedelta(days=1), language))
    return (
        say(words.STATE[state], language).lower() if language != "de" else say(words.STATE[state], language)
    )


def _place(sites: tuple[Site, ...]) -> str:
    if not sites:
        return ""
    first = sites[0].place or locality_of(sites[0].postal_code, sites[0].country) or sites[0].postal_code
    return f"{first} +{len(sites) - 1}" if len(sites) > 1 else first
