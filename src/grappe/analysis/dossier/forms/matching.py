"""Which column holds a question, and which choices an answer names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from grappe.analysis.dossier.forms.questionnaire import Choice, Question
from grappe.analysis.dossier.nearest import plain

SEPARATORS = re.compile(r"[;\s]+")
PIECES = re.compile(r"[^\W_]+")
WHOLE_NUMBER = re.compile(r"-?[0-9]+\.0+")
"""A code that a program wrote as a fraction: 1.0 for 1."""


def column_of(question: Question, columns: list[str]) -> str | None:
    """Find the column of the answers that holds a question: by its name, `group/name`, or its words."""
    wanted = {plain(question.name), *(plain(words) for words in question.labels.values())}
    for column in columns:
        if plain(column) in wanted or plain(column.rsplit("/", 1)[-1]) == plain(question.name):
            return column
    return None


def chosen(question: Question, written: str) -> list[Choice] | None:
    """Return the choices that an answer names, by name or by label; None when one is not on the list."""
    exact = {form: c for c in question.choices for form in (*c.labels.values(), c.name)}
    by_form = {_form(form): c for form, c in exact.items()}
    if (whole := _picked(written, exact, by_form)) is not None:
        return [whole]
    if question.type != "select_multiple":
        return None
    parts = [_picked(part, exact, by_form) for part in SEPARATORS.split(written.strip()) if part]
    found = [part for part in parts if part is not None]
    return found if len(found) == len(parts) else None


def _picked(written: str, exact: Mapping[str, Choice], by_form: Mapping[str, Choice]) -> Choice | None:
    written = written.strip()
    found = exact.get(written) or by_form.get(_form(written))
    if found is None and WHOLE_NUMBER.fullmatch(written):
        found = exact.get(written.partition(".")[0])
    return found


def _form(words: str) -> str:
    """Return words without accents and case, their pieces parted by one space: 1.0 is never 10."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return (
        " ".join(PIECES.findall("".join(c for c in letters if not unicodedata.combining(c)))) or words.strip()
    )


def verdict(question: Question, written: str | None) -> str | None:
    """Return `yes`, `no` or `na` for an answer; None when the question was left blank."""
    picked = chosen(question, written) if written else None
    if not picked:
        return None
    verdicts = {choice.positive for choice in picked}
    return "yes" if "yes" in verdicts else "no" if "no" in verdicts else "na"
