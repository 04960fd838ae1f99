"""Every act that the code records is told by a sentence, in every language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import grappe
from grappe.analysis.language.catalogues import LANGUAGES, Language, catalogue
from grappe.apps.backup import sentences as backup
from grappe.apps.clusters import sentences as clusters
from grappe.apps.journal import sentences as journal
from grappe.apps.journal.acts import ACT
from grappe.apps.journal.sentences import all_sentences
from grappe.apps.members import sentences as members
from grappe.apps.members.acts.books import BOOKS
from grappe.apps.people import sentences as people
from grappe.apps.tasks import sentences as tasks

SOURCES = Path(grappe.__file__).parent
MADE_AS_IT_GOES = {
    "apps/members/acts/writing.py": {f"{book.name}.{kind}" for book in BOOKS for kind in book.acts.Kind}
}
"""Where an act's name is put together: a test cannot read it off the code, so it is said here."""


def told_as_act() -> Iterator[tuple[str, ast.expr]]:
    """Every value that is given to an argument `act`, and the file where it is."""
    for room in ("apps", "pages"):
        for file in sorted((SOURCES / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield from (
                        (str(file.relative_to(SOURCES)), word.value)
                        for word in node.keywords
                        if word.arg == "act"
                    )


def recorded() -> set[str]:
    found = set().union(*MADE_AS_IT_GOES.values())
    for _, value in told_as_act():
        found |= {
            one.value
            for one in ast.walk(value)
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and ACT.fullmatch(one.value)
        }
    return found


def test_each_act_that_the_code_records_has_its_sentence() -> None:
    acts = recorded()

    assert {"role.granted", "axis.set", "axis.changed", "member.admitted"} <= acts
    assert acts - all_sentences().acts.keys() == set()


def test_no_sentence_tells_an_act_that_nobody_records() -> None:
    assert all_sentences().acts.keys() - recorded() == {"journal.words_erased"}


def test_an_act_whose_name_is_put_together_is_known() -> None:
    assert {file for file, value in told_as_act() if isinstance(value, ast.JoinedStr)} == set(MADE_AS_IT_GOES)


def test_each_act_of_the_register_that_may_be_corrected_is_told_so() -> None:
    kinds = {f"{book.name}.{kind}" for book in BOOKS for kind in book.acts.Kind if kind != "annulled"}

    assert all_sentences().corrections.keys() == kinds


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "fr"])
def test_each_sentence_is_told_in_every_language_with_the_same_blanks(language: Language) -> None:
    def blanks(words: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(words)}

    for words in (*all_sentences().acts.values(), *all_sentences().corrections.values()):
        said = catalogue(language).gettext(words)
        assert said != words
        assert blanks(said) == blanks(words)


def test_every_sentence_says_who_and_ends() -> None:
    for words in all_sentences().acts.values():
        assert words.startswith("{who} ")
        assert words.endswith(".")


def test_no_room_calls_a_field_otherwise_than_another_room() -> None:
    rooms = [room.SENTENCES for room in (journal, people, clusters, members, backup, tasks)]
    together = all_sentences()

    for room in rooms:
        assert room.fields.items() <= together.fields.items()
        assert room.refers.items() <= together.refers.items()
        assert room.values.items() <= together.values.items()
