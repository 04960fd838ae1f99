"""The questions of a survey, as its page tells them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import polars as pl

from grappe.analysis.language.catalogues import N_, Language, say_many
from grappe.analysis.language.numbers import amount, bounds, decimal, long_date
from grappe.analysis.survey.page_words import words

Row = dict[str, Any]
MOST_UNTAKEN = 4
"""Choices of one question that nobody took and that are shown nevertheless, each with its empty bar."""
MOST_TAKEN = 20
"""Choices of one question that are shown each with its bar; of some more, those taken most often are."""
MOST_UNLISTED = 12
"""Different answers off the list that one question shows, most frequent first; the file holds them all."""


def groups(questions: pl.DataFrame, tables: pl.DataFrame, language: Language) -> list[Row]:
    """Return the questions by group, each with its answers, or its figures, as they are written."""
    answers = {
        question[0]: part.to_dicts() for question, part in tables.group_by("question", maintain_order=True)
    }
    return [
        {
            "title": group,
            "questions": [_question(row, answers.get(row["question"], []), language) for row in rows],
        }
        for group, rows in groupby(questions.iter_rows(named=True), key=lambda row: row["group"])
    ]


def _question(row: Row, answers: list[Row], language: Language) -> Row:
    answers, folded, left = _folded(answers, language)
    return {
        "name": row["question"],
        "label": row["label"],
        "about": _about(row, language),
        "missing": row["missing"],
        "ranked": row["type"] == "rank",
        "answers": [_answer(answer, language) for answer in answers],
        "folded": folded,
        "unlisted_left": left,
        "weighted": any(answer.get("weighted_share") is not None for answer in answers),
        "facts": _facts(row, language),
    }


def _folded(answers: list[Row], language: Language) -> tuple[list[Row], list[tuple[str, str]], str]:
    """Return the answers to show, those of the list to fold (what is told of them, them), and what is left.

    A scale of a few choices stays whole; of a long list, the choices most often taken, in the list's order.
    """
    listed = [row for row in answers if row["listed"] and row["count"] is not None and not row["ranked"]]
    untaken = [row for row in listed if row["count"] == 0]
    if len(untaken) <= MOST_UNTAKEN:
        untaken = []
    taken = sorted((row for row in listed if row["count"] > 0), key=lambda row: -row["count"])
    rare = taken[MOST_TAKEN:] if len(taken) > MOST_TAKEN + MOST_UNTAKEN else []
    left = [row for row in answers if not row["listed"]][MOST_UNLISTED:]
    folded = {row["answer"] for row in (*untaken, *rare, *left)}
    told = [
        (
            say_many(
                N_("et {count} choix moins souvent pris"),
                N_("et {count} choix moins souvent pris"),
                len(rare),
                language,
            ),
            " · ".join(f"{row['answer_label']} ({decimal(row['count'], language)})" for row in rare),
        ),
        (
            untaken_words(len(untaken), language),
            " · ".join(row["answer_label"] for row in untaken),
        ),
    ]
    unlisted = say_many(
        N_("et {count} autre réponse hors liste, dans tables.csv"),
        N_("et {count} autres réponses hors liste, dans tables.csv"),
        len(left),
        language,
    )
    shown = [row for row in answers if row["answer"] not in folded]
    return shown, [(words, them) for words, them in told if them], unlisted if left else ""


def untaken_words(number: int, language: Language) -> str:
    """Say how many choices nobody took."""
    return say_many(
        N_("et {count} choix que personne n’a pris"),
        N_("et {count} choix que personne n’a pris"),
        number,
        language,
    )


def _about(row: Row, language: Language) -> str:
    """Say on how many a question rests, and who is not among them."""
    if row["n"] is None:
        return ""
    parts = [
        say_many(N_("{count} réponse"), N_("{count} réponses"), row["n"], language),
        say_many(N_("{count} blanc"), N_("{count} blancs"), row["blank"], language) if row["blank"] else "",
        say_many(N_("{count} non lue"), N_("{count} non lues"), row["unread"], language)
        if row["unread"]
        else "",
        say_many(N_("{count} non concerné"), N_("{count} non concernés"), row["not_concerned"], language)
        if row["not_concerned"]
        else "",
        say_many(N_("de {count} répondant"), N_("de {count} répondants"), row["respondents"], language)
        if row["respondents"]
        else "",
        say_many(
            N_("{count} combinaison différente"),
            N_("{count} combinaisons différentes"),
            row["combinations"],
            language,
        )
        if row["combinations"]
        else "",
    ]
    return " · ".join(part for part in parts if part)


def _answer(answer: Row, language: Language) -> Row:
    weighted, rank = answer.get("weighted_share"), answer["mean_rank"]
    return {
        "label": answer["answer_label"],
        "unlisted": not answer["listed"],
        "positive": answer["positive"] == "yes",
        "share": answer["share"],
        "low": answer["low"],
        "high": answer["high"],
        "told": amount(answer["share"], "share", language),
        "interval": bounds(answer["low"], answer["high"], "share", language),
        "count": amount(answer["count"], "count", language),
        "weighted": None if weighted is None else amount(weighted, "share", language),
        "rank": "" if rank is None else decimal(rank, language, 1),
        "missing": answer["missing"],
    }


def _facts(row: Row, language: Language) -> list[tuple[str, str, str]]:
    """Return the figures of numbers and dates: term, value, and what stands beside it."""
    told: list[tuple[str, str, str]] = []
    said = words(language)
    if row["mean"] is not None:
        told += [
            (said["mean"], _number(row["mean"], language), _ends(row["low"], row["high"], language)),
            (said["median"], _number(row["median"], language), ""),
            (said["quartiles"], _ends(row["q1"], row["q3"], language), ""),
        ]
        if row["sd"] is not None:
            told.append((said["sd"], _number(row["sd"], language), ""))
        if row["min"] is not None:
            told.append((said["ends"], _ends(row["min"], row["max"], language), ""))
        if row.get("weighted_mean") is not None:
            told.append(
                (
                    f"{said['mean']} ({said['weighted']})",
                    _number(row["weighted_mean"], language),
                    _ends(row["weighted_low"], row["weighted_high"], language),
                )
            )
    if row["first"] is not None:
        days = f"{long_date(row['first'], language)} – {long_date(row['last'], language)}"
        told.append((said["period"], days, ""))
    return told


def _number(value: float, language: Language) -> str:
    return decimal(value, language, 0 if abs(value) >= 1000 else 2, trimmed=True)


def _ends(low: float | None, high: float | None, language: Language) -> str:
    if low is None or high is None:
        return ""
    return f"{_number(low, language)} – {_number(high, language)}"
