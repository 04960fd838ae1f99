"""The form of a new task, with what it is about set where one came from the page of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.edits.once import first_time, new_token
from grappe.apps.tasks.acts import add_task
from grappe.apps.tasks.models import Task
from grappe.apps.tasks.queries import lines_of
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import Step, shown
from grappe.pages.desk.tasks.forms import QuickForm, TaskForm, about_named, fields_of, tell
from grappe.pages.desk.tasks.lines import about_address, about_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """All that the page shows."""

    title: str
    about: str
    form: TaskForm
    token: str
    back: str


def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Have a task be noted; `?sur=organisation:12` says what it is about."""
    sent = request.POST if request.method == "POST" else None
    form = TaskForm(desk, sent, about=about_named(desk, request.GET.get("sur", "")))
    form.ready()
    (line,) = lines_of(desk.cluster, [Task(**fields_of(form.thing))])
    back = about_address(desk, line) or desk.address("tasks")
    if form.is_bound and form.is_valid():
        try:
            note(request, desk, form)
            return HttpResponseRedirect(back)
        except ValidationError as refused:
            tell(form, refused)
    page = AddPage(
        title=say(N_("Ajouter une tâche"), desk.language),
        about=about_in_words(line, desk.language),
        form=form,
        token=request.POST.get("token") or new_token(),
        back=back,
    )
    return shown(request, desk, "desk/tasks/add.html", page, way=way(desk))


def note(request: HttpRequest, desk: Desk, form: QuickForm) -> None:
    """Note the task that a form says, once, and tell that it is. Raises ValidationError."""
    told = form.told()
    with transaction.atomic():
        first = first_time(request.POST.get("token", ""))
        if first:
            add_task(cluster=desk.cluster, told=told, by=desk.person.named, on=timezone.localdate())
    if first:
        added = say(N_("La tâche « {title} » est notée."), desk.language, title=told.title)
        messages.success(request, added)


def way(desk: Desk) -> tuple[Step, ...]:
    """Return the way from the list."""
    return (Step(say(N_("Tâches"), desk.language), desk.address("tasks")),)
