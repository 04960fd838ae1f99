"""What exports write where a choice was ticked, was not, or was not put."""

from __future__ import annotations

from grappe.analysis.dossier.forms.limesurvey_lists import OTHER_TICKED
from grappe.analysis.dossier.forms.matching import WHOLE_NUMBER, Listed, form_of
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


def is_mark(written: str) -> bool:
    """Tell whether a cell only says whether a choice was ticked, or says nothing."""
    return _mark(written) in TICKED | NOT_TICKED or is_not_asked(written)


def _mark(written: str) -> str:
    whole = WHOLE_NUMBER.fullmatch(written.strip())
    return form_of(whole[1] if whole else written)


def ticks_of(listed: Listed, name: str, different: list[str]) -> tuple[list[str], list[str]]:
    """Return the different cells of a choice's column that tick it, and those of which nobody can tell.

    The words of « other » may stand where its tick would. A mark is one first, even in the column of a choice
    that bears its name: 0 is no tick of the choice 0.
    """
    yes, unknown = [], []
    choice = listed.names.get(name)
    takes_words = name == OTHER_TICKED.name or (listed.other is not None and name == listed.other.name)
    for written in different:
        form = _mark(written)
        if form in NOT_TICKED or is_not_asked(written):
            continue
        if takes_words or form in TICKED or (choice is not None and listed.picked(written) == choice):
            yes.append(written)
        else:
            unknown.append(written)
    return yes, unknown
