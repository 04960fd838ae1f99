"""What the templates of the pages say is said through the house's catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

NOT_WORDS = re.compile(r"<(style|script)\b.*?</\1>|<!--.*?-->|&\w+;", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
READ = re.compile(r"""\b(?:alt|title|placeholder|aria-label|aria-description)="([^"]*)\"""")
WORD = re.compile(r"[^\W\d_]{2,}")
NOT_READ = {"comment": "endcomment", "block width": "endblock"}
"""Blocks of which nobody reads the words: how wide a page is, is a class of ours."""
OUR_NAME = {"Grappe"}
"""A word that is the same in every language."""


def pages(root: Path) -> list[Path]:
    found = (root / "src" / "grappe" / "pages").glob("*/templates/**/*")
    return sorted(path for path in found if path.suffix in (".html", ".txt"))


def bare_words(source: str) -> Iterator[str]:
    """Yield the words of a template that a person would read and that no tag says."""
    text, until = "", ""
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            until = NOT_READ.get(token.contents, "" if token.contents.startswith(until or "-") else until)
        if token.token_type == TokenType.TEXT and not until:
            text += token.contents
    text = NOT_WORDS.sub(" ", text)
    attributes = [value for tag in TAG.findall(text) for value in READ.findall(tag)]
    for piece in (TAG.sub(" ", text), *attributes):
        yield from (word for word in WORD.findall(piece) if word not in OUR_NAME)


def test_every_word_of_a_template_is_said_by_a_tag(root: Path) -> None:
    assert len(pages(root)) > 3
    assert {
        path.relative_to(root).as_posix(): words
        for path in pages(root)
        if (words := list(bare_words(path.read_text("utf-8"))))
    } == {}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Bonjour {{ name }}</p>", ["Bonjour"]),
        ('<img alt="Un logo" src="logo.svg">', ["Un", "logo"]),
        ('<a href="{% url \'home\' %}" title="Ici">&nbsp;{% say "Bonjour" %}</a>', ["Ici"]),
        ("{% comment %}Rien{% endcomment %}<style>body {}</style><!-- rien --> 12", []),
        ("{% block width %}narrow{% endblock %}Ici", ["Ici"]),
    ],
)
def test_a_word_that_no_tag_says_is_found(source: str, words: list[str]) -> None:
    assert list(bare_words(source)) == words


def test_no_template_asks_for_another_catalogue(root: Path) -> None:
    asked = re.compile(r"{%\s*(?:trans|translate|blocktrans|blocktranslate)\b")

    assert [str(path) for path in pages(root) if asked.search(path.read_text("utf-8"))] == []
