"""The list of the team's tasks: those that are due first, ticked off in one click, a line to add another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import decimal
from grappe.apps.edits.once import new_token
from grappe.apps.tasks.permissions import readable_tasks
from grappe.apps.tasks.queries import OPEN, counts_of, first_due, last_closed, whose
from grappe.pages.desk.chips import Chip
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown
from grappe.pages.desk.tasks.adding import note
from grappe.pages.desk.tasks.forms import QuickForm, tell
from grappe.pages.desk.tasks.lines import Row, rows_of

ON_A_PAGE = 30
STATES = {"": ("open", N_("À faire")), "closes": ("closed", N_("Closes"))}
WHOSE = {
    "": ("", N_("De toute l’équipe")),
    "moi": ("mine", N_("Les miennes")),
    "personne": ("nobody", N_("Sans personne")),
}
"""By what stands in an address: which tasks, and what people call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """All that the page shows."""

    title: str
    form: QuickForm | None
    """The line by which one is added; none for who may not."""
    token: str
    more: str
    states: tuple[Chip, ...]
    whose: tuple[Chip, ...]
    rows: tuple[Row, ...]
    empty: str
    before: str
    after: str


def tasks(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the list, or note the task that was typed above it."""
    form = QuickForm(desk, request.POST if request.method == "POST" else None) if desk.runs else None
    if form is not None and "encore" in request.GET:  # one was just added: the next is typed at once
        form.ready()
    if form is not None and form.is_bound and form.is_valid():
        try:
            note(request, desk, form)
            return HttpResponseRedirect(_at(desk, qui=request.GET.get("qui", ""), encore="oui"))
        except ValidationError as refused:
            tell(form, refused)
    page = list_page(
        desk,
        form,
        state=request.GET.get("etat", ""),
        who=request.GET.get("qui", ""),
        number=request.GET.get("page", ""),
        token=request.POST.get("token") or new_token(),
        today=timezone.localdate(),
    )
    return shown(request, desk, "desk/tasks/list.html", page)


def list_page(
    desk: Desk,
    form: QuickForm | None,
    *,
    state: str,
    who: str,
    number: str,
    token: str,
    today: dt.date,
) -> ListPage:
    """Gather the tasks that are asked for: where the address says nothing of ours, the open ones of all."""
    state, who = state if state in STATES else "", who if who in WHOSE else ""
    every = readable_tasks(by=desk.person).filter(cluster=desk.cluster)
    counts = counts_of(every, desk.person)
    which, whom = STATES[state][0], WHOSE[who][0]
    last = max(1, -(-counts[which, whom] // ON_A_PAGE))
    page = min(max(int(number) if number.isdecimal() and len(number) < 9 else 1, 1), last)
    found = every.filter(whose(desk.person)[whom])
    found = first_due(found.filter(OPEN)) if which == "open" else last_closed(found.exclude(OPEN))
    rows = rows_of(desk, found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], today)
    language = desk.language
    return ListPage(
        title=say(N_("Tâches"), language),
        form=form,
        token=token,
        more=desk.address("add_task"),
        states=tuple(
            Chip(
                label=say(label, language),
                count=decimal(counts[one, whom], language),
                address=_at(desk, etat=name, qui=who),
                asked=name == state,
            )
            for name, (one, label) in STATES.items()
        ),
        whose=tuple(
            Chip(
                label=say(label, language),
                count=decimal(counts[which, one], language),
                address=_at(desk, etat=state, qui=name),
                asked=name == who,
            )
            for name, (one, label) in WHOSE.items()
        ),
        rows=rows,
        empty="" if rows else say(_nothing(counts, which), language),
        before=_at(desk, etat=state, qui=who, page=str(page - 1)) if page > 1 else "",
        after=_at(desk, etat=state, qui=who, page=str(page + 1)) if page < last else "",
    )


def _nothing(counts: dict[tuple[str, str], int], which: str) -> str:
    """Say that there is nothing, and how to begin where nothing ever was."""
    if which == "closed":
        return N_(
            "Aucune tâche n’est close ici. Celles qui sont faites ou abandonnées s’y afficheront, et se rouvrent."
        )
    if not any(counts.values()):
        return N_(
            "Rien n’est encore noté. Écrivez ci-dessus ce qu’il faut faire, pour quand et pour qui ; sur la page d’un membre ou d’une candidature, « Ajouter une tâche » la rattache à lui."
        )
    return N_("Rien n’est à faire ici.")


def _at(desk: Desk, **asked: str) -> str:
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"{desk.address('tasks')}?{told}" if told else desk.address("tasks")
