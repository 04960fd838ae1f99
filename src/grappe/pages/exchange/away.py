"""What is taken away from the desk: lists, cards, the register of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.members.exporting.lists import LISTS, Table, table
from grappe.apps.members.exporting.paper import register_on_paper, register_table
from grappe.apps.members.exporting.spreadsheets import as_csv, as_xlsx
from grappe.apps.members.exporting.vcards import cards
from grappe.apps.members.models import IdentitySpan
from grappe.apps.members.queries.register import holding_on
from grappe.pages.desk.days import AskedDays
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "vcf": "text/vcard; charset=utf-8",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file that may be taken away."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class ListAway:
    """A list and the forms that it comes in."""

    title: str
    files: list[File]


@dataclass(frozen=True, slots=True)
class Away:
    """The page."""

    title: str
    today: str
    register: list[File]
    lists: list[ListAway]
    refused: Sequence[str]
    """What is wrong with the days that were asked."""


def away(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what may be taken away."""
    return _away(request, desk)


def _away(request: HttpRequest, desk: Desk, *, refused: Sequence[str] = ()) -> HttpResponse:
    lists = []
    if desk.runs:
        lists = [
            ListAway(
                say(title, desk.language),
                [
                    File(suffix.upper(), desk.address("list_away", wanted=name, suffix=suffix))
                    for suffix in (("xlsx", "csv", "vcf") if name == "organisations" else ("xlsx", "csv"))
                ],
            )
            for name, title in LISTS.items()
        ]
    page = Away(
        title=say(N_("Exporter"), desk.language),
        today=timezone.localdate().isoformat(),
        register=[
            File(suffix.upper(), desk.address("register_away", suffix=suffix))
            for suffix in ("pdf", "xlsx", "csv")
        ],
        lists=lists,
        refused=refused,
    )
    return shown(request, desk, "exchange/away.html", page, status=400 if refused else 200)


def register_away(request: HttpRequest, desk: Desk, suffix: str) -> HttpResponse:
    """Give the register of a day, as known on another, as PDF, XLSX or CSV."""
    today = timezone.localdate()
    asked = AskedDays(request.GET, today, desk.language)
    day, known = asked.day("au") or today, asked.known("connu") or today
    if asked.faults:
        return _away(request, desk, refused=asked.faults)
    name = f"registre-{desk.cluster.slug}-{day.isoformat()}"
    if suffix == "pdf":
        return _file(
            register_on_paper(desk.cluster, day=day, known=known, language=desk.language), name, suffix
        )
    return _table(
        register_table(desk.cluster, day=day, known=known, language=desk.language), name, suffix, desk
    )


def list_away(request: HttpRequest, desk: Desk, wanted: str, suffix: str) -> HttpResponse:  # noqa: ARG001
    """Give a list as XLSX or CSV, or the cards of all organisations."""
    today = timezone.localdate()
    file = f"{wanted}-{desk.cluster.slug}-{today.isoformat()}"
    if (wanted, suffix) == ("organisations", "vcf"):
        organisations = desk.cluster.organisations.filter(out_since__isnull=True)
        held = holding_on(IdentitySpan.objects.filter(cluster=desk.cluster).select_related("act"), today)
        identities = {span.organisation_id: span.act for span in held}
        told = organisations.select_related("cluster").prefetch_related("contacts")
        return _file(cards(told, identities, by="hidden"), file, suffix)
    if wanted not in LISTS:
        raise Http404
    return _table(table(desk.cluster, wanted, day=today, language=desk.language), file, suffix, desk)


def _table(made: Table, name: str, suffix: str, desk: Desk) -> HttpResponse:
    if suffix == "csv":
        return _file(as_csv(made, desk.language), name, suffix)
    if suffix == "xlsx":
        return _file(as_xlsx(made, desk.language), name, suffix)
    raise Http404


def _file(content: bytes, name: str, suffix: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=KINDS[suffix],
        headers={"Content-Disposition": f'attachment; filename="{name}.{suffix}"'},
    )
