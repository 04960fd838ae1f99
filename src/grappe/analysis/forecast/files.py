"""The answers as data: the same for a program, a spreadsheet and the tests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from grappe.analysis.figures.results import harmless
from grappe.analysis.forecast.answer import Answer
from grappe.analysis.forecast.differences import Difference
from grappe.analysis.forecast.projection import Projection, Year
from grappe.analysis.forecast.words import LINES
from grappe.analysis.language.catalogues import Language

OURS = ("forecast.csv", "forecast.json", "forecast.html")
"""What an earlier answer may have left."""
SCHEMA = {
    "cluster_id": pl.String(),
    "scenario": pl.String(),
    "case": pl.String(),
    "year": pl.Int64(),
    "line": pl.String(),
    "amount": pl.Float64(),
}


def as_data(
    cluster: str, answers: Sequence[Answer], differences: Sequence[Difference], language: Language
) -> dict[str, Any]:
    """Return the answers on one cluster as dictionaries and lists; amounts in EUR, unrounded."""
    return {
        "cluster_id": cluster,
        "scenarios": [_answer(answer, language) for answer in answers],
        "differences": [
            {
                "check": one.check,
                "scenario": one.scenario,
                "year": one.year,
                "stated": one.stated,
                "found": one.found,
                "sentence": one.note.sentence(language),
            }
            for one in differences
        ],
    }


def _answer(answer: Answer, language: Language) -> dict[str, Any]:
    return {
        "scenario": answer.plan.name,
        "made_by_rule": answer.plan.made,
        "before": _projection(answer.before),
        "after": _projection(answer.after),
        "notes": [note.sentence(language) for note in answer.notes],
        "supposes": [note.sentence(language) for note in answer.supposes],
        "needed": [{"from": one.start, "until": one.target, "amount": one.amount} for one in answer.needed],
        "levers": [
            {
                "lever_id": effect.lever.id if effect.lever is not None else None,
                "label": effect.lever.name(language) if effect.lever is not None else None,
                "effect": _projection(effect.projection) if effect.projection is not None else None,
                "notes": [note.sentence(language) for note in effect.notes],
            }
            for effect in answer.effects
        ],
        "tornado": [
            {
                "line": swing.line,
                "share": swing.share,
                "less": swing.less.closing,
                "more": swing.more.closing,
                "less_last_until": swing.less.last_until,
                "more_last_until": swing.more.last_until,
            }
            for swing in answer.swings()
        ],
    }


def _projection(projection: Projection) -> dict[str, Any]:
    return {
        "reserves_last_until": projection.last_until,
        "reserves_negative_from": projection.exhausted,
        "cash_below_need_from": projection.below_need,
        "years": [_year(year) for year in projection.years],
    }


def _year(year: Year) -> dict[str, Any]:
    told: dict[str, Any] = {"year": year.year, **{line: getattr(year, line) for line in LINES}}
    due = year.due
    return {
        **told,
        "subsidy_due": due.amount,
        "subsidy_due_reason": due.reason,
        "subsidy_from": year.subsidy_from,
        "years_of_recognition": list(due.ranks),
        "days_recognised": due.days,
        "portions": [
            {"rate": part.rate, "costs": part.costs, "days": part.days, "of": part.of}
            for part in due.portions
        ],
    }


def write_answers(
    folder: Path,
    cluster: str,
    answers: Sequence[Answer],
    differences: Sequence[Difference],
    language: Language,
) -> None:
    """Write `forecast.csv` (an amount a row) and `forecast.json` (all that is answered)."""
    rows = [row for answer in answers for row in _rows(cluster, answer)]
    harmless(pl.DataFrame(rows, schema=SCHEMA, orient="row")).write_csv(folder / "forecast.csv")
    told = json.dumps(as_data(cluster, answers, differences, language), ensure_ascii=False, indent=1)
    (folder / "forecast.json").write_text(f"{told}\n", encoding="utf-8")


def _rows(cluster: str, answer: Answer) -> Iterator[tuple[Any, ...]]:
    cases = [("before", answer.before), ("after", answer.after)]
    for effect in answer.effects:
        if effect.projection is not None:
            name = "all_levers" if effect.lever is None else f"lever:{effect.lever.id}"
            cases.append((name, effect.projection))
    for case, projection in cases:
        for year in projection.years:
            for line in (*LINES, "subsidy_due"):
                amount = year.due.amount if line == "subsidy_due" else getattr(year, line)
                if amount is not None:
                    yield cluster, answer.plan.name, case, year.year, line, amount
