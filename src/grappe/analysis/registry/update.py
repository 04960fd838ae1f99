"""The update of a day becomes a layer over those before it: what it takes away, then what it brings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl

from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.build import described
from grappe.analysis.registry.catalogue import Catalogue, Gone
from grappe.analysis.registry.companies import DERIVED, FIRST_ESTABLISHMENT
from grappe.analysis.registry.current import KEYS, current, gone_file, rows_file
from grappe.analysis.registry.extract import Extract, opened
from grappe.analysis.registry.layout import TABLES
from grappe.analysis.registry.reading import Read, know_nace, read_keys, read_table
from grappe.analysis.registry.refusals import RegistryMissing
from grappe.analysis.registry.sql import copied, quoted, viewed
from grappe.analysis.registry.store import MEMORY, Writing, engine, writing

OF_ENTITIES = ("denomination", "address", "activity")
"""Tables that speak of enterprises and of establishments alike."""


def update(
    extract: Path, store: Path, *, memory: str = MEMORY, tell: Callable[[str], None] = lambda _: None
) -> Catalogue:
    """Apply the update that follows the store's last extract, as one step.

    Raises Unreadable, RegistryMissing (not the next number, no store), CannotWrite; the store is then as it
    was.
    """
    with writing(store) as change, opened(extract, change.scratch) as given:
        if given.kind != "update":
            raise RegistryMissing(
                N_("« {source} » est un extrait complet : grappe registry build le met dans le registre."),
                source=given.source,
            )
        _refuse_out_of_order(change.catalogue, given)
        layers = [store / layer.name for layer in change.catalogue.on()]
        with engine(change.scratch, memory=memory) as connection:
            read = _tables(connection, given, change, tell)
            gone = _gone(connection, layers, change.stage, read)
            _derived(connection, [*layers, change.stage], change.stage, tell)
        rows = {name: one.rows for name, one in read.items()}
        return change.publish(replace(described(given, read, rows=rows), gone=gone))


def _refuse_out_of_order(catalogue: Catalogue, given: Extract) -> None:
    if not catalogue.layers:
        catalogue.on()
    last = catalogue.layers[-1]
    if given.number <= last.number:
        raise RegistryMissing(
            N_(
                "La mise à jour n° {number} est déjà dans le registre, qui en est au n° {last} ; rien n’a été changé."
            ),
            number=given.number,
            last=last.number,
        )
    if given.number > last.number + 1:
        raise RegistryMissing(
            N_(
                "La mise à jour n° {number} ne suit pas le registre, qui en est au n° {last} : appliquez d’abord le n° {next}, ou construisez avec un extrait complet plus récent ; rien n’a été changé."
            ),
            number=given.number,
            last=last.number,
            next=last.number + 1,
        )


def _tables(
    connection: duckdb.DuckDBPyConnection,
    given: Extract,
    change: Writing,
    tell: Callable[[str], None],
) -> dict[str, Read]:
    read: dict[str, Read] = {}
    for table in TABLES:
        brought = given.file(table, "insert")
        if brought is None:
            continue
        tell(brought.name)
        into = rows_file(change.stage, table.name)
        read[table.name] = read_table(
            connection, brought, table, into, change.stage / f"{table.name}.set_aside.parquet"
        )
        if table.name == "code":
            know_nace(connection, into)
            continue
        key = KEYS[table.name]
        taken = given.file(table, "delete")
        keys = read_keys(connection, taken, table) if taken is not None else []
        connection.register("taken", pl.DataFrame({key: keys}, schema={key: pl.Int64}).to_arrow())
        # What an update brings of an entity is all that is known of it: rows before it go, named or not.
        both = f"SELECT {key} FROM taken UNION SELECT {key} FROM read_parquet({quoted(into)})"
        copied(connection, f"SELECT {key} FROM ({both}) ORDER BY {key}", gone_file(change.stage, table.name))
        connection.unregister("taken")
    return read


def _gone(
    connection: duckdb.DuckDBPyConnection, layers: list[Path], stage: Path, read: Iterable[str]
) -> dict[str, Gone]:
    """Count by table the rows before the update that no longer stand; a number without any is not counted."""
    found = {}
    for table in read:
        before = current(layers, table)
        if table == "code" or before is None:
            continue
        key = KEYS[table]
        lost = f"({before}) SEMI JOIN read_parquet({quoted(gone_file(stage, table))}) USING ({key})"
        ((rows, numbers),) = connection.execute(
            f"SELECT count(*), count(DISTINCT {key}) FROM {lost}"
        ).fetchall()
        found[table] = Gone(rows=rows, numbers=numbers)
    return found


def _derived(
    connection: duckdb.DuckDBPyConnection, layers: list[Path], stage: Path, tell: Callable[[str], None]
) -> None:
    """Make again what is derived, of the companies that the update touches and of no other.

    Beside them stand those that the updates before it touched: a question then reads two layers, however many
    updates there are.
    """
    _touched(connection, layers, stage)
    for table in TABLES:
        query = current(layers, table.name)
        if query is None or table.name not in (*OF_ENTITIES, "enterprise", "establishment"):
            continue
        if table.name in OF_ENTITIES:
            kept = "entity IN (SELECT entity FROM touched_entity)"
        else:
            kept = "enterprise IN (SELECT enterprise FROM touched)"
        viewed(connection, table.name, f"SELECT * FROM ({query}) WHERE {kept}")
    before = layers[-2] if len(layers) > 2 else None
    for name, query in DERIVED.items():
        tell(name)
        rows, gone = f"SELECT * FROM ({query})", "SELECT enterprise FROM touched"
        if before is not None:
            earlier = f"SELECT * FROM read_parquet({quoted(rows_file(before, name))})"
            rows = f"{earlier} ANTI JOIN touched USING (enterprise) UNION ALL {rows}"
            gone = f"{gone} UNION SELECT enterprise FROM read_parquet({quoted(gone_file(before, name))})"
        copied(connection, f"SELECT * FROM ({rows}) ORDER BY enterprise", rows_file(stage, name))
        copied(connection, f"SELECT * FROM ({gone}) ORDER BY enterprise", gone_file(stage, name))


def _touched(connection: duckdb.DuckDBPyConnection, layers: list[Path], stage: Path) -> None:
    """Name the enterprises that any row of the update is about, by themselves or by an establishment."""
    before = current(layers[:-1], "establishment")
    after = current(layers, "establishment")
    entities = " UNION ".join(
        f"SELECT {KEYS[name]} AS entity FROM read_parquet({quoted(gone_file(stage, name))})"
        for name in (*OF_ENTITIES, "enterprise", "establishment")
    )
    units = f"SELECT establishment, enterprise FROM ({before}) UNION SELECT establishment, enterprise FROM ({after})"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS WITH moved AS ({entities}) SELECT entity AS enterprise FROM moved "
        f"WHERE entity < {FIRST_ESTABLISHMENT} UNION SELECT enterprise FROM ({units}) u SEMI JOIN moved ON moved.entity = u.establishment"
    ).fetchall()
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_entity AS SELECT enterprise AS entity FROM touched UNION "
        f"SELECT establishment FROM ({after}) SEMI JOIN touched USING (enterprise)"
    ).fetchall()
