"""The register of a cluster on a day: what the law lists of each member, and nothing else."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal, long_date
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.queries.register import RegisterLine
from grappe.apps.members.queries.register_page import PER_PAGE, Days, counted, register_page
from grappe.pages.cockpit.entrance import Cockpit, about_cluster, shown
from grappe.pages.members.told import number_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One member."""

    legal: str
    number: str
    seat: str
    category: str
    joined_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """All that the page shows."""

    title: str
    cluster: str
    back: str
    here: str
    day: dt.date
    total: str
    lines: tuple[Line, ...]
    shows: str
    before: str
    after: str


@about_cluster
def show_register(request: HttpRequest, cockpit: Cockpit, cluster: Cluster) -> HttpResponse:
    """Show the register of the day that is asked, as it is known today."""
    day = timezone.localdate()
    with suppress(ValueError):
        day = dt.date.fromisoformat(request.GET.get("au", ""))
    typed = request.GET.get("page", "1")
    page = register_of(
        cluster, Days(day), int(typed) if typed.isdecimal() and len(typed) < 6 else 1, cockpit.language
    )
    return shown(request, cockpit, "cockpit/register.html", page)


def register_of(cluster: Cluster, days: Days, asked: int, language: Language) -> RegisterPage:
    """Gather one page of a register."""
    total = sum(counted(cluster, days).values())
    last = max(1, -(-total // PER_PAGE))
    number = min(max(asked, 1), last)
    here = reverse("cockpit:register", kwargs={"cluster": cluster.slug})

    def at(page: int) -> str:
        return f"{here}?{urlencode({'au': days.day.isoformat(), 'page': page})}"

    return RegisterPage(
        title=say(N_("Registre des membres au {day}"), language, day=long_date(days.day, language)),
        cluster=cluster.name,
        back=reverse("cockpit:cluster", kwargs={"cluster": cluster.slug}),
        here=here,
        day=days.day,
        total=say_many(
            "{number} membre", "{number} membres", total, language, number=decimal(total, language)
        ),
        lines=tuple(map(_line, register_page(cluster, days, number))),
        shows=say(N_("Page {number} sur {last}"), language, number=number, last=last) if last > 1 else "",
        before=at(number - 1) if number > 1 else "",
        after=at(number + 1) if number < last else "",
    )


def _line(line: RegisterLine) -> Line:
    return Line(
        legal=f"{line.legal_name} {line.legal_form}".strip(),
        number=number_of(line.enterprise_number),
        seat=line.address,
        category=line.category,
        joined_on=line.joined_on,
    )
