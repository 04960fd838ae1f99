"""What the questions of LimeSurvey are in the words of a questionnaire, column by column of its exports.

The letters of the types and the names of the columns are those of the LimeSurvey manual.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.limesurvey_lists import LISTS_OF_TYPE, OTHER, OTHER_TICKED
from grappe.analysis.dossier.forms.questionnaire import Choice, Question, Questionnaire
from grappe.analysis.language.catalogues import N_

Labels = dict[str, str]
SINGLE, ARRAYS = "L!O5YGI", "ABCEFH1"
PARTED = {"K": "decimal", "Q": "text"}
"""Questions that are put once for each of their parts, without a list."""
KINDS = {"N": "decimal", "D": "date", "X": "note", "*": "calculate", "|": "file"}
BREAK = re.compile(r"(?i)<\s*(?:br|/p|/div|/li|/h[1-6]|/td)[^>]*>")
HIDDEN = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->")
TAG = re.compile(r"<[^<>]*>")
ALWAYS = ("", "1", "true")
"""Conditions that are always met."""


@dataclass(slots=True)
class Part:
    """A sub-question or an answer: its code, its words, and the axis that it stands on."""

    code: str
    labels: Labels = field(default_factory=dict)
    scale: str = "0"


@dataclass(slots=True)
class Asked:
    """One question as LimeSurvey keeps it."""

    letter: str
    code: str
    labels: Labels = field(default_factory=dict)
    group: str = ""
    other: bool = False
    relevance: str = ""
    row: int = 0
    parts: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    """A survey as LimeSurvey keeps it, whatever the file."""

    languages: list[str] = field(default_factory=list)
    title: str = ""
    group_labels: dict[str, Labels] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)


def words_of(written: str) -> str:
    """Return the words of a piece of HTML, on one line."""
    bare = TAG.sub("", BREAK.sub(" ", HIDDEN.sub(" ", written)))
    return " ".join(html.unescape(bare).split())


def questionnaire_of(structure: Structure) -> tuple[Questionnaire, list[Fault]]:
    """Return the questionnaire, one question for each thing that is asked; a fault where a name is twice."""
    questions = [question for asked in structure.asked for question in _questions(asked, structure.languages)]
    seen: set[str] = set()
    faults = []
    for question in questions:
        if question.name in seen:
            faults.append(
                Fault(
                    table="questionnaire",
                    row=question.row or None,
                    value=question.name,
                    what=N_("deux questions portent le code « {value} »."),
                    remedy=N_("Donnez un autre code à l’une des deux questions."),
                )
            )
        seen.add(question.name)
    return (
        Questionnaire(
            questions=tuple(questions),
            languages=tuple(structure.languages),
            title=structure.title,
            group_labels=structure.group_labels,
        ),
        faults,
    )


def _questions(asked: Asked, languages: list[str]) -> Iterator[Question]:
    letter = asked.letter
    if letter in SINGLE:
        yield from _single(asked, languages)
    elif letter in "MP":
        yield from _several(asked)
        yield from _comments(asked) if letter == "P" else ()
    elif letter == "R":
        yield _question(asked, "", "rank", {}, _choices(asked.answers or asked.parts))
    elif letter in ARRAYS:
        yield from _array(asked)
    elif letter in ":;":
        yield from _cells(asked)
    elif letter in PARTED:
        for part in _axis(asked, "0"):
            yield _question(asked, f"[{part.code}]", PARTED[letter], part.labels)
    else:
        yield _question(asked, "", KINDS.get(letter, "text"), {})
        if letter == "|":
            yield _question(asked, "[filecount]", "integer", {})


def _comments(asked: Asked) -> Iterator[Question]:
    """Yield the question that holds the comment on each answer of several."""
    named = [(part.code, part.labels) for part in _axis(asked, "0")]
    named += [(OTHER_TICKED.name, dict(OTHER_TICKED.labels))] if asked.other else []
    for code, labels in named:
        yield _question(asked, f"[{code}comment]", "text", labels)


def _single(asked: Asked, languages: list[str]) -> Iterator[Question]:
    letter = asked.letter
    if letter == "I":
        choices = tuple(Choice(code, {}) for code in languages)
    else:
        choices = LISTS_OF_TYPE.get(letter) or _choices(asked.answers)
    with_other = asked.other and letter in "L!"
    if with_other:
        choices = (*choices, OTHER)
    other = f"{asked.code}[other]" if with_other else ""
    yield _question(asked, "", "select_one", {}, choices, other=other)
    if with_other:
        yield _question(asked, "[other]", "text", dict(OTHER.labels))
    if letter == "O":
        yield _question(asked, "[comment]", "text", {})


def _several(asked: Asked) -> Iterator[Question]:
    choices = _choices(_axis(asked, "0"))
    if not asked.other:
        yield _question(asked, "", "select_multiple", {}, choices)
        return
    yield _question(asked, "", "select_multiple", {}, (*choices, OTHER_TICKED), other=f"{asked.code}[other]")
    yield _question(asked, "[other]", "text", dict(OTHER_TICKED.labels))


def _array(asked: Asked) -> Iterator[Question]:
    scales = ("0", "1") if asked.letter == "1" else ("0",)
    for part in _axis(asked, "0"):
        for scale in scales:
            listed = [answer for answer in asked.answers if answer.scale == scale]
            choices = LISTS_OF_TYPE.get(asked.letter) or _choices(listed)
            suffix = f"[{int(scale) + 1}]" if len(scales) > 1 else ""
            yield _question(asked, f"[{part.code}]{suffix}", "select_one", part.labels, choices)


def _cells(asked: Asked) -> Iterator[Question]:
    """Yield a question for each cell of an array of numbers or of words."""
    kind = "text" if asked.letter == ";" else "decimal"
    for down in _axis(asked, "0"):
        for across in _axis(asked, "1"):
            labels = {
                code: " – ".join(filter(None, (words, across.labels.get(code, ""))))
                for code, words in down.labels.items()
            }
            yield _question(asked, f"[{down.code}_{across.code}]", kind, labels)


def _axis(asked: Asked, scale: str) -> list[Part]:
    return [part for part in asked.parts if part.scale == scale]


def _choices(parts: list[Part]) -> tuple[Choice, ...]:
    found: dict[str, Choice] = {}
    for part in parts:
        found.setdefault(part.code, Choice(part.code, part.labels))
    return tuple(found.values())


def _question(
    asked: Asked,
    suffix: str,
    kind: str,
    labels: Mapping[str, str],
    choices: tuple[Choice, ...] = (),
    *,
    other: str = "",
) -> Question:
    """Return one column of a question; its words are those of the whole, then its own."""
    codes = dict.fromkeys((*asked.labels, *(labels if not asked.labels else ())))
    said = {
        code: words
        for code in codes
        if (words := " – ".join(filter(None, (asked.labels.get(code, ""), labels.get(code, "")))))
    }
    return Question(
        name=f"{asked.code}{suffix}",
        type=kind,
        labels=said or dict(labels),
        choices=choices,
        row=asked.row,
        groups=(asked.group,) if asked.group else (),
        other=other,
        relevant="" if asked.relevance.strip() in ALWAYS else asked.relevance.strip(),
    )
