"""Numbers and dates from the cells of a column, with the words that people and tools write beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import polars as pl

from grappe.analysis.dossier.columns import Column
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.questionnaire import Question
from grappe.analysis.dossier.forms.ticks import is_not_asked
from grappe.analysis.dossier.values import typed
from grappe.analysis.language.catalogues import N_

TABLE = "responses"
MOST = 20
"""Writings that are told one by one, for one question."""
NUMBER = r"(?P<number>[+\-\u2212]?\s?[0-9](?:[0-9 .,'’\u00a0\u202f\u2009]*[0-9])?)"
POINT = re.compile(rf"{NUMBER}\s*(?:\s[-–—]\s|\.\s|[:)]\s?|(?=\())(?P<words>\(?[^\W\d_].*)", re.DOTALL)
"""A point of a scale with its words: `0 - Mostly me`, `5: always`, `1) jamais`, `1 (None at all)`."""
UNIT = re.compile(rf"{NUMBER}\s?(?P<words>[^\W\d_]+|[€$£])\.?")
"""A number with its unit: `12 ETP`, `50 €`."""
MULTIPLES = frozenset(
    (
        *(
            "k",
            "m",
            "t",
            "g",
            "md",
            "mrd",
            "mln",
            "mio",
            "mld",
            "keur",
            "meur",
            "mille",
            "milliers",
            "million",
        ),
        *("millions", "milliard", "milliards", "billion", "billions", "thousand", "thousands", "hundred"),
        *("hundreds", "cent", "centaines", "dizaines", "dozen", "dozens", "duizend", "miljoen", "miljard"),
        *("tausend", "millionen", "honderd", "douzaine", "douzaines", "lakh", "crore"),
    )
)
"""Words that are part of the number itself: 12 k is not 12."""


def read_measures(
    question: Question, cells: pl.Series, rows: pl.Series, faults: list[Fault]
) -> tuple[pl.Series, list[int]]:
    """Return the numbers (Float64) or the days (Date) of a column, and the rows of answers that are not read.

    rows: the number of each row. A number that words follow is read where every answer that is no plain
    number is one of that kind: the points of a scale with their words, or numbers that one unit follows.
    """
    kind = Column(name=question.name, kind="date" if question.type == "date" else "number", about="")
    read = typed(cells, kind)
    values = read.values
    wrong: dict[str, list[int]] = {}
    for position, written, _ in read.wrong:
        if not is_not_asked(written):
            wrong.setdefault(written, []).append(position)
    if wrong and kind.kind == "number":
        found = _numbers_with_words(wrong, kind)
        if found:
            places = [place for positions in wrong.values() for place in positions]
            numbers = [found[written] for written, positions in wrong.items() for _ in positions]
            values = values.scatter(places, numbers)
            faults.append(_with_words(question, rows, wrong))
            wrong = {}
    _tell_unread(question, rows, wrong, faults)
    if kind.kind == "number":
        _tell_odd(question, cells, values, rows, faults)
    unread = sorted(int(rows[position]) for positions in wrong.values() for position in positions)
    return values, unread


def _numbers_with_words(written: Iterable[str], kind: Column) -> Mapping[str, float]:
    """Return the number of each writing; nothing unless all are points of a scale, or all bear one unit."""
    texts = list(written)
    for pattern in (POINT, UNIT):
        matches = [pattern.fullmatch(text.strip()) for text in texts]
        found = [match for match in matches if match is not None]
        if len(found) < len(texts):
            continue
        words = {match["words"].casefold() for match in found}
        if pattern is UNIT and (len(words) > 1 or words & MULTIPLES):
            continue
        numbers = typed(pl.Series([match["number"] for match in found]), kind)
        if not numbers.wrong and numbers.values.null_count() == 0:
            return dict(zip(texts, numbers.values.to_list(), strict=True))
    return {}


def _with_words(question: Question, rows: pl.Series, wrong: Mapping[str, list[int]]) -> Fault:
    written, positions = next(iter(wrong.items()))
    count = sum(map(len, wrong.values()))
    return Fault(
        table=TABLE,
        row=rows[positions[0]],
        column=question.name,
        value=written,
        what=N_("« {value} » porte des mots après son nombre ; le nombre est lu.")
        if count == 1
        else N_("{count} réponses portent des mots après leur nombre (« {value} » …) ; le nombre est lu."),
        values={"count": count},
        severity="warning",
    )


def _tell_unread(
    question: Question, rows: pl.Series, wrong: Mapping[str, list[int]], faults: list[Fault]
) -> None:
    for written, positions in list(wrong.items())[:MOST]:
        faults.append(_unread(question, rows, written, positions))
    if len(wrong) > MOST:
        faults.append(
            Fault(
                table=TABLE,
                column=question.name,
                what=N_("{count} autres écritures ne sont pas lues. Est-ce le bon questionnaire ?"),
                values={"count": len(wrong) - MOST},
                severity="warning",
            )
        )


def _unread(question: Question, rows: pl.Series, written: str, positions: list[int]) -> Fault:
    once, often = (
        (
            N_("« {value} » n’est pas une date ; la réponse est laissée de côté."),
            N_("« {value} » n’est pas une date ({count} fois) ; ces réponses sont laissées de côté."),
        )
        if question.type == "date"
        else (
            N_("« {value} » n’est pas un nombre ; la réponse est laissée de côté."),
            N_("« {value} » n’est pas un nombre ({count} fois) ; ces réponses sont laissées de côté."),
        )
    )
    return Fault(
        table=TABLE,
        row=rows[positions[0]],
        column=question.name,
        value=written,
        what=once if len(positions) == 1 else often,
        values={"count": len(positions)},
        severity="warning",
    )


def _tell_odd(
    question: Question, cells: pl.Series, values: pl.Series, rows: pl.Series, faults: list[Fault]
) -> None:
    """Tell of fractions where a whole number is asked, and of a lone negative number, likely a code."""
    if question.type == "integer":
        broken = (values != values.floor()).fill_null(value=False)
        if broken.any():
            once = N_("« {value} » n’est pas un nombre entier ; la réponse est gardée.")
            often = N_(
                "{count} réponses ne sont pas des nombres entiers (« {value} » …) ; elles sont gardées."
            )
            faults.append(_odd(question, cells.filter(broken), rows.filter(broken), once, often))
    if question.type == "range":
        return
    below = (values < 0).fill_null(value=False)
    if values.filter(below).n_unique() == 1 and values.drop_nulls().n_unique() > 1:
        once = N_("« {value} » est le seul nombre négatif : est-ce un code ? Il compte comme un nombre.")
        often = N_(
            "« {value} » ({count} fois) est le seul nombre négatif : est-ce un code ? Il compte comme un nombre."
        )
        faults.append(_odd(question, cells.filter(below), rows.filter(below), once, often))


def _odd(question: Question, cells: pl.Series, rows: pl.Series, once: str, often: str) -> Fault:
    return Fault(
        table=TABLE,
        row=int(rows[0]),
        column=question.name,
        value=cells[0].strip(),
        what=once if len(rows) == 1 else often,
        values={"count": len(rows)},
        severity="warning",
    )
