"""A page that shows some of its words in another language says so."""

from __future__ import annotations

import pytest
from tests.analysis.survey.build import lines, question, read

from grappe.analysis.dossier.forms.questionnaire import Choice, Question

BOTH = {"fr": "Où ?", "en": "Where?"}
YES = (Choice("y", {"fr": "Oui", "en": "Yes"}),)


def told(*questions: Question, language: str = "fr") -> list[str]:
    found = read(questions, [{q.name: "y" for q in questions}], language=language)
    return [row["sentence"] for row in lines(found, "audit", check="language")]


def test_labels_and_choices_that_lack_the_language_are_counted_by_question() -> None:
    a = question("a", labels=BOTH, choices=YES)
    b = question("b", labels={"en": "When?"}, choices=YES)
    c = question("c", labels=BOTH, choices=(Choice("y", {"en": "Yes"}), *YES))

    assert told(a, b, c) == [
        "2 questions n’ont pas tous leurs mots dans la langue de la page (fr ; b, c). Ils sont dans une autre langue du questionnaire."
    ]
    assert told(a, b, c, language="en") == []


@pytest.mark.parametrize("labels", [{"en": "Where?"}, {"": "Où ?"}, {}])
def test_a_page_of_one_language_is_not_mixed(labels: dict[str, str]) -> None:
    choices = (Choice("y", dict.fromkeys(labels, "Oui")),)

    assert told(question("a", labels=labels, choices=choices)) == []


def test_words_of_no_said_language_may_be_in_this_one() -> None:
    assert (
        told(question("a", labels=BOTH, choices=YES), question("b", labels={"": "Quand ?"}, choices=YES))
        == []
    )
