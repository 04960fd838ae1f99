"""What an import would do, before it does; what it did, after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal
from grappe.apps.members.importing.acts.asking import STAGES, Wish, ask_for, is_large, stop_waiting
from grappe.apps.members.importing.acts.committing import commit
from grappe.apps.members.importing.acts.forgetting import KEPT_FOR
from grappe.apps.members.importing.acts.mending import NotOpen, drop, leave_out, mend_many
from grappe.apps.members.importing.acts.undoing import OUT, TAKEN_BACK, undo
from grappe.apps.members.importing.models import Import, ImportRow
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown
from grappe.pages.exchange.found import import_of, way_to
from grappe.pages.exchange.progress import Waiting, waiting_of
from grappe.pages.exchange.rows import ShownRow, headings, sentences, shown_rows

PER_PAGE = 50
CELL = re.compile(r"cell-(\d+)-(\d+)")
ALL = "tout"
FILTERS: dict[str, tuple[dict[str, object], str, str]] = {
    "erreurs": ({"errors__gt": 0}, N_("Avec une erreur"), "errors"),
    "alertes": ({"warnings__gt": 0, "left_out": False}, N_("À vérifier"), "warnings"),
    "nouvelles": ({"kind": "new"}, N_("Nouvelles"), "new"),
    "connues": ({"kind": "known"}, N_("Connues"), "known"),
    "suites": ({"kind": "double"}, N_("Suites d’une autre ligne"), "double"),
    "ecrites": ({"changes__gt": 0}, N_("Qui écrivent quelque chose"), "changes"),
    "cote": ({"kind": "left_out"}, N_("Laissées de côté"), "left_out"),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """Rows of one kind: how many, and the address that shows them alone."""

    label: str
    count: str
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Left:
    """An organisation of which an undo left something: what was taken back of it, what stays and why."""

    called: str
    told: list[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """The page of an import."""

    title: str
    stage: str
    facets: list[Facet]
    headings: list[str]
    rows: list[ShownRow]
    seen: str
    here: str
    columns: str
    errors: int
    writes: int
    write_label: str
    mends: bool
    before: str
    """The address of the page before; empty: there is none."""
    after: str
    others: str
    on: object
    written_at: object
    until: object
    """The last day on which it may be undone; None where it may not."""
    undone: list[str]
    """What an undo did, counted."""
    left: list[Left]
    refused: list[str]
    waiting: Waiting | None
    """How far a worker is with it; None: there is nothing to wait for."""


def preview_page(request: HttpRequest, desk: Desk, sent: int) -> HttpResponse:
    """Show an import; do what one of its buttons asks."""
    opened = import_of(desk, sent)
    refused: list[str] = []
    if request.method == "POST":
        try:
            return _done(request, desk, opened)
        except NotOpen:
            return HttpResponseRedirect(desk.address("import", sent=opened.pk))
        except Refusal as refusal:
            refused = refusal.sentences(desk.language)
        opened = import_of(desk, sent)
    page = _page(request, desk, opened, refused)
    return shown(request, desk, "exchange/import.html", page, way=way_to(desk))


def _done(request: HttpRequest, desk: Desk, sent: Import) -> HttpResponse:
    asked, by = request.POST.get("do", ""), f"person:{desk.person.pk}"
    here = request.get_full_path()
    if asked == "mend":
        cells: dict[int, dict[int, str]] = {}
        for name, words in request.POST.items():
            if (
                (found := CELL.fullmatch(name))
                and isinstance(words, str)
                and int(found[2]) < len(sent.headings)
            ):
                cells.setdefault(int(found[1]), {})[int(found[2])] = words
        mend_many(sent=sent, cells=cells)
    elif asked == "leave_out":
        leave_out(sent=sent)
        here = desk.address("import", sent=sent.pk)
    elif asked == "drop":
        drop(sent=sent)
        here = desk.address("imports")
    elif asked in STAGES:
        _written(sent, "write" if asked == "write" else "undo", request.POST.get("seen", ""), by)
        here = desk.address("import", sent=sent.pk)
    elif asked == "stop_waiting":
        stop_waiting(sent=sent)
    return HttpResponseRedirect(here)


def _written(sent: Import, asked: Wish, seen: str, by: str) -> None:
    if is_large(sent):
        ask_for(sent=sent, do=asked, by=by, seen=seen)
    elif asked == "write":
        commit(sent=sent, seen=seen, by=by)
    else:
        undo(sent=sent, by=by)


def _page(request: HttpRequest, desk: Desk, sent: Import, refused: list[str]) -> Preview:
    language, here = desk.language, desk.address("import", sent=sent.pk)
    chosen = request.GET.get("montrer", ALL)
    told = request.GET.get("page", "1")
    page = max(int(told), 1) if told.isdecimal() and len(told) < 6 else 1
    rows = ImportRow.objects.filter(of=sent).order_by("number")
    if chosen in FILTERS:
        rows = rows.filter(**FILTERS[chosen][0])
    start = (page - 1) * PER_PAGE
    some = list(rows[start : start + PER_PAGE + 1])
    shown_some = shown_rows(sent, some[:PER_PAGE], desk)
    open_ = sent.stage == Import.Stage.OPEN
    changes = sent.counts.get("changes", 0)
    undoable = sent.stage == Import.Stage.WRITTEN and sent.forgotten_at is None and sent.written_at
    return Preview(
        title=sent.file,
        stage=sent.stage,
        facets=_facets(sent, here, chosen, language),
        headings=headings(sent, language),
        rows=shown_some,
        seen=sent.judged,
        here=request.get_full_path(),
        columns=desk.address("import_columns", sent=sent.pk),
        errors=sent.counts.get("errors", 0),
        writes=changes,
        write_label=say_many(N_("Écrire {count} ligne"), N_("Écrire {count} lignes"), changes, language),
        mends=open_ and any(cell.mends for row in shown_some for cell in row.cells),
        before=f"{here}?montrer={chosen}&page={page - 1}" if page > 1 else "",
        after=f"{here}?montrer={chosen}&page={page + 1}" if len(some) > PER_PAGE else "",
        others=", ".join(sent.others),
        on=sent.on,
        written_at=sent.written_at,
        until=sent.written_at + KEPT_FOR if undoable and sent.written_at else None,
        undone=_undone(sent, language),
        left=_left(sent, language),
        refused=refused or sentences(sent.refused, language),
        waiting=waiting_of(desk, sent),
    )


def _undone(sent: Import, language: Language) -> list[str]:
    counts: dict[str, int] = {OUT: 0, **dict.fromkeys(TAKEN_BACK, 0), **sent.counts.get("undone", {})}
    told = (
        (
            counts[OUT],
            say_many(
                N_("{count} organisation que l’import avait mise dans le carnet en est retirée."),
                N_("{count} organisations que l’import avait mises dans le carnet en sont retirées."),
                counts[OUT],
                language,
            ),
        ),
        (
            counts["memberships"],
            say_many(
                N_("Ce qu’il disait de l’adhésion de {count} organisation est annulé."),
                N_("Ce qu’il disait de l’adhésion de {count} organisations est annulé."),
                counts["memberships"],
                language,
            ),
        ),
        (
            counts["identities"],
            say_many(
                N_("Ce qu’il disait de l’identité légale de {count} organisation est annulé."),
                N_("Ce qu’il disait de l’identité légale de {count} organisations est annulé."),
                counts["identities"],
                language,
            ),
        ),
        (
            counts["profiles"],
            say_many(
                N_("Des champs de {count} fiche sont redevenus ce qu’ils étaient."),
                N_("Des champs de {count} fiches sont redevenus ce qu’ils étaient."),
                counts["profiles"],
                language,
            ),
        ),
        (
            counts["parts"],
            say_many(
                N_(
                    "Des activités, des établissements ou des contacts de {count} organisation sont retirés, "
                    "ou redevenus ce qu’ils étaient."
                ),
                N_(
                    "Des activités, des établissements ou des contacts de {count} organisations sont retirés, "
                    "ou redevenus ce qu’ils étaient."
                ),
                counts["parts"],
                language,
            ),
        ),
    )
    return [words for count, words in told if count]


def _left(sent: Import, language: Language) -> list[Left]:
    by_organisation = groupby(sent.told, key=lambda message: str(message[1]["called"]))
    return [Left(called, sentences(list(told), language)) for called, told in by_organisation]


def _facets(sent: Import, here: str, chosen: str, language: Language) -> list[Facet]:
    total = sum(sent.counts.get(kind, 0) for kind in ("new", "known", "double", "left_out"))
    facets = [
        Facet(
            say(N_("Toutes les lignes"), language), decimal(total, language, 0), here, chosen not in FILTERS
        )
    ]
    facets += [
        Facet(
            say(label, language),
            decimal(sent.counts.get(count, 0), language, 0),
            f"{here}?montrer={name}",
            name == chosen,
        )
        for name, (_, label, count) in FILTERS.items()
        if sent.counts.get(count, 0) or name == chosen
    ]
    return facets
