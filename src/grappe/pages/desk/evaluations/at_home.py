"""What evaluations have to say on the home page of a desk."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import latest
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.words import is_prepared
from grappe.pages.desk.told import Due, Number


def due(desk: Desk) -> Iterator[Due]:
    """Yield the last evaluation, where somebody of the team has something to do about it."""
    last = latest(desk.cluster)
    if last is None or not desk.runs:
        return
    words = ""
    if is_prepared(last):
        words = N_("L’évaluation {number}, au {day}, est prête : lancez-la.")
    elif last.state == Evaluation.State.REFUSED:
        words = N_("L’évaluation {number}, au {day}, n’a pas abouti : corrigez ce qu’elle dit.")
    if words:
        day = long_date(last.as_of, desk.language)
        yield Due(
            what=say(words, desk.language, number=last.number, day=day),
            address=desk.address("evaluation", evaluation=last.number),
        )


def numbers(desk: Desk) -> Iterator[Number]:
    """Yield which evaluation was the last that was done, and its day."""
    done = desk.cluster.evaluations.filter(state=Evaluation.State.DONE).order_by("-number").first()
    if done is not None:
        yield Number(
            value=say(N_("n° {number}"), desk.language, number=done.number),
            label=say(
                N_("Dernière évaluation, au {day}"), desk.language, day=long_date(done.as_of, desk.language)
            ),
            address=desk.address("evaluation", evaluation=done.number),
        )
