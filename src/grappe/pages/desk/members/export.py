"""What the list finds, or what is chosen in it, as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from grappe.apps.members.exporting.lists import table
from grappe.apps.members.exporting.spreadsheets import as_csv, as_xlsx
from grappe.apps.members.queries.found import found
from grappe.apps.members.queries.listing import ordered
from grappe.apps.members.rules.wanted import read_wanted
from grappe.pages.desk.entrance import Desk

KINDS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def export(request: HttpRequest, desk: Desk, suffix: str) -> HttpResponse:
    """Give the organisations that an address asks for, in its order; or those chosen in the list."""
    if suffix not in KINDS:
        raise Http404
    today = timezone.localdate()
    asked = QueryDict(request.POST.get("question", "")) if request.method == "POST" else request.GET
    wanted = read_wanted(dict(asked.lists()))
    told = found(desk.cluster, wanted, day=today)
    if request.method == "POST" and "all" not in request.POST:
        told = desk.cluster.organisations.filter(code__in=request.POST.getlist("member"))
    only = list(ordered(told, wanted, day=today).values_list("pk", flat=True))
    write, kind = KINDS[suffix]
    content = write(
        table(desk.cluster, "organisations", day=today, language=desk.language, only=only), desk.language
    )
    name = f"membres-{desk.cluster.slug}-{today.isoformat()}.{suffix}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
