"""What exports write where a choice was ticked, was not, or was not put."""

from __future__ import annotations

from grappe.analysis.dossier.forms.limesurvey_lists import OTHER_TICKED
from grappe.analysis.dossier.forms.matching import Listed, form_of
from grappe.analysis.dossier.forms.questionnaire import Question
from grappe.analysis.dossier.values import FALSE, TRUE

NOT_ASKED = frozenset({"", "n a", "na"})
"""What LimeSurvey writes where a question was not put; a list that has it as a choice keeps it."""
TICKED = TRUE | {"y", "o", "j", "x", "checked", "selected", "quoted"}
NOT_TICKED = FALSE | {"n", "unchecked", "not selected", "not quoted"}


def is_not_asked(written: str) -> bool:
    """Tell whether a cell says that the question was not put, or says nothing."""
    return not written.strip() or form_of(written) in NOT_ASKED


def other_in_words(question: Question) -> bool:
    """Tell whether « other » of a question is ticked by its words alone, as in LimeSurvey."""
    ticked = OTHER_TICKED.name
    return question.other == f"{question.name}[{ticked}]" and any(c.name == ticked for c in question.choices)


def ticks_of(listed: Listed, name: str, different: list[str]) -> tuple[list[str], list[str]]:
    """Return the different cells of a choice's column that tick it, and those of which nobody can tell.

    The words of « other » may stand where its tick would.
    """
    yes, unknown = [], []
    choice = listed.names.get(name)
    for written in different:
        form = form_of(written)
        if form in TICKED or (choice is not None and listed.picked(written) == choice):
            yes.append(written)
        elif form in NOT_TICKED or is_not_asked(written):
            continue
        elif name == OTHER_TICKED.name:
            yes.append(written)
        else:
            unknown.append(written)
    return yes, unknown
