"""The triangulation as files: CSV, JSON, a page, and the workbook of the questions."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.results import harmless
from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.matrix.interviews import Heard
from grappe.analysis.matrix.page import as_page
from grappe.analysis.matrix.triangulation import Beside, Matrix
from grappe.analysis.matrix.words import (
    coder_sentences,
    document_words,
    figure_texts,
    interview_texts,
    joined,
)
from grappe.analysis.matrix.workbook import write_workbook
from grappe.analysis.vocabulary.classes import CRITERIA, STRENGTHS

OURS = ("matrix.csv", "matrix.json", "matrix.html", "matrix.xlsx")
"""What an earlier result may have left."""
PAPERS = (
    "value",
    "unit",
    "n_used",
    "n_eligible",
    "low",
    "high",
    "level",
    "method",
    "status",
    "missing",
    "label",
)
TEXTS = (
    "cluster_id", "question_id", "criterion", "chapter", "question", "judgement",
    "figures", "documents", "interviews", "sources", "coverage", "answer", "strength",
)  # fmt: skip


def write_matrices(folder: Path, matrices: Sequence[Matrix], language: Language) -> None:
    """Write `matrix.csv` (a row per question, in words), `.json` (all of it), `.html` and `.xlsx`."""
    rows = [_in_words(matrix.cluster, row, language) for matrix in matrices for row in matrix.rows]
    schema = {name: pl.Int64() if name in ("chapter", "sources") else pl.String() for name in TEXTS}
    harmless(pl.DataFrame(rows, schema=schema, orient="row")).write_csv(folder / "matrix.csv")
    told = json.dumps([_in_data(matrix, language) for matrix in matrices], ensure_ascii=False, indent=1)
    (folder / "matrix.json").write_text(f"{told}\n", encoding="utf-8")
    (folder / "matrix.html").write_text(as_page(matrices, language), encoding="utf-8")
    write_workbook(folder / "matrix.xlsx", matrices)


def _in_words(cluster: str, row: Beside, language: Language) -> dict[str, Any]:
    question = row.question
    return {
        "cluster_id": cluster,
        "question_id": question.id,
        "criterion": say(CRITERIA[question.criterion], language) if question.criterion else None,
        "chapter": question.chapter,
        "question": question.question,
        "judgement": question.judgement,
        "figures": joined(figure_texts(row, language)),
        "documents": joined(document_words(document, language) for document in row.documents),
        "interviews": joined(interview_texts(row, language)),
        "sources": row.sources,
        "coverage": row.coverage(language),
        "answer": row.answer,
        "strength": say(STRENGTHS[question.strength], language) if question.strength else None,
    }


def _in_data(matrix: Matrix, language: Language) -> dict[str, Any]:
    coders = matrix.coders
    kappa = coders.kappa.kappa if coders.kappa is not None else None
    return {
        "cluster_id": matrix.cluster,
        "questions": [_question(row, language) for row in matrix.rows],
        "themes": [
            {"chapter": theme.chapter, "theme": theme.name, **_heard(theme.heard, hidden=theme.hidden)}
            for theme in matrix.themes
        ],
        "coders": {
            "coders": coders.coders,
            "units": coders.units,
            "unsigned": coders.unsigned,
            "share": coders.share,
            "alpha": _known(coders.alpha.alpha),
            "kappa": _known(kappa),
            "kappa_reason": coders.kappa_reason.sentence(language) if coders.kappa_reason else None,
            "sentences": coder_sentences(coders, language),
            # Whom coders read differently tells who said it.
            "disagreements": [
                {
                    "interview_id": one.unit[0],
                    "chapter": one.unit[1],
                    "theme": one.unit[2],
                    "stances": dict(one.stances),
                }
                for one in coders.disagreements
                if matrix.shows_coders
            ],
        },
    }


def _question(row: Beside, language: Language) -> dict[str, Any]:
    question = row.question
    return {
        "question_id": question.id,
        "criterion": question.criterion,
        "chapter": question.chapter,
        "question": question.question,
        "judgement": question.judgement,
        "figures": [
            {"figure": figure_name(line["figure"], line["key"]), **{name: line[name] for name in PAPERS}}
            for line in row.figures
        ],
        "without_line": row.absent,
        "documents": [
            {
                "document_id": document.id,
                "title": document.title,
                "dated_on": document.dated_on.isoformat() if document.dated_on else None,
            }
            for document in row.documents
        ],
        "interviews": _heard(row.heard, hidden=row.hidden),
        "sources": row.sources,
        "coverage": row.coverage(language),
        "answer": row.answer,
        "strength": question.strength,
    }


def _heard(found: Heard, *, hidden: bool) -> dict[str, Any]:
    if hidden:
        return {"status": "suppressed"}
    return {
        "status": "ok",
        "interviews": found.interviews,
        "members": found.members,
        "disputed": found.disputed,
        "stances": dict(found.stances),
        "quotes": [{"stance": stance or None, "quote": quote} for stance, quote in found.quotes],
    }


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value
