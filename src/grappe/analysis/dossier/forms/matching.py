"""Which column holds a question, and which choices an answer names."""

from __future__ import annotations

import re
import unicodedata

from grappe.analysis.dossier.forms.limesurvey_lists import OTHER
from grappe.analysis.dossier.forms.other import SUPPLIED, other_choice
from grappe.analysis.dossier.forms.questionnaire import LISTS, Choice, Question
from grappe.analysis.dossier.nearest import plain

SEPARATORS = re.compile(r"[;\s]+")
MARKS = re.compile(r"[;|\n]+")
PIECES = re.compile(r"[^\W_]+")
LONGEST_LABEL = 40
"""Words of a choice beyond which nobody looks for it in an answer of several."""
WHOLE_NUMBER = re.compile(r"(-?[0-9]+)[.,]0+")
"""A code that a program wrote as a fraction: 1.0 or 1,0 for 1."""


def column_of(question: Question, columns: list[str]) -> str | None:
    """Find the column of a question in the answers: by its name, with its groups or not, or its words."""
    path = "/".join((*question.groups, question.name.rpartition("/")[2]))
    wanted = {plain(question.name), plain(path), *(plain(words) for words in question.labels.values())}
    for column in columns:
        if plain(column) in wanted or plain(column.rsplit("/", 1)[-1]) == plain(question.name):
            return column
    coded = re.compile(
        rf"{re.escape(question.name)}\.\s.*", re.DOTALL
    )  # LimeSurvey: its code, then its words
    return next((column for column in columns if coded.fullmatch(column)), None)


class Listed:
    """The choices of a question, found by what people and programs write for them."""

    def __init__(self, question: Question, *, prefer_labels: bool = False) -> None:
        """Prepare the forms of each choice; prefer_labels: a word that is one's name and another's label.

        `other` is the choice that LimeSurvey's own name for it stands for, where the form asks for its words.
        """
        self.question = question
        self.names = {choice.name: choice for choice in question.choices}
        self.labels = {words: choice for choice in question.choices for words in choice.labels.values()}
        self._exact = {**self.names, **self.labels} if prefer_labels else {**self.labels, **self.names}
        self._by_form = {form_of(words): choice for words, choice in self._exact.items()}
        self.other = other_choice(question)
        if self.other is not None:
            self._exact.setdefault(OTHER.name, self.other)
            for words in (*OTHER.labels.values(), *SUPPLIED.labels.values()):
                self._by_form.setdefault(form_of(words), self.other)

    def picked(self, written: str) -> Choice | None:
        """Return the one choice that words stand for, by name or by label; None when none does."""
        written = written.strip()
        found = self._exact.get(written) or self._by_form.get(form_of(written))
        if found is None and (whole := WHOLE_NUMBER.fullmatch(written)):
            found = self._exact.get(whole[1])
        return found

    def chosen(self, written: str) -> list[Choice] | None:
        """Return the choices that an answer names; None when one of them is not on the list."""
        if (whole := self.picked(written)) is not None:
            return [whole]
        if self.question.type not in LISTS:
            return None
        parts = [self.picked(part) for part in self.parts(written)]
        found = [part for part in parts if part is not None]
        return found if len(found) == len(parts) else None

    def parts(self, written: str) -> list[str]:
        """Part an answer of several choices, at marks or else at blanks, so that all be on the list.

        Kobo writes the words of several choices with no more than a blank between them.
        """
        by_marks = [part.strip() for part in MARKS.split(written) if part.strip()]
        if all(self.picked(part) for part in by_marks):
            return by_marks
        pieces = [part for part in SEPARATORS.split(written.strip()) if part]
        if all(self.picked(piece) for piece in pieces):
            return pieces
        return self._runs(pieces) or pieces

    def _runs(self, pieces: list[str]) -> list[str]:
        """Return the pieces in the longest runs that are choices; nothing when some piece is in none."""
        runs, start = [], 0
        while start < len(pieces):
            ends = range(min(len(pieces), start + LONGEST_LABEL), start, -1)
            end = next((end for end in ends if self.picked(" ".join(pieces[start:end]))), None)
            if end is None:
                return []
            runs.append(" ".join(pieces[start:end]))
            start = end
        return runs


def chosen(question: Question, written: str) -> list[Choice] | None:
    """Return the choices that an answer names, by name or by label; None when one is not on the list."""
    return Listed(question).chosen(written)


def form_of(words: str) -> str:
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
