"""Results as files: figures.csv, figures.json and the package that describes them."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl

from grappe import __version__
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.figures.papers import RESULT
from grappe.analysis.language.catalogues import N_

COLUMNS = (*RESULT, "label")
FORMULA = re.compile(r"^[=+\-@\t\r]")
FRICTIONLESS = {pl.String(): "string", pl.Float64(): "number", pl.Int64(): "integer", pl.Date(): "date"}


@contextmanager
def whole_or_nothing(folder: Path) -> Iterator[Path]:
    """Yield a scratch folder; what it holds at the end is moved into `folder`, or nothing is.

    The scratch folder stands beside the target, so that each move is one step of the file system.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(mkdtemp(prefix=".grappe-", dir=folder.parent))
    try:
        yield scratch
        if not folder.exists():
            scratch.chmod(0o755)
            os.replace(scratch, folder)
        else:
            for path in sorted(scratch.rglob("*")):
                target = folder / path.relative_to(scratch)
                if path.is_dir():
                    target.mkdir(exist_ok=True)
                else:
                    os.replace(path, target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def write_figures(folder: Path, results: pl.DataFrame) -> None:
    """Write figures.csv (unrounded, decimal point) and figures.json (the list of the same rows)."""
    results = results.select(COLUMNS)
    texts = [name for name, dtype in results.schema.items() if dtype == pl.String]
    harmless = pl.col(texts).str.replace(FORMULA.pattern, "'$0")
    results.with_columns(harmless).write_csv(folder / "figures.csv")
    results.with_columns(pl.col("as_of").dt.to_string("%Y-%m-%d")).write_json(folder / "figures.json")


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
    folder: Path, dossier: Dossier, settings: dict[str, Any], files: dict[str, Callable[[], str]]
) -> None:
    """Write datapackage.json: the figures with their schema, the reports, what was asked."""
    names = dossier.tables["cluster"]["name"].to_list()
    descriptor = {
        "name": "grappe-results",
        "title": ", ".join(names[:5]) + ("…" if len(names) > 5 else ""),
        "grappe": {"version": __version__, **settings},
        "resources": [
            {
                "name": "figures",
                "path": "figures.csv",
                "format": "csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": name, "type": FRICTIONLESS[RESULT.get(name, pl.String())]}
                        for name in COLUMNS
                    ],
                    "primaryKey": ["cluster_id", "figure", "key", "as_of"],
                },
            },
            *(
                {"name": name, "path": path(), "mediatype": _MEDIA[Path(path()).suffix]}
                for name, path in files.items()
            ),
        ],
    }
    (folder / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


_MEDIA = {
    ".json": "application/json",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".parquet": "application/vnd.apache.parquet",
}
