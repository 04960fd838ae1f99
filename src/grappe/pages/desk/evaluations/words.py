"""How the pages say what an evaluation is, how far it is, who asked for it and how long it took."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import decimal, long_date
from grappe.apps.edits.written import subject_of
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.journal.models import Entry
from grappe.apps.journal.reading import read_lines
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import Step

State = Evaluation.State
STATES = {
    "prepared": (N_("à lancer"), "care"),
    State.WAITING: (N_("en attente"), ""),
    State.RUNNING: (N_("en cours"), ""),
    State.DONE: (N_("terminée"), "well"),
    State.REFUSED: (N_("refusée"), "lost"),
}
"""What each state is called, and the look of its tag."""
MEGABYTE = 1_000_000
ASKED = ("evaluation.made", "evaluation.asked")


def evaluation_of(desk: Desk, number: int) -> Evaluation:
    """Return the cluster's evaluation of that number, or say that there is no such page."""
    found = desk.cluster.evaluations.filter(number=number).first() if number < 2**31 else None
    if found is None:
        raise Http404
    found.cluster = desk.cluster
    return found


def is_prepared(evaluation: Evaluation) -> bool:
    """Tell whether it waits for somebody to ask for it, and not for a worker."""
    return evaluation.state == State.WAITING and evaluation.asked_at is None


def state_of(evaluation: Evaluation, language: Language) -> tuple[str, str]:
    """Return what its state is called, and the look of its tag."""
    words, look = STATES["prepared" if is_prepared(evaluation) else State(evaluation.state)]
    return say(words, language), look


def called(evaluation: Evaluation, language: Language) -> str:
    """Return what it is called: its title, or its day."""
    return evaluation.title or say(
        N_("Évaluation au {day}"), language, day=long_date(evaluation.as_of, language)
    )


def period_of(one: Evaluation, language: Language) -> str:
    """Return its period in words; empty without one."""
    if one.period_from is None or one.period_to is None:
        return ""
    return say(
        N_("du {day} au {end}"),
        language,
        day=long_date(one.period_from, language),
        end=long_date(one.period_to, language),
    )


def took(evaluation: Evaluation, language: Language) -> str:
    """Return how long it took; empty before it is over."""
    if evaluation.started_at is None or evaluation.ended_at is None:
        return ""
    return lasting((evaluation.ended_at - evaluation.started_at).total_seconds(), language)


def lasting(seconds: float, language: Language) -> str:
    """Write how long something takes: `7 s`, `2 min 05 s`."""
    minutes, left = divmod(max(round(seconds), 0), 60)
    if not minutes:
        return say(N_("{seconds} s"), language, seconds=left)
    return say(N_("{minutes} min {seconds} s"), language, minutes=minutes, seconds=f"{left:02}")


def weight(size: int, language: Language) -> str:
    """Write what a file weighs: `8 ko`, `1,3 Mo`."""
    if size < MEGABYTE:
        return say(N_("{size} ko"), language, size=decimal(max(size / 1000, 1), language, 0))
    return say(N_("{size} Mo"), language, size=decimal(size / MEGABYTE, language, 1))


def asked_by(evaluations: Iterable[Evaluation], language: Language) -> dict[int, str]:
    """Return who asked for each evaluation, by its key; else who made it: the same questions for all."""
    subjects = {subject_of(one): one.pk for one in evaluations}
    lines = (
        Entry.objects.filter(subject__in=subjects, act__in=ASKED).select_related("told").order_by("number")
    )
    told = list(lines)
    return {
        subjects[entry.subject]: line.who
        for entry, line in zip(told, read_lines(told, language), strict=True)
    }


def way(desk: Desk, evaluation: Evaluation | None = None) -> tuple[Step, ...]:
    """Return the pages above one of an evaluation's."""
    steps = (Step(say(N_("Évaluations"), desk.language), desk.address("evaluations")),)
    if evaluation is None:
        return steps
    return (
        *steps,
        Step(called(evaluation, desk.language), desk.address("evaluation", evaluation=evaluation.number)),
    )
