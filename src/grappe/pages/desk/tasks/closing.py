"""Done, dropped, opened again: one click each, and each says how it is taken back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.html import format_html

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.tasks.acts import drop_task, finish_task, reopen_task
from grappe.apps.tasks.models import Task
from grappe.pages.desk.entrance import Desk, View
from grappe.pages.desk.showing import where_it_stands
from grappe.pages.desk.tasks.task import closed_already, task_of
from grappe.pages.look.clicks import not_done

Act = Callable[..., bool]


def closing(act: Act, state: Task.State, done: str) -> View:
    """Return the view that closes a task; `done` tells that it is, in French, with a way back beside.

    Who finds it closed otherwise, or by another, is told when and by whom.
    """

    def view(request: HttpRequest, desk: Desk, task: int) -> HttpResponse:
        one = task_of(desk, task)
        if request.method != "POST":
            return not_done(request, desk.address("task", task=one.pk))
        there = where_it_stands(request, desk, desk.address("tasks"))
        if act(one, by=desk.person.named, on=timezone.localdate()):
            told = say(done, desk.language, title=one.title)
            messages.success(request, format_html("{} {}", told, _way_back(request, desk, one, there)))
            return HttpResponseRedirect(there)
        one.refresh_from_db()
        if (one.state, one.closed_by) != (state, desk.person.named):  # no double click
            messages.warning(request, closed_already(desk, one))
        return HttpResponseRedirect(there)

    return view


def reopen(request: HttpRequest, desk: Desk, task: int) -> HttpResponse:
    """Have a task be open again."""
    one = task_of(desk, task)
    if request.method != "POST":
        return not_done(request, desk.address("task", task=one.pk))
    if reopen_task(one, by=desk.person.named, on=timezone.localdate()):
        told = say(N_("La tâche « {title} » est rouverte."), desk.language, title=one.title)
        messages.success(request, told)
    return HttpResponseRedirect(where_it_stands(request, desk, desk.address("tasks")))


finish = closing(finish_task, Task.State.DONE, N_("La tâche « {title} » est faite."))
drop = closing(drop_task, Task.State.DROPPED, N_("La tâche « {title} » est abandonnée."))


def _way_back(request: HttpRequest, desk: Desk, task: Task, there: str) -> str:
    return format_html(
        '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="next" value="{}">'
        '<button class="button button-small button-secondary">{}</button></form>',
        desk.address("reopen_task", task=task.pk),
        get_token(request),
        there,
        say(N_("Rouvrir"), desk.language),
    )
