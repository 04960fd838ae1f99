"""A worker is asked to work an evaluation out: one that is prepared, a new one, the same one again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from grappe.apps.edits.written import subject_of
from grappe.apps.evaluation.acts.making import make_evaluation
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.tasks import ask_for
from grappe.apps.journal.acts import record

ASKED = (
    "title",
    "as_of",
    "period_from",
    "period_to",
    "reference",
    "evaluator",
    "client",
    "language",
    "survey_invited",
    "drafts",
)
"""The fields that say what is asked."""


@transaction.atomic
def ask(evaluation: Evaluation, *, by: str, on: dt.date) -> Evaluation:
    """Ask for an evaluation that is prepared; one that was asked for already stays as it is."""
    held = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if held.state != Evaluation.State.WAITING or held.asked_at is not None:
        return held
    held.asked_at = timezone.now()
    held.save(update_fields=["asked_at"])
    record(
        act="evaluation.asked",
        by=by,
        subject=subject_of(held),
        before=None,
        after={"as_of": held.as_of.isoformat()},
        on=on,
    )
    ask_for(held, by=by)
    return held


@transaction.atomic
def ask_again(evaluation: Evaluation, *, by: str, on: dt.date) -> Evaluation:
    """Ask for a new evaluation of the same day, said in the same words, with the same files."""
    made = make_evaluation(cluster=evaluation.cluster, like=evaluation, by=by, on=on, **asked_of(evaluation))
    return ask(made, by=by, on=on)


def asked_of(evaluation: Evaluation) -> dict[str, Any]:
    """Return what an evaluation asks, field by field."""
    return {name: getattr(evaluation, name) for name in ASKED}
