"""How the journal tells what is done with tasks, and names them."""

from __future__ import annotations

from collections.abc import Collection

from grappe.analysis.language.catalogues import N_, Language
from grappe.apps.journal.sentences import Sentences
from grappe.apps.tasks.models import Task


def names_of_tasks(numbers: Collection[int], language: Language) -> dict[int, str]:  # noqa: ARG001 - a title is one
    """Return how tasks are called."""
    return dict(Task.objects.filter(pk__in=numbers).values_list("pk", "title"))


SENTENCES = Sentences(
    acts={
        "task.added": N_("{who} a noté la tâche « {what} »."),
        "task.changed": N_("{who} a modifié la tâche « {what} »."),
        "task.done": N_("{who} a fait la tâche « {what} »."),
        "task.dropped": N_("{who} a abandonné la tâche « {what} »."),
        "task.reopened": N_("{who} a rouvert la tâche « {what} »."),
    },
    names={"task": names_of_tasks},
    refers={"assignee": "person", "application": "application"},
    fields={
        "task.title": N_("Tâche"),
        "detail": N_("Détail"),
        "due_on": N_("Pour le"),
        "assignee": N_("Pour qui"),
        "application": N_("Candidature"),
        "task.state": N_("État"),
    },
    values={
        "task.state": {"open": N_("ouverte"), "done": N_("faite"), "dropped": N_("abandonnée")},
    },
    hidden=frozenset({"made_by", "made_on", "closed_by", "closed_on"}),
)
