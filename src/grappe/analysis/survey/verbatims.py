"""What people wrote in their own words, by chapter."""

from __future__ import annotations

import polars as pl

from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.frame import ID
from grappe.analysis.survey.tables import Tabulation

VERBATIMS = dict.fromkeys(("chapter", "question", "label", "response_id", "text"), pl.String)
"""chapter: of the role `verbatim:<chapter>`, else the question's name. response_id: empty for an anonymous
answer, and for all when small groups are hidden."""
WRITTEN = ("text",)


def verbatims(found: Tabulation, counts: Counted) -> pl.DataFrame:
    """Return every text that was written, with the columns of VERBATIMS: question after question."""
    parts = [pl.DataFrame(schema=VERBATIMS)]
    named = counts.frame.filter(pl.col(ID).is_not_null())["response_id"].implode()
    for item in found.items:
        question = item.question
        read = question.role is not None and question.role.kind == "verbatim"
        if not item.has_column or item.is_closed or not (read or question.type in WRITTEN):
            continue
        rows = counts.repeats[question.repeat] if question.repeat else counts.frame
        if rows.schema[question.name] != pl.String:
            continue
        parts.append(
            rows.select(
                chapter=pl.lit(question.role.key if read and question.role else question.name),
                question=pl.lit(question.name),
                label=pl.lit(item.label),
                response_id=pl.when(pl.col("response_id").is_in(named)).then("response_id"),
                text=pl.col(question.name).str.strip_chars(),
            ).filter(pl.col("text").is_not_null() & (pl.col("text") != ""))
        )
    return pl.concat(parts)
