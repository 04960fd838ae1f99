"""« Other » in a list of choices: the words for it, and the choice that stands for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from grappe.analysis.dossier.forms.limesurvey_lists import OTHER
from grappe.analysis.dossier.forms.questionnaire import Choice, Question

SUPPLIED = Choice("other", {"": "Other", "fr": "Autre", "en": "Other", "nl": "Andere", "de": "Sonstiges"})
"""The choice that an XLSForm gets by `or_other`; a form in a language that is not here says it in English."""
SPECIFY = {
    "": "Specify other.",
    "fr": "Précisez",
    "en": "Specify other.",
    "nl": "Verduidelijk",
    "de": "Bitte angeben",
}
"""The words of the question that goes with it."""
OTHER_WORDS = re.compile(
    r"(?i)(other|autres?|anders|andere|overige?|sonstiges|oth|autr?e?_?.*|_?other_?.*)\b"
)


def in_languages(question: Question, languages: Collection[str]) -> Question:
    """Return a question whose supplied words are in the languages of its form; in all when it says none."""
    if question.labels is SPECIFY:
        return replace(question, labels=_only(SPECIFY, languages))
    if question.choices and question.choices[-1] is SUPPLIED:
        other = replace(SUPPLIED, labels=_only(SUPPLIED.labels, languages))
        return replace(question, choices=(*question.choices[:-1], other))
    return question


def _only(labels: Mapping[str, str], languages: Collection[str]) -> Mapping[str, str]:
    return {code: words for code, words in labels.items() if not languages or code in ("", *languages)}


def is_other(choice: Choice) -> bool:
    """Tell whether a choice is « other », by its name or its words."""
    return any(OTHER_WORDS.match(words) for words in (choice.name, *choice.labels.values()))


def other_choice(question: Question) -> Choice | None:
    """Return the choice whose words are asked for by a question of its own; None when there is none such."""
    if not question.other:
        return None
    surest = [choice for choice in question.choices if choice.name in (SUPPLIED.name, OTHER.name)]
    return next(iter(surest or [choice for choice in question.choices if is_other(choice)]), None)
