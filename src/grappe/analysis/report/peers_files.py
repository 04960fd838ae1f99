"""The answer on a group as data: one file for a program, tables for a spreadsheet."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from grappe.analysis.figures.results import harmless
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.registry.peers.answer import Answer
from grappe.analysis.registry.prospects import Prospects
from grappe.analysis.report.peers_words import numbered

OURS = (
    "peers.json",
    "quartiles.csv",
    "members.csv",
    "trends.csv",
    "tests.csv",
    "left_out.csv",
    "prospects.csv",
    "peers.html",
)
"""What an earlier answer may have left."""
OWN = ("own_name", "own_id")
"""What the list of members calls them."""
NOTICE = N_(
    "Source : Banque-Carrefour des Entreprises, données ouvertes. La prospection directe de personnes physiques est interdite ; aucune n’est dans cette liste."
)


def as_data(answer: Answer, language: Language) -> dict[str, Any]:
    """Return the answer as dictionaries and lists: amounts in EUR, shares and ranks 0 to 1, unrounded."""
    told: dict[str, Any] = {
        **{name: value for name, value in asdict(answer).items() if name != "tests"},
        "group": {**asdict(answer.group), "in_words": answer.group.in_words(language)},
        "day": answer.day.isoformat(),
        "legal": answer.legal,
        "with_accounts": answer.with_accounts,
        "shares": [{**asdict(share), "share": share.share} for share in answer.shares],
        "tests": [
            {**asdict(test), "reason": test.reason.sentence(language) if test.reason else None}
            for test in answer.tests
        ],
    }
    for rows in (told["members"], told["standings"], told["trends"]):
        for row in rows:
            row["enterprise"] = numbered(row["enterprise"])
    return told


def write_answer(folder: Path, answer: Answer, language: Language) -> None:
    """Write peers.json and its tables."""
    told = as_data(answer, language)
    text = json.dumps(told, ensure_ascii=False, indent=1, default=_plain)
    (folder / "peers.json").write_text(text + "\n", encoding="utf-8")
    states = {row["enterprise"]: row for row in told["members"]}
    members = [{"state": "in_group", **row, **_names(states[row["enterprise"]])} for row in told["standings"]]
    seen = {row["enterprise"] for row in told["standings"]}
    members += [
        {"enterprise": number, "state": row["why"], **_names(row)}
        for number, row in states.items()
        if number not in seen
    ]
    _table(folder, "quartiles", told["quartiles"], ("measure", "year", "companies", "q1", "median", "q3"))
    _table(
        folder,
        "members",
        members,
        ("enterprise", "name", "state", "measure", "year", "value", "rank", "peers", *OWN),
    )
    _table(
        folder,
        "trends",
        [{**row, **_names(states[row["enterprise"]])} for row in told["trends"]],
        ("enterprise", "measure", "changes", "growth", "rank", "peers", "peers_median", "name", *OWN),
    )
    _table(
        folder,
        "tests",
        told["tests"],
        (
            "measure",
            "members",
            "peers",
            "shift",
            "low",
            "high",
            "p_value",
            "method",
            "adjusted_p",
            "detectable",
            "reason",
        ),
    )
    _table(folder, "left_out", told["left_out"], ("why", "rows", "of_members"))


def _names(state: dict[str, Any]) -> dict[str, Any]:
    """Return what a member is called: in the register, and in the list."""
    return {name: state[name] for name in ("name", *OWN)}


def write_prospects(folder: Path, found: Prospects, language: Language) -> None:
    """Write prospects.csv: each row with its source, its day, and what may not be done with it."""
    source, notice = " + ".join(found.sources), say(NOTICE, language)
    rows = [
        {
            "rank": one.rank,
            "enterprise": numbered(one.enterprise),
            "name": one.name,
            "nace": " ".join(one.activities),
            "postal_code": one.postal_code,
            "province": one.province,
            "started_on": one.started_on,
            "jobs": one.jobs,
            "jobs_year": one.jobs_year,
            "share_of_jobs": one.share,
            "members_alike": one.members_alike,
            "members_near": one.members_near,
            "source": source,
            "register_day": found.day,
            "notice": notice,
        }
        for one in found.found
    ]
    _table(
        folder,
        "prospects",
        rows,
        (
            "rank",
            "enterprise",
            "name",
            "nace",
            "postal_code",
            "province",
            "started_on",
            "jobs",
            "jobs_year",
            "share_of_jobs",
            "members_alike",
            "members_near",
            "source",
            "register_day",
            "notice",
        ),
    )


def _table(folder: Path, name: str, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    cells = {column: [row.get(column) for row in rows] for column in columns}
    harmless(pl.DataFrame(cells, strict=False)).write_csv(folder / f"{name}.csv", include_bom=True)


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
