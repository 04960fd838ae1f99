"""What is odd in a survey, as a reader is told it: remarks of one kind together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import polars as pl

from grappe.analysis.language.catalogues import N_, Language, say_many
from grappe.analysis.survey.few import few

TOGETHER = 3
"""Remarks of one kind from which they are told together."""
KINDS = ("off_the_list", "choices_changed", "all_equal", "two_answers", "answers_file")
"""Checks of the audit that may have many lines."""
OF_PEOPLE = ("two_answers",)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know, in a sentence; `each` tells it question by question, when it is of several."""

    sentence: str
    each: tuple[str, ...] = ()


def remarks(audit: pl.DataFrame, language: Language) -> list[Remark]:
    """Return the lines of an audit in its order, those of a kind that has many as one.

    A remark on the file that names no column is of no kind: it stands alone.
    """
    groups: dict[str | int, list[tuple[str | None, str]]] = {}
    lines = audit.select("check", "question", "sentence").rows()
    numbers = Counter(_kind(check, question) for check, question, _ in lines)
    for place, (check, question, sentence) in enumerate(lines):
        kind = _kind(check, question)
        together = kind is not None and numbers[kind] >= TOGETHER
        groups.setdefault(kind if kind and together else place, []).append((question, sentence))
    return [_remark(kind, group, language) for kind, group in groups.items()]


def _kind(check: str, question: str | None) -> str | None:
    return check if check in KINDS and (question or check in OF_PEOPLE) else None


def _remark(kind: str | int, group: list[tuple[str | None, str]], language: Language) -> Remark:
    sentences = tuple(sentence for _, sentence in group)
    if isinstance(kind, int):
        return Remark(sentences[0])
    names = list(dict.fromkeys(question for question, _ in group if question))
    return Remark(_together(kind, len(group), names, language), sentences)


def _together(kind: str, number: int, names: list[str], language: Language) -> str:
    """Say how many lines of a kind there are, and of which questions."""
    if kind == "off_the_list":
        return say_many(
            N_("{count} question a des réponses hors liste ({names})."),
            N_("{count} questions ont des réponses hors liste ({names})."),
            len(names),
            language,
            names=few(names),
        )
    if kind == "choices_changed":
        return say_many(
            N_("Les choix de {count} question ont changé en cours d’enquête ({names})."),
            N_("Les choix de {count} questions ont changé en cours d’enquête ({names})."),
            len(names),
            language,
            names=few(names),
        )
    if kind == "all_equal":
        return say_many(
            N_("À {count} question, toutes les réponses sont la même ({names})."),
            N_("À {count} questions, toutes les réponses sont la même ({names})."),
            len(names),
            language,
            names=few(names),
        )
    if kind == "two_answers":
        return say_many(
            N_("{count} membre a répondu plus d’une fois : sa dernière réponse compte."),
            N_("{count} membres ont répondu plus d’une fois : leur dernière réponse compte."),
            number,
            language,
        )
    return say_many(
        N_("{count} remarque sur ce que les cellules contiennent ({names})."),
        N_("{count} remarques sur ce que les cellules contiennent ({names})."),
        number,
        language,
        names=few(names),
    )
