"""The terms of the field keep one translation each: docs/terms.md."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tools.translate import TEMPLATE, path_of

TERMS = list(csv.DictReader((Path(__file__).parent / "terms.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(("language", "column"), [("nl", "dutch"), ("de", "german")])
def test_a_term_is_always_said_in_the_same_words(language: str, column: str) -> None:
    with path_of(language).open("rb") as file:
        catalog = [message for message in read_po(file) if message.id]
    strangers, met = [], set()
    for message in catalog:
        pairs = (
            [(message.id, message.string)]
            if isinstance(message.id, str)
            else list(zip(message.id, message.string, strict=True))
        )
        for french, foreign in pairs:
            for term in TERMS:
                if not foreign or not re.search(rf"(?<!\w){term['french']}(?!\w)", french, re.IGNORECASE):
                    continue
                met.add(term["french"])
                if not re.search(term[column], foreign, re.IGNORECASE):
                    strangers.append((term["french"], french, foreign))

    assert strangers == []
    assert [term["french"] for term in TERMS if term["french"] not in met] == []


ABANDONED = {
    r"\bgenres? (?:de membre|d’organisation)": "Genre d’organisation",
    r"^genre$": "Genre",
    r"^compétences$": "Compétences",
    r"^association(?:, service public| ou pouvoir public)$": "Association ou pouvoir public",
    r"^(?:effectif|adhérent)\s?:": "effectif : entreprise",
}
"""What one thing was once called beside its name, by what finds it. Headings that an import recognises are no
sentences of ours."""


def test_one_thing_has_one_name() -> None:
    with TEMPLATE.open("rb") as file:
        said = [words for message in read_po(file) for words in _forms(message.id)]
    found = {
        words
        for words in [*said, *ABANDONED.values()]
        if any(re.search(abandoned, words, re.IGNORECASE) for abandoned in ABANDONED)
    }

    assert found == set(ABANDONED.values())


def _forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)
