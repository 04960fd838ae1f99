"""Tasks as a list shows them, wherever it stands: on the page of all, of a member, of an application."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.queries.waiting import WAITS_FOR, applications_on
from grappe.apps.clusters.queries.team import team_on
from grappe.apps.people.sentences import names_of_people
from grappe.apps.tasks.models import Task
from grappe.apps.tasks.queries import Line, lines_of
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.tasks import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One task. The addresses of acts are empty where the reader, or the task, allows none."""

    title: str
    address: str
    detail: str
    due: str
    tag: str
    who: str
    away: bool
    """Whether whoever has it is of the team no longer."""
    about: str
    about_address: str
    over: str
    """Of an open one: that the application which it is about waits for nothing more. See `rows_of`."""
    closed: str
    finish: str
    drop: str
    """Where one click drops it; of what is `over` alone."""
    reopen: str


def rows_of(desk: Desk, tasks: Iterable[Task], today: dt.date) -> tuple[Row, ...]:
    """Put tasks in words: a few questions, whatever their number.

    A task about an application outlives it: it may be what its end asks for, a welcome, a paper to send back,
    and nobody but the team can tell. It then says that the application is over, or that its organisation is a
    member already, and is dropped in one click where it has lost its object.
    """
    lines = lines_of(desk.cluster, tasks)
    members = applications_on(desk.cluster, today).filter(WAITS_FOR["member_already"])
    already = set(members.values_list("pk", flat=True))
    team = set(team_on(desk.cluster, today).values_list("pk", flat=True))
    names = names_of_people(numbers_of(line.task.closed_by for line in lines), desk.language)
    return tuple(_row(desk, line, today, team, names, already) for line in lines)


def about_in_words(line: Line, language: Language) -> str:
    """Say what a task is about."""
    if line.organisation is None:
        return ""
    name = line.organisation.name
    return name if line.task.application_id is None else say(N_("candidature : {name}"), language, name=name)


def about_address(desk: Desk, line: Line) -> str:
    """Return the address of what a task is about."""
    if line.organisation is None:
        return ""
    if line.task.application_id is not None:
        return desk.address("application", application=line.task.application_id)
    return desk.address("member", code=line.organisation.code)


def closed_in_words(task: Task, names: dict[int, str], language: Language) -> str:
    """Say what became of a task, when, by whom; nothing of one that is open."""
    if task.closed_on is None:
        return ""
    sentence = (
        N_("Faite le {day} par {who}")
        if task.state == Task.State.DONE
        else N_("Abandonnée le {day} par {who}")
    )
    who = next((names[one] for one in numbers_of([task.closed_by]) if one in names), "Grappe")
    return say(sentence, language, day=long_date(task.closed_on, language), who=who)


def who_has(desk: Desk, task: Task) -> str:
    """Say who has a task to do, the reader as such."""
    if task.assignee is None:
        return say(words.NOBODY, desk.language)
    return say(words.YOU, desk.language) if task.assignee == desk.person else str(task.assignee)


def _over(task: Task, already: set[int], language: Language) -> str:
    if not task.is_open or task.application is None:
        return ""
    if not task.application.is_open:
        return say(N_("candidature close"), language)
    return say(N_("déjà membre"), language) if task.application_id in already else ""


def _row(
    desk: Desk, line: Line, today: dt.date, team: set[int], names: dict[int, str], already: set[int]
) -> Row:
    task, language = line.task, desk.language
    over = _over(task, already, language)
    due, tag = words.due_in_words(task.due_on, today, language) if task.is_open else ("", "")
    return Row(
        title=task.title,
        address=desk.address("task", task=task.pk),
        detail=task.detail,
        due=due,
        tag=tag,
        who=who_has(desk, task),
        away=task.is_open and task.assignee_id is not None and task.assignee_id not in team,
        about=about_in_words(line, language),
        about_address=about_address(desk, line),
        over=over,
        closed=closed_in_words(task, names, language),
        finish=desk.address("finish_task", task=task.pk) if desk.runs and task.is_open else "",
        drop=desk.address("drop_task", task=task.pk) if desk.runs and over else "",
        reopen=desk.address("reopen_task", task=task.pk) if desk.runs and not task.is_open else "",
    )


def numbers_of(authors: Iterable[str]) -> list[int]:
    """Return the numbers of the persons among those whom the journal names."""
    told = (by.removeprefix("person:") for by in authors)
    return [int(number) for number in told if number.isdecimal()]
