"""The terms of the field keep one translation each: docs/terms.md."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tools.translate import path_of

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
