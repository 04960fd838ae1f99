"""An evaluation is worked out: by a worker, by a command, by whoever asks; one at a time for a cluster."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.refusal import OneSentence, Refusal
from grappe.analysis.dossier.whole import written_whole
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.classes_named import unknown_classes
from grappe.analysis.forecast.ledger_warnings import ledger_warnings
from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say
from grappe.analysis.report.house.of_dossier import house_of
from grappe.analysis.report.results_folder import Heard, Wishes, figures_found, write_results
from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.written import subject_of
from grappe.apps.evaluation.assembling import dossier_of
from grappe.apps.evaluation.checking import checked
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import results_folder
from grappe.apps.journal.acts import record

SILENCE = dt.timedelta(minutes=30)
"""Without a sign for so long, whoever worked on an evaluation is held to be dead."""
STEP = 200
UNEXPECTED = N_(
    "Grappe n’a pas su finir cette évaluation : le défaut est dans le programme, non dans vos données. Le journal du service en dit la cause."
)
INTERRUPTED = N_(
    "Le travail a été interrompu avant la fin. Faites une nouvelle évaluation à partir de celle-ci."
)
log = logging.getLogger(__name__)


class Busy(OneSentence):
    """Another evaluation of the cluster is running."""


class NotWaiting(OneSentence):
    """The evaluation is running, or is over."""


def run(evaluation: Evaluation, *, by: str, anew: bool = False) -> Evaluation:
    """Work an evaluation out from beginning to end, and return it done, or refused with its sentences.

    Raises Busy when another one of the cluster is running, NotWaiting when this one is or was. What nobody
    foresaw closes it as refused and goes on up. anew: whoever had begun it is known to have been stopped.
    """
    evaluation = begin(evaluation, by=by, anew=anew)
    try:
        remarks = _work_out(evaluation)
    except Refusal as refusal:
        told = {language: refusal.sentences(language) for language in LANGUAGES}
        return end(evaluation, Evaluation.State.REFUSED, by=by, refusals=told)
    except BaseException:
        end(evaluation, Evaluation.State.REFUSED, by=by, refusals=_in_each(UNEXPECTED))
        raise
    told = {language: [fault.sentence(language) for fault in remarks] for language in LANGUAGES}
    return end(evaluation, Evaluation.State.DONE, by=by, remarks=told)


@transaction.atomic
def begin(evaluation: Evaluation, *, by: str, anew: bool = False) -> Evaluation:
    """Take in hand an evaluation that waits, or, anew, that was begun. Raises Busy, NotWaiting."""
    Cluster.objects.select_for_update().get(pk=evaluation.cluster_id)
    now = timezone.now()
    running = Evaluation.objects.filter(cluster=evaluation.cluster_id, state=Evaluation.State.RUNNING)
    if anew:
        running = running.exclude(pk=evaluation.pk)
    for dead in running.filter(seen_at__lt=now - SILENCE):
        end(dead, Evaluation.State.REFUSED, by=by, refusals=_in_each(INTERRUPTED))
    evaluation = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    open_to = [Evaluation.State.WAITING, *([Evaluation.State.RUNNING] if anew else [])]
    if evaluation.state not in open_to:
        raise NotWaiting(
            N_("L’évaluation {number} a déjà commencé. Faites-en une nouvelle à partir d’elle."),
            number=evaluation.number,
        )
    other = running.first()
    if other is not None:
        raise Busy(
            N_("L’évaluation {number} de ce cluster est en cours. Attendez qu’elle soit finie."),
            number=other.number,
        )
    evaluation.state, evaluation.started_at, evaluation.seen_at = Evaluation.State.RUNNING, now, now
    evaluation.save(update_fields=["state", "started_at", "seen_at"])
    return evaluation


@transaction.atomic
def end(
    evaluation: Evaluation,
    state: Evaluation.State,
    *,
    by: str,
    refusals: dict[Language, list[str]] | None = None,
    remarks: dict[Language, list[str]] | None = None,
) -> Evaluation:
    """Close an evaluation that is running; one that somebody else has closed stays as it is."""
    held = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if held.state != Evaluation.State.RUNNING:
        return held
    held.state, held.ended_at, held.step = state, timezone.now(), ""
    held.refusals, held.remarks = refusals or {}, remarks or {}
    held.save(update_fields=["state", "ended_at", "step", "refusals", "remarks"])
    record(
        act="evaluation.ended",
        by=by,
        subject=subject_of(held),
        before={"state": Evaluation.State.RUNNING.value},
        after={"state": state.value},
        on=timezone.localdate(),
    )
    return held


def _work_out(evaluation: Evaluation) -> list[Fault]:
    language: Language = next(one for one in LANGUAGES if one == evaluation.language)
    heard = Heard(step=lambda step: _sign(evaluation, step), warn=log.warning)
    heard.step(say(N_("Lecture du dossier"), language))
    with dossier_of(evaluation.cluster, evaluation.as_of, attached=evaluation) as folder:
        names = evaluation.files.values_list("name", flat=True)
        dossier = checked(folder, evaluation.cluster, evaluation.as_of, names)
        return _write(results_folder(evaluation), dossier, language, heard)


def _write(out: Path, dossier: Dossier, language: Language, heard: Heard) -> list[Fault]:
    """Write the results of a dossier, whole or not at all; return what is odd in it."""
    wishes = Wishes(language=language, suppress_below=0, interval="hypergeometric", house=house_of(dossier))
    asked = [asked_of(dossier, day, today=timezone.localdate()) for day in dossier.settings.as_of]
    with written_whole(out) as stage:
        found = figures_found([(dossier, day) for day in asked], wishes, heard)
        results, _ = write_results(stage, found, dossier, asked, wishes, heard)
    return [*ledger_warnings(dossier, asked[-1]), *unknown_classes(dossier, results), *dossier.warnings]


def _sign(evaluation: Evaluation, step: str) -> None:
    Evaluation.objects.filter(pk=evaluation.pk, state=Evaluation.State.RUNNING).update(
        step=step[:STEP], seen_at=timezone.now()
    )


def _in_each(words: str) -> dict[Language, list[str]]:
    return {language: [say(words, language)] for language in LANGUAGES}
