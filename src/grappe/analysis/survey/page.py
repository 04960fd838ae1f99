"""A survey as one page of HTML, which asks nothing of anyone else."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import polars as pl

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import amount, bounds, decimal, long_date
from grappe.analysis.language.pages import page_template
from grappe.analysis.survey.lacking import in_words
from grappe.analysis.survey.page_questions import MOST_UNTAKEN, groups, untaken_words
from grappe.analysis.survey.page_words import METHODS, words
from grappe.analysis.survey.remarks import remarks
from grappe.analysis.survey.response import by_label
from grappe.analysis.survey.survey import Survey

Row = dict[str, Any]
MOST_TEXTS = 200
"""Texts of one question that the page shows; the file holds them all."""
SILENT = ("absent", "nobody")
"""Why there is nothing to show of a question: its name alone is told, at the end."""
MOST_ODD = 5
"""Remarks that stand open; the others are a click away."""
MOST_CROSSED = 60
"""Cross-tables that the page shows; the file holds them all."""


def as_page(found: Survey) -> str:
    """Return the whole page; all texts are escaped."""
    language = found.language
    tables = {name: in_words(table, language) for name, table in found.tables.items()}
    odd = remarks(tables["audit"], language)
    is_silent = found.tables["questions"]["missing"].is_in(SILENT).fill_null(value=False)
    silent, answered = tables["questions"].filter(is_silent), tables["questions"].filter(~is_silent)
    told = {
        "language": language,
        "words": words(language),
        "title": found.title or words(language)["untitled"],
        "lead": _lead(found),
        "glances": _glances(found, tables["response"]),
        "odd": odd[:MOST_ODD],
        "odd_more": odd[MOST_ODD:],
        "odd_left": say_many(
            N_("Encore {count} remarque"), N_("Encore {count} remarques"), len(odd) - MOST_ODD, language
        ),
        "response": _response(tables["response"], language),
        "compared": _compared(tables["frame"], language),
        "favourable": _favourable(tables["questions"], tables["bounds"], language),
        "bounded": tables["bounds"]["lowest"].count() > 0,
        "groups": groups(answered, tables["tables"], language),
        "silent": [(row["label"], row["question"], row["missing"]) for row in silent.iter_rows(named=True)],
        "silent_told": say_many(
            N_("{count} question sans réponse"), N_("{count} questions sans réponse"), silent.height, language
        ),
        "crossed": _crossed(tables["crosstabs"], language),
        "crossed_left": _left(tables["crosstabs"].select("by", "question").n_unique(), language),
        "verbatims": _verbatims(tables["verbatims"], language),
        "methods": _methods(found),
    }
    return page_template("grappe.analysis.survey", "survey.html.jinja").render(page=told)


def _lead(found: Survey) -> str:
    language = found.language
    if found.asked and found.number <= found.asked:
        return say_many(
            N_("{count} réponse de {asked} personnes interrogées, soit {rate}."),
            N_("{count} réponses de {asked} personnes interrogées, soit {rate}."),
            found.number,
            language,
            asked=decimal(found.asked, language),
            rate=amount(found.number / found.asked, "share", language),
        )
    return say_many(N_("{count} réponse."), N_("{count} réponses."), found.number, language)


def _glances(found: Survey, response: pl.DataFrame) -> list[Row]:
    language, whole = found.language, response.row(0, named=True)
    partial = say_many(
        N_("dont {count} partielle"), N_("dont {count} partielles"), whole["partial"], language
    )
    told = [
        {
            "value": decimal(found.number, language),
            "label": say(N_("réponses comptées"), language),
            "basis": partial,
        },
        {
            "value": amount(whole["rate"], "share", language),
            "label": say(N_("taux de réponse"), language),
            "basis": whole["missing"]
            or say(
                N_("{answered} sur {asked}"),
                language,
                answered=decimal(found.number, language),
                asked=decimal(found.asked or 0, language),
            ),
        },
    ]
    if found.last is not None:
        told.append(
            {
                "value": long_date(found.last, language),
                "label": say(N_("dernière réponse"), language),
                "basis": ""
                if found.day is None
                else say(N_("membres au {day}"), language, day=long_date(found.day, language)),
            }
        )
    return told


def _response(response: pl.DataFrame, language: Language) -> list[Row]:
    return [
        {
            "by": None if by == "all" else by_label(by, language),
            "rows": [
                {
                    "label": row["label"],
                    "share": row["rate"],
                    "told": amount(row["rate"], "share", language),
                    "count": ""
                    if row["answered"] is None
                    else f"{decimal(row['answered'], language)} / {amount(row['asked'], 'count', language)}",
                    "missing": row["missing"],
                }
                for row in rows
            ],
        }
        for by, rows in _by(response.iter_rows(named=True), "by")
    ]


def _compared(frame: pl.DataFrame, language: Language) -> list[Row]:
    told = []
    for by, rows in _by(frame.iter_rows(named=True), "by_label"):
        lines = list(rows)
        p = lines[0]["p_value"]
        if p is None:
            sentence = next((line["missing"] for line in lines if line["missing"]), "")
        elif p < 0.05:
            words_ = N_(
                "Les répondants diffèrent des interrogés plus que le hasard ne le fait d’ordinaire (p = {p})."
            )
            sentence = say(words_, language, p=amount(p, "p", language))
        else:
            words_ = N_("Un écart comme celui-ci vient souvent du hasard seul (p = {p}).")
            sentence = say(words_, language, p=amount(p, "p", language))
        told.append(
            {"by": by, "rows": [_compared_row(line, language) for line in lines], "sentence": sentence}
        )
    return told


def _compared_row(line: Row, language: Language) -> Row:
    return {
        "label": line["label"],
        "asked": amount(line["asked_share"], "share", language),
        "answered": amount(line["answered_share"], "share", language),
        "difference": _signed(line["difference"], language),
        "standardised": amount(line["standardised_difference"], "index", language, 2),
    }


def _signed(value: float | None, language: Language) -> str:
    """Write a difference of two shares: in points, for a per cent of a share is another thing."""
    if value is None:
        return "–"
    points = decimal(value * 100, language)
    told = f"+{points}" if value > 0 and points != decimal(0, language) else points
    return say_many(
        N_("{points} point"), N_("{points} points"), round(abs(value) * 100), language, points=told
    )


def _favourable(questions: pl.DataFrame, bounded: pl.DataFrame, language: Language) -> list[Row]:
    limits = {row["question"]: row for row in bounded.iter_rows(named=True)}
    told = []
    for row in questions.filter(pl.col("positive_share").is_not_null()).iter_rows(named=True):
        limit = limits.get(row["question"], {})
        weighted = row.get("weighted_positive_share")
        told.append(
            {
                "label": row["label"],
                "share": row["positive_share"],
                "low": row["positive_low"],
                "high": row["positive_high"],
                "lowest": limit.get("lowest"),
                "highest": limit.get("highest"),
                "told": amount(row["positive_share"], "share", language),
                "interval": bounds(row["positive_low"], row["positive_high"], "share", language),
                "n": f"n = {decimal(row['concerned'], language)}",
                "weighted": None if weighted is None else amount(weighted, "share", language),
            }
        )
    return told


def _crossed(crosstabs: pl.DataFrame, language: Language) -> list[Row]:
    told: list[Row] = []
    lines = crosstabs.iter_rows(named=True)
    for (_, _), rows in groupby(lines, key=lambda row: (row["by"], row["question"])):
        if len(told) == MOST_CROSSED:
            break
        cells = list(rows)
        classes = list(dict.fromkeys((row["class"], row["class_label"]) for row in cells))
        at = {(row["class"], row["answer"]): row for row in cells}
        ps = {row["p_adjusted"] for row in cells}
        answers = dict.fromkeys((row["answer"], row["answer_label"]) for row in cells)
        untaken = [
            (answer, label)
            for answer, label in answers
            if all(at[each, answer]["count"] == 0 for each, _ in classes)
        ]
        if len(untaken) <= MOST_UNTAKEN:
            untaken = []
        told.append(
            {
                "by": cells[0]["by_label"],
                "label": cells[0]["label"],
                "classes": [label for _, label in classes],
                "n": [
                    amount(next(row["n"] for row in cells if row["class"] == each), "count", language)
                    for each, _ in classes
                ],
                "p": _p(cells[0], language) if len(ps) == 1 else "",
                "rows": [
                    {
                        "label": label,
                        "cells": [
                            amount(at[each, answer]["share"], "share", language) for each, _ in classes
                        ],
                        "p": "" if len(ps) == 1 else _p(at[classes[0][0], answer], language),
                    }
                    for answer, label in answers
                    if (answer, label) not in untaken
                ],
                "untaken": untaken_words(len(untaken), language) if untaken else "",
            }
        )
    return told


def _p(row: Row, language: Language) -> str:
    if row["p_adjusted"] is None:
        return ""
    told = amount(row["p_adjusted"], "p", language)
    return f"p {told}" if told.startswith("<") else f"p {'≈' if row['rough'] else '='} {told}"


def _left(number: int, language: Language) -> str:
    left = number - MOST_CROSSED
    if left <= 0:
        return ""
    return say_many(
        N_("Encore {count} tableau dans crosstabs.csv."),
        N_("Encore {count} tableaux dans crosstabs.csv."),
        left,
        language,
    )


def _verbatims(verbatims: pl.DataFrame, language: Language) -> list[Row]:
    numbers = dict(verbatims.group_by("question").len().iter_rows())
    first = verbatims.group_by("question", maintain_order=True).head(MOST_TEXTS)
    told = []
    for name, rows in _by(first.iter_rows(named=True), "question"):
        texts = list(rows)
        left = numbers[name] - MOST_TEXTS
        told.append(
            {
                "label": texts[0]["label"],
                "about": say_many(N_("{count} texte"), N_("{count} textes"), numbers[name], language),
                "texts": [(row["text"], row["response_id"] or "") for row in texts],
                "left": ""
                if left <= 0
                else say_many(
                    N_("Encore {count} texte dans verbatims.csv."),
                    N_("Encore {count} textes dans verbatims.csv."),
                    left,
                    language,
                ),
            }
        )
    return told


def _methods(found: Survey) -> list[str]:
    language, tables = found.language, found.tables
    finite = found.asked is not None and found.number <= found.asked
    told = [say(METHODS["counted"], language)]
    if finite:
        told.append(say(METHODS["hypergeometric"], language, asked=decimal(found.asked or 0, language)))
    else:
        told.append(say(METHODS["wilson"], language))
    if tables["bounds"]["lowest"].count():
        told.append(say(METHODS["bounds"], language))
    if found.weighting is not None and found.weighting.design is not None:
        by = ", ".join(by_label(name, language) for name in found.weighting.by)
        told.append(say(METHODS["weights"], language, by=by))
    if tables["crosstabs"].height or tables["frame"]["p_value"].count():
        told.append(say(METHODS["tests"], language))
    if found.wishes.suppress_below > 1:
        told.append(say(METHODS["hidden"], language, below=found.wishes.suppress_below))
    return told


def _by(rows: Iterable[Row], key: str) -> Iterable[tuple[Any, Iterable[Row]]]:
    return groupby(rows, key=lambda row: row[key])
