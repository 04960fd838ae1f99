"""The page of one task: what it says, changed in place by the team, and what was done with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.sentences import names_of_applications
from grappe.apps.edits.changes import ChangedMeanwhile
from grappe.apps.edits.once import first_time, new_token
from grappe.apps.edits.written import subject_of
from grappe.apps.journal.queries import entries_of
from grappe.apps.journal.reading import ReadLine, read_lines
from grappe.apps.journal.sentences import Namer
from grappe.apps.members.sentences import names_of_organisations
from grappe.apps.people.sentences import names_of_people
from grappe.apps.tasks.acts import TaskClosed, change_task
from grappe.apps.tasks.models import Task
from grappe.apps.tasks.permissions import readable_tasks
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown
from grappe.pages.desk.tasks.adding import way
from grappe.pages.desk.tasks.forms import TaskForm, tell
from grappe.pages.desk.tasks.lines import Row, closed_in_words, numbers_of, rows_of
from grappe.pages.desk.tasks.words import STATES

NAMES: Mapping[str, Namer] = {
    "assignee": names_of_people,
    "organisation": names_of_organisations,
    "application": names_of_applications,
}
LABELS = {
    "title": N_("Que faut-il faire ?"),
    "detail": N_("Détail"),
    "due_on": N_("Pour le"),
    "assignee": N_("Pour qui"),
    "organisation": N_("Organisation"),
    "application": N_("Candidature"),
    "state": N_("État"),
}
"""The fields of which one who writes is told that another changed them."""

CLOSED_ALREADY = N_("La tâche « {title} » était déjà close : rien n’a été changé. {closed}.")
OPEN_IT_FIRST = N_("Pour la changer quand même, copiez ce que vous avez écrit, puis cliquez sur « Rouvrir ».")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """All that the page shows."""

    title: str
    row: Row
    state: str
    tag: str
    form: TaskForm | None
    """None for who only reads, and of a task that is closed."""
    token: str
    drop: str
    meanwhile: tuple[str, ...]
    journal: tuple[ReadLine, ...]


def task_of(desk: Desk, number: int) -> Task:
    """Return a task of the desk's cluster that the person reads; another one is no page."""
    found = readable_tasks(by=desk.person).filter(cluster=desk.cluster, pk=number)
    one = found.select_related("assignee", "organisation", "application__organisation").first()
    if one is None:
        raise Http404
    one.cluster = desk.cluster
    return one


def show_task(request: HttpRequest, desk: Desk, task: int) -> HttpResponse:
    """Show a task, or have it say what was typed."""
    one = task_of(desk, task)
    sent = request.POST.copy() if request.method == "POST" else None
    writes = desk.runs and (one.is_open or sent is not None)
    form = TaskForm(desk, sent, task=one, about=one.about) if writes else None
    meanwhile: tuple[str, ...] = ()
    if form is not None and sent is not None and form.is_valid():
        try:
            return _changed(request, desk, one, form)
        except TaskClosed:
            one.refresh_from_db()
            meanwhile = (closed_already(desk, one), say(OPEN_IT_FIRST, desk.language))
        except ValidationError as refused:
            tell(form, refused)
        except ChangedMeanwhile as changed:
            meanwhile = tuple(in_words(changed, desk.language).sentences(desk.language))
            # Whoever has read what changed, and sends the form again, means it.
            sent["started_from"] = changed.now
    (row,) = rows_of(desk, [one], timezone.localdate())
    page = TaskPage(
        title=one.title,
        row=row,
        state=say(STATES[one.state], desk.language),
        tag="well" if one.state == Task.State.DONE else "",
        form=form,
        token=request.POST.get("token") or new_token(),
        drop=desk.address("drop_task", task=one.pk) if desk.runs and one.is_open else "",
        meanwhile=meanwhile,
        # A line may tell of an application that the task was about, which the team alone knows of.
        journal=tuple(reversed(read_lines(entries_of(subject_of(one)), desk.language))) if desk.runs else (),
    )
    return shown(request, desk, "desk/tasks/task.html", page, way=way(desk))


def closed_already(desk: Desk, task: Task) -> str:
    """Say that a task was closed before what was asked of it: how, when, by whom."""
    names = names_of_people(numbers_of([task.closed_by]), desk.language)
    closed = closed_in_words(task, names, desk.language)
    return say(CLOSED_ALREADY, desk.language, title=task.title, closed=closed)


def in_words(changed: ChangedMeanwhile, language: Language) -> ChangedMeanwhile:
    """Return a refusal that names people, things and days as they are read."""
    told = ChangedMeanwhile(
        tuple(
            replace(
                one,
                before=_read(one.field, one.before, language),
                after=_read(one.field, one.after, language),
            )
            for one in changed.changes
            if one.field in LABELS
        ),
        now=changed.now,
    )
    told.labels = LABELS
    return told


def _read(field: str, value: Any, language: Language) -> str:
    if not value:
        return "–"
    if field in NAMES:
        return NAMES[field]([value], language).get(value, "–")
    if field == "due_on":
        return long_date(dt.date.fromisoformat(value), language)
    return say(STATES[value], language) if field == "state" else str(value)


def _changed(request: HttpRequest, desk: Desk, task: Task, form: TaskForm) -> HttpResponse:
    with transaction.atomic():
        first = first_time(request.POST.get("token", ""))
        if first:
            change_task(
                task,
                told=form.told(),
                by=desk.person.named,
                on=timezone.localdate(),
                started_from=form.cleaned_data["started_from"] or None,
            )
    if first:
        messages.success(request, say(N_("C’est enregistré."), desk.language))
    return HttpResponseRedirect(desk.address("task", task=task.pk))
