"""The audit as files: audit.csv and audit.json, the same rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from grappe.analysis.audit.verdict import COLUMNS, Verdict
from grappe.analysis.figures.results import harmless

FILES = ("audit.csv", "audit.json")


def write_audit(folder: Path, verdicts: Iterable[Verdict]) -> None:
    """Write the verdicts into a folder: UTF-8, comma; no cell that a spreadsheet would run."""
    rows = [verdict.as_row() for verdict in verdicts]
    table = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    harmless(table).write_csv(folder / FILES[0])
    written = json.dumps(rows, ensure_ascii=False, indent=1)
    (folder / FILES[1]).write_text(f"{written}\n", encoding="utf-8")


def audit_resources() -> list[dict[str, Any]]:
    """Return how a data package describes the two files."""
    fields = [{"name": name, "type": "string"} for name in COLUMNS]
    return [
        {
            "name": "audit",
            "path": FILES[0],
            "format": "csv",
            "encoding": "utf-8",
            "schema": {"fields": fields},
        },
        {"name": "audit-json", "path": FILES[1], "format": "json", "mediatype": "application/json"},
    ]
