"""The page that shows what is found, by kinds; and the short list that follows what one types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal
from grappe.apps.search.excerpts import Pieces, excerpts, marked, tells
from grappe.apps.search.words import beginnings
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.rooms import rooms
from grappe.pages.desk.showing import shown
from grappe.pages.desk.sought import Found, Hit, Question, Sought

PER_KIND, PER_PAGE = 5, 30
"""How many of a kind are shown beside the others, and alone."""
QUICK, QUICK_IN_ALL = 3, 8
"""How many of a kind the short list shows, and of all kinds."""
LEAST = 2
"""Letters from which the short list looks."""
LONGEST = 200
NUMBER = re.compile("[1-9][0-9]{0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing found: its title with the words marked, what it is, the passages that hold the words."""

    title: Pieces
    address: str
    below: str
    passages: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The things of one kind that were found. `every`: the address of all, where some are not shown."""

    name: str
    label: str
    count: str
    lines: tuple[Line, ...]
    every: str
    all_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """All that the page shows."""

    title: str
    words: str
    here: str
    """The address of all that the words find."""
    asked: bool
    """Whether a word was typed."""
    told: str
    """How many things were found."""
    kinds: tuple[Kind, ...]
    everything: str
    """The address of all kinds, where one alone is shown."""
    before: str
    after: str


def search(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what is found."""
    return shown(request, desk, "desk/search/page.html", search_page(desk, request.GET))


def quick(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Answer with the short list that stands below the field: a piece of a page."""
    page = quick_page(desk, request.GET)
    return render(request, "desk/search/quick.html", {"page": page})


def search_page(desk: Desk, asked: QueryDict) -> SearchPage:
    """Gather what an address asks for: every kind, or a page of one."""
    words = _words(asked)
    named = asked.get("sorte", "")
    alone = named in {one.name for one in _open_to(desk)}
    given = asked.get("page", "")
    number = int(given) if NUMBER.fullmatch(given) else 1
    question = (
        Question(begun=beginnings(words), first=(number - 1) * PER_PAGE, most=PER_PAGE)
        if alone
        else Question(begun=beginnings(words), most=PER_KIND)
    )
    found = _found(desk, question, named if alone else "")
    total = sum(one.count for _, one in found)
    return _page(desk, words, question, found, alone=named if alone else "", number=number, total=total)


def quick_page(desk: Desk, asked: QueryDict) -> SearchPage:
    """Gather the short list: some of each kind, few in all."""
    words = _words(asked)
    begun = beginnings(words) if len(words) >= LEAST else ()
    question = Question(begun=begun, most=QUICK)
    found, left = [], QUICK_IN_ALL
    every = _found(desk, question, "")
    for kind, one in every:
        some = one.hits[:left]
        left -= len(some)
        if some:
            found.append((kind, Found(one.count, some)))
    total = sum(one.count for _, one in every)
    return _page(desk, words, question, found, alone="", number=1, total=total)


def _words(asked: QueryDict) -> str:
    return asked.get("q", "").strip()[:LONGEST]


def _open_to(desk: Desk) -> list[Sought]:
    return [one for room in rooms() for one in room.sought if desk.may(one.reads)]


def _found(desk: Desk, question: Question, alone: str) -> list[tuple[Sought, Found]]:
    """Ask each kind that the person may read, or one; keep those that find something."""
    if not question.begun:
        return []
    asked = [one for one in _open_to(desk) if alone in ("", one.name)]
    told = ((one, one.find(desk, question)) for one in asked)
    return [(one, found) for one, found in told if found.count]


def _page(
    desk: Desk,
    words: str,
    question: Question,
    found: list[tuple[Sought, Found]],
    *,
    alone: str,
    number: int,
    total: int,
) -> SearchPage:
    language = desk.language
    pages = -(-total // PER_PAGE) if alone else 1
    return SearchPage(
        title=say(N_("Chercher"), language),
        words=words,
        here=_at(desk, words),
        asked=bool(question.begun),
        told=say_many(
            "{number} résultat pour « {words} »",
            "{number} résultats pour « {words} »",
            total,
            language,
            number=decimal(total, language),
            words=words,
        ),
        kinds=tuple(_kind(desk, words, question, kind, one, alone=bool(alone)) for kind, one in found),
        everything=_at(desk, words) if alone else "",
        before=_at(desk, words, alone, number - 1) if alone and number > 1 else "",
        after=_at(desk, words, alone, number + 1) if number < pages else "",
    )


def _kind(desk: Desk, words: str, question: Question, kind: Sought, found: Found, *, alone: bool) -> Kind:
    language: Language = desk.language
    more = found.count > len(found.hits) and not alone
    return Kind(
        name=kind.name,
        label=say(kind.label, language),
        count=decimal(found.count, language),
        lines=tuple(_line(hit, question.begun) for hit in found.hits),
        every=_at(desk, words, kind.name) if more else "",
        all_label=say(N_("Voir les {count}"), language, count=decimal(found.count, language)) if more else "",
    )


def _line(hit: Hit, begun: tuple[str, ...]) -> Line:
    titled = tells((hit.title,), begun)
    return Line(
        title=marked(hit.title, begun),
        address=hit.address,
        below=hit.below,
        passages=() if titled else excerpts(hit.texts, _left(hit, begun) or begun),
    )


def _left(hit: Hit, begun: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that the title does not show."""
    return tuple(one for one in begun if not tells((hit.title,), (one,)))


def _at(desk: Desk, words: str, kind: str = "", number: int = 1) -> str:
    told = {"q": words, **({"sorte": kind} if kind else {}), **({"page": number} if number > 1 else {})}
    return f"{desk.address('search')}?{urlencode(told)}"
