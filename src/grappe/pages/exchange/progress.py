"""An import that a worker writes, or takes back: its page shows it, and asks again until it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.members.importing.acts.asking import PATIENCE, asked_of
from grappe.apps.members.importing.models import Import
from grappe.pages.desk.entrance import Desk
from grappe.pages.exchange.found import import_of

WORDS = {
    "write": N_("Les lignes s’écrivent : toutes, ou aucune."),
    "undo": N_("L’import s’annule : tout, ou rien."),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is said while a worker is at it."""

    words: str
    here: str
    """Where it is asked again."""
    page: str
    late: bool
    """So long that one may stop waiting."""


def import_progress(request: HttpRequest, desk: Desk, sent: int) -> HttpResponse:
    """Answer with the part of the page that says whether it is done."""
    waiting = waiting_of(desk, import_of(desk, sent))
    return render(request, "exchange/progress.html", {"waiting": waiting})


def waiting_of(desk: Desk, sent: Import) -> Waiting | None:
    """Return what is to be waited for; None: nothing."""
    asked = asked_of(sent)
    if asked is None:
        return None
    return Waiting(
        words=say(WORDS[asked.do], desk.language),
        here=desk.address("import_progress", sent=sent.pk),
        page=desk.address("import", sent=sent.pk),
        late=timezone.now() - asked.at > PATIENCE,
    )
