"""The register of a day, as it was known on a day; what another day's has otherwise."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal, long_date
from grappe.apps.members.queries.register import RegisterLine
from grappe.apps.members.queries.register_page import (
    PER_PAGE,
    Days,
    Difference,
    counted,
    difference,
    register_page,
)
from grappe.pages.desk.days import AskedDays
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.timeline import anchor_of
from grappe.pages.desk.showing import Step, shown
from grappe.pages.members import words
from grappe.pages.members.told import number_of

MOST = 200
"""Lines of a difference that a page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One member, as the register prints it, and where to read the act that made it so."""

    name: str
    legal: str
    number: str
    seat: str
    category: str
    kind: str
    joined_on: dt.date
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One member of which the two registers tell otherwise; nothing where it is in one only."""

    name: str
    address: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """All that the page shows."""

    title: str
    described: str
    unfinished: str
    """That it may still change, while the day by which it is known is not over."""
    here: str
    day: dt.date
    known: dt.date | None
    other_day: dt.date | None
    other_known: dt.date | None
    today: dt.date
    lines: tuple[Line, ...]
    counts: tuple[tuple[str, str], ...]
    total: str
    shows: str
    before: str
    after: str
    compared: tuple[str, ...]
    """The two registers that are compared, the earlier one first."""
    entered: tuple[Moved, ...]
    left: tuple[Moved, ...]
    changed: tuple[Moved, ...]
    same: bool
    more: str
    files: tuple[tuple[str, str], ...]
    """The same register to take away: what each file is, and its address."""
    refused: tuple[str, ...]
    """What is wrong with the days that were asked."""


def show_register(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the register."""
    way = (Step(say(N_("Membres"), desk.language), desk.address("members")),)
    page = _page(desk, request.GET, today=timezone.localdate())
    return shown(
        request, desk, "desk/members/register.html", page, way=way, status=400 if page.refused else 200
    )


def _page(desk: Desk, asked: QueryDict, *, today: dt.date) -> RegisterPage:
    language = desk.language
    read = AskedDays(asked, today, language)
    days = Days(read.day("au") or today, read.known("connu"))
    other_day, other_known = read.day("avec"), read.known("avec_connu")
    other = Days(other_day, other_known) if other_day else None
    compared = sorted((days, other), key=lambda one: (one.day, one.known or today)) if other else []
    counts = counted(desk.cluster, days)
    total = sum(counts.values())
    last = max(1, -(-total // PER_PAGE))
    typed = asked.get("page", "1")
    number = min(max(int(typed), 1), last) if typed.isdecimal() else 1
    moved = difference(desk.cluster, *compared) if compared else Difference((), (), ())
    names = {one.code: one.name for one in desk.cluster.categories.all()}
    of_days = _asking(days)

    def at(page: int) -> str:
        return f"{desk.address('register')}?{urlencode({**of_days, 'page': page})}"

    def link(line: RegisterLine, of: Days) -> str:
        here = desk.address("member", code=line.code)
        return f"{here}?{urlencode(_asking(of))}#{anchor_of('member', line.membership_act)}"

    files = tuple(
        (suffix.upper(), f"{desk.address('register_away', suffix=suffix)}?{urlencode(of_days)}")
        for suffix in ("pdf", "xlsx", "csv")
    )
    return RegisterPage(
        files=files,
        refused=tuple(read.faults),
        title=say(N_("Registre des membres"), language),
        described=_described(days, language),
        unfinished=_unfinished(days, today, language),
        here=desk.address("register"),
        day=days.day,
        known=days.known,
        other_day=other.day if other else None,
        other_known=other.known if other else None,
        today=today,
        lines=tuple(
            _line(line, link(line, days), language) for line in register_page(desk.cluster, days, number)
        ),
        counts=tuple((names[code], decimal(count, language)) for code, count in counts.items()),
        total=say_many(
            "{number} membre", "{number} membres", total, language, number=decimal(total, language)
        ),
        shows=say(N_("Page {number} sur {last}"), language, number=number, last=last) if last > 1 else "",
        before=at(number - 1) if number > 1 else "",
        after=at(number + 1) if number < last else "",
        compared=tuple(_described(one, language) for one in compared),
        entered=tuple(
            Moved(name=line.name, address=link(line, compared[1]), before="", after=_told(line, language))
            for line in moved.entered[:MOST]
        ),
        left=tuple(
            Moved(name=line.name, address=link(line, compared[0]), before=_told(line, language), after="")
            for line in moved.left[:MOST]
        ),
        changed=tuple(
            Moved(
                name=now.name,
                address=link(now, compared[1]),
                before=_told(was, language),
                after=_told(now, language),
            )
            for was, now in moved.changed[:MOST]
        ),
        same=bool(compared) and not (moved.entered or moved.left or moved.changed),
        more=_more(moved, language),
    )


def _asking(days: Days) -> dict[str, str]:
    return {"au": days.day.isoformat(), **({"connu": days.known.isoformat()} if days.known else {})}


def _unfinished(days: Days, today: dt.date, language: Language) -> str:
    if days.known is not None:
        return ""
    if days.day > today:
        to_come = N_(
            "Ce jour n’est pas encore venu : le registre montre ce qui est déjà enregistré pour ce jour-là, et peut changer jusqu’alors."
        )
        return say(to_come, language)
    return say(
        N_(
            "La journée n’est pas terminée : ce qui est corrigé aujourd’hui entre encore dans ce registre. À partir de demain, tel qu’on le connaissait le {today}, il donne toujours le même texte."
        ),
        language,
        today=long_date(today, language),
    )


def _described(days: Days, language: Language) -> str:
    if days.known is None:
        return say(
            N_("Le registre du {day}, tel qu’on le connaît aujourd’hui"),
            language,
            day=long_date(days.day, language),
        )
    return say(
        N_("Le registre du {day}, tel qu’on le connaissait le {known}"),
        language,
        day=long_date(days.day, language),
        known=long_date(days.known, language),
    )


def _line(line: RegisterLine, address: str, language: Language) -> Line:
    return Line(
        name=line.name,
        legal=f"{line.legal_name} {line.legal_form}".strip(),
        number=number_of(line.enterprise_number),
        seat=line.address,
        category=line.category,
        kind=say(words.KINDS.get(line.kind, line.kind), language),
        joined_on=line.joined_on,
        address=address,
    )


def _told(line: RegisterLine, language: Language) -> str:
    told = _line(line, "", language)
    since = say(N_("depuis le {day}"), language, day=long_date(line.joined_on, language))
    membership = words.member_as(line.category, line.kind, language)
    parts = (told.legal, told.number, told.seat, membership, since)
    return " · ".join(part for part in parts if part)


def _more(moved: Difference, language: Language) -> str:
    most = max(len(moved.entered), len(moved.left), len(moved.changed))
    if most <= MOST:
        return ""
    return say(
        N_("Les {most} premiers de chaque sorte sont montrés."), language, most=decimal(MOST, language)
    )
