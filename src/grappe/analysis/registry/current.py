"""The tables of a store on a day: a full extract and the updates after it, read as one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grappe.analysis.registry.layout import TABLES
from grappe.analysis.registry.sql import quoted

KEYS = {table.name: table.key.name for table in TABLES if table.name != "code"} | {
    "company": "enterprise",
    "main_activity": "enterprise",
}
"""By table, the column by which an update takes rows away."""


DERIVED_TABLES = ("company", "main_activity")
"""What an update holds of these is all that has changed since the full extract."""

COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}
"""Of the tables that come from a file: beside them, theirs hold why a row was to be set aside, all blank."""


def heard(layers: Sequence[Path], table: str) -> list[Path]:
    """Name the layers that tell a table, the oldest first; of what is derived, the full one and the last."""
    if table in DERIVED_TABLES and len(layers) > 1:
        return [layers[0], layers[-1]]
    return list(layers)


def rows_of(file: Path, table: str) -> str:
    """Return the query of the rows that a layer brings."""
    names = ", ".join(f'"{name}"' for name in COLUMNS[table]) if table in COLUMNS else "*"
    return f"SELECT {names} FROM read_parquet({quoted(file)})"


def rows_file(layer: Path, table: str) -> Path:
    """Return the file of the rows that a layer brings."""
    return layer / f"{table}.parquet"


def gone_file(layer: Path, table: str) -> Path:
    """Return the file of the keys whose earlier rows an update takes away."""
    return layer / f"{table}.gone.parquet"


def current(layers: Sequence[Path], table: str) -> str | None:
    """Return the query of a table as the layers leave it, the oldest first; None: no layer has it.

    A row stands as long as no later layer takes its key away. The list of codes comes whole each time.
    """
    layers = heard(layers, table)
    brought = [(place, rows_file(layer, table)) for place, layer in enumerate(layers)]
    brought = [(place, file) for place, file in brought if file.exists()]
    if not brought:
        return None
    if table == "code" or len(layers) == 1:
        return rows_of(brought[-1][1], table)
    key = KEYS[table]
    gone = [(place, gone_file(layer, table)) for place, layer in enumerate(layers)]
    lost = " UNION ALL ".join(
        f"SELECT {key}, {place} AS layer FROM read_parquet({quoted(file)})"
        for place, file in gone
        if file.exists()
    )
    rows = " UNION ALL ".join(
        f"SELECT *, {place} AS layer FROM ({rows_of(file, table)})" for place, file in brought
    )
    if not lost:
        return f"SELECT * EXCLUDE (layer) FROM ({rows})"
    return (
        f"SELECT r.* EXCLUDE (layer) FROM ({rows}) r LEFT JOIN "
        f"(SELECT {key}, max(layer) AS last FROM ({lost}) GROUP BY {key}) gone USING ({key}) "
        "WHERE gone.last IS NULL OR gone.last <= r.layer"
    )
