"""Evaluations, as they are found by words."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.words import called, state_of
from grappe.pages.desk.sought import Found, Hit, Question, Sought, among


def find(desk: Desk, question: Question) -> Found:
    """Find evaluations, the last one first."""
    return among(
        (
            Hit(
                title=called(one, desk.language),
                address=desk.address("evaluation", evaluation=one.number),
                below=state_of(one, desk.language)[0],
                texts=(one.reference, one.evaluator, one.client, one.as_of.isoformat()),
            )
            for one in desk.cluster.evaluations.order_by("-number")
        ),
        question,
    )


SOUGHT = (Sought(name="evaluations", label=N_("Évaluations"), find=find),)
