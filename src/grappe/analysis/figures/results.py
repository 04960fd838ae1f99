"""Results as files: figures.csv, figures.json and the package that describes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from grappe import __version__
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.papers import RESULT
from grappe.analysis.language.catalogues import N_

COLUMNS = (*RESULT, "label")
FORMULA = re.compile(r"^[=+\-@\t\r]")
PLAIN_NUMBER = r"^[+\-][ \u{a0}\u{202f}]?[0-9.,][0-9., \u{a0}\u{202f}]*(?:[eE][+\-]?[0-9]+)?$"
"""A sign and a number, as Polars reads patterns: no spreadsheet makes more of it than that number."""
FRICTIONLESS = {pl.String(): "string", pl.Float64(): "number", pl.Int64(): "integer", pl.Date(): "date"}


def write_figures(folder: Path, results: pl.DataFrame) -> None:
    """Write figures.csv (unrounded, decimal point) and figures.json (the list of the same rows)."""
    results = results.select(COLUMNS)
    harmless(results).write_csv(folder / "figures.csv")
    results.with_columns(pl.col("as_of").dt.to_string("%Y-%m-%d")).write_json(folder / "figures.json")


def harmless(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose texts no spreadsheet would run as formulas; a number stays as it is."""
    texts = pl.col([name for name, dtype in table.schema.items() if dtype == pl.String])
    return table.with_columns(
        pl.when(texts.str.contains(PLAIN_NUMBER))
        .then(texts)
        .otherwise(texts.str.replace(FORMULA.pattern, "'$0"))
    )


def read_figures(folder: Path) -> pl.DataFrame:
    """Read the figures of an earlier result. Raises Unreadable when they are not there or not ours."""
    file = folder / "figures.json" if folder.is_dir() else folder
    schema = {**RESULT, "as_of": pl.String(), "label": pl.String()}
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.col("as_of").str.to_date())
    except (OSError, ValueError, TypeError, pl.exceptions.PolarsError) as error:
        raise Unreadable(
            str(file),
            N_("ce n’est pas un résultat de Grappe. Donnez un dossier écrit par « grappe evaluate »."),
        ) from error


def write_package(
    folder: Path,
    dossier: Dossier,
    asked: Asked,
    settings: Mapping[str, Any],
    files: Iterable[Path],
    *,
    resources: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Write datapackage.json: the figures with their schema, the reports, what was asked of the dossier.

    resources: other files of the folder, described as a data package does.
    """
    names = dossier.tables["cluster"]["name"].to_list()
    periods = {period for period in asked.periods.values() if period}
    period = periods.pop() if len(periods) == 1 else None
    fields = [{"name": name, "type": FRICTIONLESS[RESULT.get(name, pl.String())]} for name in COLUMNS]
    key = ["cluster_id", "figure", "key", "as_of"]
    descriptor = {
        "name": "grappe-results",
        "title": ", ".join(names[:5]) + ("…" if len(names) > 5 else ""),
        "grappe": {
            "version": __version__,
            "as_of": asked.as_of.isoformat(),
            "period_from": period and period[0].isoformat(),
            "period_to": period and period[1].isoformat(),
            "reference": dossier.settings.reference,
            **settings,
        },
        "resources": [
            {
                "name": "figures",
                "path": "figures.csv",
                "format": "csv",
                "encoding": "utf-8",
                "schema": {"fields": fields, "primaryKey": key},
            },
            {
                "name": "figures-json",
                "path": "figures.json",
                "format": "json",
                "mediatype": "application/json",
            },
            *resources,
            *(
                {"name": _resource(file), "path": file.name, "mediatype": MEDIA[file.suffix]}
                for file in files
            ),
        ],
    }
    written = json.dumps(descriptor, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(f"{written}\n", encoding="utf-8")


def _resource(file: Path) -> str:
    """No two resources of a package bear the same name, and a report has several files."""
    return f"{file.stem}-{file.suffix[1:]}" if file.stem == "report" else file.stem


MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".parquet": "application/vnd.apache.parquet",
}
