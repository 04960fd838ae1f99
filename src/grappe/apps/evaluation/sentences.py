"""How the journal tells what is done to evaluations, and names them."""

from __future__ import annotations

from collections.abc import Collection

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.journal.sentences import Sentences


def names_of_evaluations(numbers: Collection[int], language: Language) -> dict[int, str]:
    """Return how evaluations are called: by their number within the cluster."""
    found = Evaluation.objects.filter(pk__in=numbers).values_list("pk", "number")
    return {pk: say(N_("l’évaluation {number}"), language, number=number) for pk, number in found}


SENTENCES = Sentences(
    acts={
        "evaluation.made": N_("{who} a préparé {what}."),
        "evaluation.asked": N_("{who} a lancé {what}."),
        "evaluation.ended": N_("{who} a mené {what} à son terme."),
        "evaluation.file_attached": N_("{who} a joint {name} à {what}."),
        "evaluation.file_detached": N_("{who} a retiré {name} de {what}."),
    },
    names={"evaluation": names_of_evaluations},
)
