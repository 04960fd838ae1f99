"""Tasks, as they are found by words."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.tasks.permissions import readable_tasks
from grappe.apps.tasks.queries import lines_of, tasks_told
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.sought import Found, Hit, Question, Sought, counted
from grappe.pages.desk.tasks.lines import about_in_words
from grappe.pages.desk.tasks.words import STATES


def find(desk: Desk, question: Question) -> Found:
    """Find tasks, the last one noted first."""
    every = tasks_told(
        desk.cluster, readable_tasks(by=desk.person).filter(cluster=desk.cluster), question.begun
    )
    beside = every.select_related("organisation", "application__organisation")
    count, some = counted(beside.order_by("-made_on", "-pk"), question)
    hits = (
        Hit(
            title=line.task.title,
            address=desk.address("task", task=line.task.pk),
            below=" · ".join(
                part
                for part in (
                    say(STATES[line.task.state], desk.language),
                    about_in_words(line, desk.language),
                )
                if part
            ),
            texts=(line.task.detail, line.organisation.name if line.organisation else ""),
        )
        for line in lines_of(desk.cluster, some)
    )
    return Found(count, tuple(hits))


SOUGHT = (Sought(name="tasks", label=N_("Tâches"), find=find),)
