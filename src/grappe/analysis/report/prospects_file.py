"""prospects.csv: the companies of the scope that could be members, none of them a natural person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.from_registry import PROSPECTS
from grappe.analysis.figures.results import FRICTIONLESS, harmless
from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.report.peers_files import NOTICE

FILE = "prospects.csv"


def write_prospects(folder: Path, dossier: Dossier, language: Language) -> list[dict[str, Any]]:
    """Write the file where the dossier has the list; return what describes it in a package.

    Each row tells its source and day, and what may not be done with it.
    """
    rows, told = dossier.tables.get(PROSPECTS), dossier.registry
    if rows is None or told is None:
        return []
    table = rows.with_columns(
        source=pl.lit(" + ".join(told.sources)),
        register_day=pl.lit(told.day),
        notice=pl.lit(say(NOTICE, language)),
    )
    harmless(table).write_csv(folder / FILE)
    fields = [
        {"name": name, "type": FRICTIONLESS.get(dtype, "integer")} for name, dtype in table.schema.items()
    ]
    return [
        {
            "name": "prospects",
            "path": FILE,
            "format": "csv",
            "encoding": "utf-8",
            "schema": {"fields": fields, "primaryKey": ["cluster_id", "enterprise"]},
        }
    ]
