"""The questions of an evaluation: the dossier's own matrix, else the one that Grappe proposes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.language.catalogues import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One row of the evaluation matrix."""

    id: str
    criterion: str | None
    """One of `vocabulary.classes.CRITERIA`."""
    chapter: int | None
    question: str
    judgement: str
    """What a good answer would look like."""
    figures: tuple[str, ...]
    """Names of figures: with a class, one line; without, all the figure's classes."""
    documents: tuple[str, ...]
    """Ids; empty: those that the dossier files under the chapter."""
    themes: tuple[str, ...]
    """Themes of the codings; empty: those of the chapter."""
    answer: str
    strength: str | None
    """One of `vocabulary.classes.STRENGTHS`."""


def questions_of(dossier: Dossier, cluster: str, language: Language) -> tuple[Question, ...]:
    """Return the questions of a cluster's own matrix, in its order; without one, those proposed."""
    frame = dossier.tables.get("matrix")
    rows = (
        [] if frame is None else [row for row in frame.iter_rows(named=True) if row["cluster_id"] == cluster]
    )
    return tuple(_question(row) for row in rows) or proposed(language)


def proposed(language: Language) -> tuple[Question, ...]:
    """Return the questions of `default_matrix.toml`, in the reader's language (French where it has none)."""
    return tuple(
        _question({**row, **{name: row.get(f"{name}_{language}", row[f"{name}_fr"]) for name in SPOKEN}})
        for row in _default()
    )


SPOKEN = ("question", "judgement")


def _question(row: dict[str, Any]) -> Question:
    return Question(
        id=row["question_id"],
        criterion=row.get("criterion"),
        chapter=row.get("chapter"),
        question=row.get("question") or "",
        judgement=row.get("judgement") or "",
        figures=_words(row, "figures"),
        documents=_words(row, "documents"),
        themes=_words(row, "themes"),
        answer=row.get("answer") or "",
        strength=row.get("strength"),
    )


def _words(row: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in row.get(name) or () if word.strip()))


@cache
def _default() -> list[dict[str, Any]]:
    source = files(__package__) / "default_matrix.toml"
    rows: list[dict[str, Any]] = tomllib.loads(source.read_text(encoding="utf-8"))["questions"]
    return rows
