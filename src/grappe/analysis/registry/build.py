"""A full extract becomes a layer of the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.catalogue import Catalogue, Layer
from grappe.analysis.registry.companies import DERIVED
from grappe.analysis.registry.current import rows_of
from grappe.analysis.registry.extract import Extract, opened
from grappe.analysis.registry.layout import TABLES
from grappe.analysis.registry.reading import Read, know_nace, read_table
from grappe.analysis.registry.refusals import RegistryMissing
from grappe.analysis.registry.sql import GROUP, copied, viewed
from grappe.analysis.registry.store import MEMORY, Writing, engine, writing


def build(
    extract: Path, store: Path, *, memory: str = MEMORY, tell: Callable[[str], None] = lambda _: None
) -> Catalogue:
    """Read a full extract into a store, which may begin here; the earlier days of the store stay.

    memory: what the engine may hold before it spills to the store's disk. tell: hears each file that begins.
    Raises Unreadable, RegistryMissing, CannotWrite; the store is then as it was.
    """
    with writing(store, new=True) as change, opened(extract, change.scratch) as given:
        if given.kind != "full":
            raise RegistryMissing(
                N_("« {source} » est une mise à jour : grappe registry update l’applique au registre."),
                source=given.source,
            )
        refuse_older(change.catalogue, given)
        read = _tables(given, change, memory, tell)
        return change.publish(described(given, read, rows={name: one.rows for name, one in read.items()}))


def _tables(given: Extract, change: Writing, memory: str, tell: Callable[[str], None]) -> dict[str, Read]:
    read: dict[str, Read] = {}
    with engine(change.scratch, memory=memory) as connection:
        for table in TABLES:
            file = given.file(table)
            into = change.stage / f"{table.name}.parquet"
            if file is None:
                continue
            tell(file.name)
            read[table.name] = read_table(
                connection, file, table, into, change.stage / f"{table.name}.set_aside.parquet"
            )
            viewed(connection, table.name, rows_of(into, table.name))
            if table.name == "code":
                know_nace(connection, into)
        for name, query in DERIVED.items():
            tell(name)
            copied(connection, query, change.stage / f"{name}.parquet", group=GROUP)
    return read


def refuse_older(catalogue: Catalogue, given: Extract) -> None:
    """Raise RegistryMissing where the store already knows that extract, or a later one."""
    if not catalogue.layers:
        return
    last = catalogue.layers[-1]
    if given.number == last.number and given.kind == last.kind:
        raise RegistryMissing(
            N_("L’extrait n° {number} est déjà dans le registre ; rien n’a été changé."), number=given.number
        )
    if given.number < last.number or given.snapshot < last.snapshot:
        raise RegistryMissing(
            N_(
                "L’extrait n° {number} est plus ancien que le registre, qui en est au n° {last} ; rien n’a été changé. Un registre se lit dans l’ordre des jours : reconstruisez-en un autre, du plus ancien au plus récent."
            ),
            number=given.number,
            last=last.number,
        )


def described(given: Extract, read: dict[str, Read], *, rows: dict[str, int]) -> Layer:
    """Return what the catalogue says of a layer."""
    return Layer(
        name=f"extract-{given.number:04d}-{given.kind}",
        kind=given.kind,
        number=given.number,
        snapshot=given.snapshot,
        source=given.source,
        taken_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        rows=rows,
        set_aside=tuple(apart for one in read.values() for apart in one.set_aside),
        absent=tuple(table.file for table in TABLES if given.kind == "full" and given.file(table) is None),
        unknown_columns={name: one.unknown_columns for name, one in read.items() if one.unknown_columns},
    )
