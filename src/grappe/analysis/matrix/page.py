"""The triangulation as one page of HTML, which asks nothing of anyone else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.pages import page_template
from grappe.analysis.matrix.triangulation import Beside, Matrix
from grappe.analysis.matrix.words import (
    basis_words,
    coder_sentences,
    document_words,
    met_words,
    quotes_shown,
    stance_counts,
    value_words,
)
from grappe.analysis.vocabulary.classes import CRITERIA, STANCES, STRENGTHS

MOST_FIGURES = 8
"""Figures of one question that stand open; the others are a click away."""
WORDS = {
    "title": N_("Matrice d’évaluation"),
    "lead": N_(
        "Pour chaque question, ce que disent les chiffres, les documents et les entretiens. Le nombre de sources dit ce qui la couvre ; si elles s’accordent, c’est à l’évaluateur de le dire."
    ),
    "figures": N_("Chiffres"),
    "documents": N_("Documents"),
    "interviews": N_("Entretiens"),
    "answer": N_("Réponse"),
    "no_answer": N_("Pas encore de réponse."),
    "none": N_("Aucun"),
    "hidden": N_("Masqué : trop peu de personnes."),
    "coders": N_("Accord des codeurs"),
    "interview": N_("Entretien"),
    "theme": N_("Thème"),
    "read": N_("Lu comme"),
    "other": N_("Sans critère"),
    "contents": N_("Critères"),
}


def as_page(matrices: Sequence[Matrix], language: Language) -> str:
    """Return the whole page; all texts are escaped."""
    told = {
        "language": language,
        "most": MOST_FIGURES,
        "words": {name: say(words, language) for name, words in WORDS.items()},
        "clusters": [_cluster(matrix, language) for matrix in matrices],
    }
    return page_template("grappe.analysis.matrix", "matrix.html.jinja").render(page=told)


def _cluster(matrix: Matrix, language: Language) -> dict[str, Any]:
    # By criterion, in the order in which the matrix first names each.
    order = list(dict.fromkeys(row.question.criterion for row in matrix.rows))
    rows = sorted(matrix.rows, key=lambda row: order.index(row.question.criterion))
    return {
        "name": matrix.name,
        "criteria": [
            {
                "name": say(CRITERIA[criterion] if criterion else WORDS["other"], language),
                "questions": [_row(row, language) for row in found],
            }
            for criterion, found in groupby(rows, key=lambda row: row.question.criterion)
        ],
        "coders": coder_sentences(matrix.coders, language) if matrix.themes else [],
        "disagreements": [
            {
                "interview": one.unit[0],
                "theme": one.unit[2],
                "read": [(coder, say(STANCES[stance], language)) for coder, stance in one.stances],
            }
            for one in matrix.coders.disagreements
            if matrix.shows_coders
        ],
    }


def _row(row: Beside, language: Language) -> dict[str, Any]:
    question = row.question
    strength = say(STRENGTHS[question.strength], language).lower() if question.strength else ""
    return {
        "id": question.id,
        "question": question.question,
        "judgement": say(N_("Critère de jugement : {text}"), language, text=question.judgement)
        if question.judgement
        else "",
        "figures": [
            {
                "label": line["label"],
                "value": value_words(line, language),
                "basis": basis_words(line, language),
                "known": line["status"] == "ok" and line["value"] is not None,
            }
            for line in row.figures
        ],
        "absent": [say(N_("{figure} : aucun résultat"), language, figure=name) for name in row.absent],
        "more": say_many(
            N_("Et {count} autre chiffre"),
            N_("Et {count} autres chiffres"),
            max(0, len(row.figures) - MOST_FIGURES),
            language,
        ),
        "documents": [document_words(document, language) for document in row.documents],
        "met": met_words(row.heard, language) if row.heard.interviews else "",
        "hidden": row.hidden,
        "stances": stance_counts(row.heard, language),
        "quotes": quotes_shown(row.heard),
        "sources": row.sources,
        "coverage": row.coverage(language),
        "answer": row.answer,
        "strength": say(N_("Force de la preuve : {strength}"), language, strength=strength),
        "has_strength": bool(strength),
    }
