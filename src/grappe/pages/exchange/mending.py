"""One row of an import, mended by hand: its cells, which organisation it is about, whether it is left out."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from grappe.analysis.language.catalogues import LANGUAGES, N_, say
from grappe.apps.members.importing.acts.mending import NotOpen, leave_out, mend
from grappe.apps.members.importing.models import Import, ImportRow
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown
from grappe.pages.exchange.found import import_of, way_to
from grappe.pages.exchange.rows import ShownRow, shown_rows

NEW = "new"


@dataclass(frozen=True, slots=True)
class RowPage:
    """The page."""

    title: str
    row: ShownRow
    choice: str
    left_out: bool
    back: str
    refused: str


def row_page(request: HttpRequest, desk: Desk, sent: int, row: int) -> HttpResponse:
    """Show a row; keep what a person writes instead."""
    opened = import_of(desk, sent)
    held = ImportRow.objects.filter(of=opened, number=row).first()
    if held is None or opened.stage != Import.Stage.OPEN:
        raise Http404
    refused, choice = "", held.choice
    if request.method == "POST":
        choice = request.POST.get("choice", "").strip()
        if choice.casefold() in _new_ones():
            choice = NEW
        if choice in ("", NEW) or desk.cluster.organisations.filter(code=choice).exists():
            return _mended(request, desk, opened, held, choice)
        refused = say(
            N_("Aucune organisation du cluster n’a le code « {code} »."), desk.language, code=choice
        )
    page = RowPage(
        title=say(N_("Ligne {row}"), desk.language, row=row),
        row=shown_rows(opened, [held], desk)[0],
        choice=say(N_("nouvelle"), desk.language) if choice == NEW else choice,
        left_out=held.left_out,
        back=desk.address("import", sent=opened.pk),
        refused=refused,
    )
    return shown(request, desk, "exchange/row.html", page, way=way_to(desk, opened))


def _new_ones() -> set[str]:
    """Return what people write for an organisation that the book does not have, in any language."""
    return {NEW, *(say(N_("nouvelle"), language) for language in LANGUAGES)}


def _mended(request: HttpRequest, desk: Desk, sent: Import, held: ImportRow, choice: str) -> HttpResponse:
    cells = {
        position: request.POST[name]
        for position in sent.columns.values()
        if (name := f"cell-{held.number}-{position}") in request.POST
    }
    try:
        sent = mend(sent=sent, row=held.number, cells=cells, choice=choice)
        leave = "left_out" in request.POST
        if leave != held.left_out:
            leave_out(sent=sent, rows=[held.number], left_out=leave)
    except NotOpen:
        pass
    return HttpResponseRedirect(f"{desk.address('import', sent=sent.pk)}")
