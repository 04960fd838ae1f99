"""A survey's tables as files."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from grappe import __version__
from grappe.analysis.figures.results import harmless
from grappe.analysis.survey.lacking import in_words
from grappe.analysis.survey.page import as_page
from grappe.analysis.survey.survey import Survey

TABLES = ("tables", "questions", "response", "frame", "bounds", "crosstabs", "verbatims", "weights", "audit")
OURS = (*(f"{name}.csv" for name in TABLES), "survey.json", "survey.html")
"""What an earlier result may have left."""


def write_survey(folder: Path, found: Survey) -> None:
    """Write each table as CSV (UTF-8, comma, decimal point, unrounded), all of it as JSON, and the page."""
    parts = [f'"about": {json.dumps(about(found), ensure_ascii=False)}']
    for name in TABLES:
        if name not in found.tables:
            continue
        table = in_words(found.tables[name], found.language)
        harmless(table).write_csv(folder / f"{name}.csv")
        # By polars: a large survey has millions of texts, too many for dictionaries of Python.
        parts.append(f'"{name}": {table.write_json()}')
    written = ",\n".join(parts)
    (folder / "survey.json").write_text(f"{{{written}}}\n", encoding="utf-8")
    (folder / "survey.html").write_text(as_page(found), encoding="utf-8")


def about(found: Survey) -> dict[str, Any]:
    """Return what the tables rest on, in plain data."""
    weighting = found.weighting
    return {
        "version": __version__,
        "title": found.title,
        "language": found.language,
        "read": found.read,
        "answers": found.number,
        "complete": found.complete,
        "asked": found.asked,
        "members_on": _day(found.day),
        "last_answer": _day(found.last),
        "by": list(found.wishes.by),
        "weight_by": list(found.wishes.weight_by),
        "weights": None if weighting is None else "not_available" if weighting.design is None else "raked",
        "suppress_below": found.wishes.suppress_below,
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
