"""What people wrote in their own words, by chapter."""

from __future__ import annotations

import polars as pl

from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.frame import ID, Frame
from grappe.analysis.survey.tables import Tabulation

VERBATIMS = dict.fromkeys(("chapter", "question", "label", "response_id", "text"), pl.String)
"""chapter: of the role `verbatim:<chapter>`, else the question's name. response_id: the answer that a text
comes from; empty for all when small groups are hidden."""
WRITTEN = ("text",)
MOST_IDS = 0.5
"""Share of a question's texts that are ids of people or answers, from which it asks for an id."""
LOOKED_AT = 1000
"""Texts of a question by which that is judged."""
NUMBER = r"^[0-9]+$"


def verbatims(found: Tabulation, counts: Counted, frame: Frame) -> pl.DataFrame:
    """Return every text that was written, with the columns of VERBATIMS: question after question.

    A question in which people give their id ("your code") is left out: ids are no texts.
    """
    parts = [pl.DataFrame(schema=VERBATIMS)]
    ids = _ids(counts, frame)
    for item in found.items:
        question = item.question
        read = question.role is not None and question.role.kind == "verbatim"
        if not item.has_column or item.is_closed or not (read or question.type in WRITTEN):
            continue
        rows = counts.repeats[question.repeat] if question.repeat else counts.frame
        if rows.schema[question.name] != pl.String:
            continue
        texts = rows.select(
            "response_id",
            ID if ID in rows.columns else pl.lit(None, pl.String).alias(ID),
            chapter=pl.lit(question.role.key if read and question.role else question.name),
            question=pl.lit(question.name),
            label=pl.lit(item.label),
            text=pl.col(question.name).str.strip_chars(),
        ).filter(pl.col("text").is_not_null() & (pl.col("text") != ""))
        if not _asks_for_ids(texts, ids):
            parts.append(texts.select(*VERBATIMS))
    return pl.concat(parts)


def _ids(counts: Counted, frame: Frame) -> pl.Series:
    """Return the ids of members that are in no doubt one: a mere number may be an answer too."""
    known = [counts.frame[ID]] if frame.members is None else [counts.frame[ID], frame.members[ID]]
    ids = _plain(pl.col(ID))
    return (
        pl.DataFrame(pl.concat(known)).select(ids).filter(~pl.col(ID).str.contains(NUMBER))[ID].drop_nulls()
    )


def _asks_for_ids(texts: pl.DataFrame, ids: pl.Series) -> bool:
    """Tell whether most of the first texts are the id of a member, or that of their own answer or author."""
    texts = texts.head(LOOKED_AT)
    text = _plain(pl.col("text"))
    own = pl.any_horizontal(text == _plain(pl.col(name)) for name in ("response_id", ID))
    of_ids = texts.select((own.fill_null(value=False) | text.is_in(ids.implode())).sum()).item()
    return texts.height > 0 and bool(of_ids > MOST_IDS * texts.height)


def _plain(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars().str.to_lowercase()
