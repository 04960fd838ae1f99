"""How far an evaluation is: shown on its page, and asked again by it while it runs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say
from grappe.analysis.report.typography import typeset
from grappe.apps.evaluation.models import Evaluation
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.words import State, evaluation_of, is_prepared, lasting, state_of

STEPS = (
    N_("Lecture du dossier"),
    N_("Calcul des chiffres"),
    N_("Audit des phrases"),
    N_("Mise en page du rapport"),
    *CHAPTERS.values(),
)
"""What the worker says that it does, in its order."""
LONG = dt.timedelta(minutes=2)
"""After which one that waits should have begun, were a worker there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is said of an evaluation that waits or runs."""

    over: bool
    """The page about it is another one by now."""
    here: str
    """Where it is asked again."""
    page: str
    state: str
    words: str
    step: str
    written_in: str
    done: int
    total: int
    since: str
    late: bool


def progress(request: HttpRequest, desk: Desk, evaluation: int) -> HttpResponse:
    """Answer with the part of the page that says how far it is."""
    told = progress_of(desk, evaluation_of(desk, evaluation))
    return render(request, "desk/evaluations/progress.html", {"progress": told})


def progress_of(desk: Desk, evaluation: Evaluation) -> Progress:
    """Return how far an evaluation is."""
    now, language = timezone.now(), desk.language
    running = evaluation.state == State.RUNNING
    begun = evaluation.started_at if running else evaluation.asked_at
    lasts = now - begun if begun else dt.timedelta()
    return Progress(
        over=evaluation.state in Evaluation.OVER or is_prepared(evaluation),
        here=desk.address("evaluation_progress", evaluation=evaluation.number),
        page=desk.address("evaluation", evaluation=evaluation.number),
        state=state_of(evaluation, language)[0],
        words=say(
            N_("L’évaluation est en cours.")
            if running
            else N_("L’évaluation attend son tour : elle commence d’elle-même."),
            language,
        ),
        step=evaluation.step,
        written_in=evaluation.language,
        done=_place(evaluation) if running else 0,
        total=len(STEPS) + 1,
        since=lasting(lasts.total_seconds(), language),
        late=not running and lasts > LONG,
    )


def _place(evaluation: Evaluation) -> int:
    """Return how many steps have begun; those that follow the last that we know count as it."""
    language: Language = next(one for one in LANGUAGES if one == evaluation.language)
    told = [say(step, language) for step in STEPS]
    for place, step in enumerate(told, start=1):
        if evaluation.step in (step, typeset(step, language)):
            return place
    return len(told)
