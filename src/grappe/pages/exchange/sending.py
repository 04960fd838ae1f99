"""Files that were sent, and the form that sends one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import decimal
from grappe.apps.members.importing.acts.receiving import receive
from grappe.apps.members.importing.models import Import
from grappe.apps.members.importing.upload import MOST_BYTES, UploadRefused
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown

SHOWN = 20
STAGES = {
    Import.Stage.WORKING: (N_("En cours"), "care"),
    Import.Stage.OPEN: (N_("à relire"), "care"),
    Import.Stage.WORKING: (N_("en traitement"), "care"),
    Import.Stage.WRITTEN: (N_("écrit"), "well"),
    Import.Stage.UNDONE: (N_("annulé"), ""),
    Import.Stage.DROPPED: (N_("abandonné"), ""),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """One earlier import."""

    file: str
    address: str
    day: object
    rows: str
    stage: str
    tag: str


@dataclass(frozen=True, slots=True)
class Imports:
    """The page."""

    title: str
    sent: list[Sent]
    most: int
    refused: list[str]


def imports(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what was sent; keep a file that comes, and go on to its columns."""
    refused: list[str] = []
    if request.method == "POST":
        try:
            return _received(request, desk)
        except Refusal as refusal:
            refused = refusal.sentences(desk.language)
    page = Imports(
        title=say(N_("Importer des membres"), desk.language),
        sent=[_sent(one, desk) for one in Import.objects.filter(cluster=desk.cluster)[:SHOWN]],
        most=MOST_BYTES // 2**20,
        refused=refused,
    )
    return shown(request, desk, "exchange/imports.html", page)


def _received(request: HttpRequest, desk: Desk) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        raise UploadRefused(N_("Choisissez d’abord un fichier."))
    # One that is too large is refused by its weight alone: the rest is not read.
    content = file.read(MOST_BYTES + 1)
    sent = receive(
        cluster=desk.cluster,
        name=file.name or "",
        content=content,
        by=f"person:{desk.person.pk}",
        on=timezone.localdate(),
        sheet=request.POST.get("sheet", "").strip() or None,
    )
    return HttpResponseRedirect(desk.address("import_columns", sent=sent.pk))


def _sent(one: Import, desk: Desk) -> Sent:
    words, tag = STAGES[Import.Stage(one.stage)]
    rows = sum(one.counts.get(kind, 0) for kind in ("new", "known", "double", "left_out"))
    return Sent(
        file=one.file,
        address=desk.address("import", sent=one.pk),
        day=one.at,
        rows=decimal(rows, desk.language, 0),
        stage=say(words, desk.language),
        tag=tag,
    )
