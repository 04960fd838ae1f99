"""A database made of a backup: by the migrations of that moment, its rows, then the later migrations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from grappe.analysis.language.catalogues import N_
from grappe.apps.backup.checking import Backup
from grappe.apps.backup.manifest import TABLES, Manifest
from grappe.apps.backup.refusals import UnusableBackup
from grappe.apps.backup.rows.postgresql import load_into_postgresql
from grappe.apps.backup.rows.snapshot import kept_tables, snapshot
from grappe.apps.backup.rows.sqlite import load_into_sqlite
from grappe.apps.backup.rows.values import Value, row_of
from grappe.apps.journal.acts import record
from grappe.apps.new_database.writing import write_new_database

LONGEST_LINE = 512 << 20


def build_database(backup: Backup, place: Mapping[str, Any]) -> None:
    """Make the database of a backup in a new place, told as Django's settings tell it; touch nothing else.

    Raises UnusableBackup.
    """
    with pointed_at(place):
        try:
            _migrate_as_then(backup)
            _judge_columns(backup)
            load = load_into_sqlite if connection.vendor == "sqlite" else load_into_postgresql
            load(_tables(backup), {name: told.highest for name, told in backup.manifest.tables.items()})
        except (DatabaseError, ValueError) as failed:
            raise UnusableBackup(
                N_(
                    "Les lignes de la sauvegarde « {file} » n’entrent pas dans la base de données ({reason}). Rien n’a "
                    "été changé. Prenez une autre sauvegarde."
                ),
                file=str(backup.file),
                reason=(str(failed).strip().splitlines() or [type(failed).__name__])[0],
            ) from failed
        call_command("migrate", interactive=False, verbosity=0)
        if apps.is_installed("wagtail.search"):
            call_command("update_index", verbosity=0)
        _journal(backup.manifest)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def pointed_at(place: Mapping[str, Any]) -> Iterator[None]:
    """Have Django work elsewhere while the block lasts.

    Not by a second connection: some migrations of others write to the first one whatever they are told.
    """
    before = connections.settings["default"]
    _point({**before, **place})
    try:
        yield
    finally:
        _point(before)


def _point(told: dict[str, Any]) -> None:
    connection.close()
    connections.settings["default"] = told
    del connections["default"]


def _migrate_as_then(backup: Backup) -> None:
    write_new_database(backup.manifest.migrations)
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    known = {key for key in backup.manifest.migrations if key in graph.nodes}
    ends = [
        key
        for key in sorted(known)
        if not any(child.key in known and child.key[0] == key[0] for child in graph.node_map[key].children)
    ]
    executor.migrate(ends)
    applied = {key for key in MigrationExecutor(connection).loader.applied_migrations if key in graph.nodes}
    if applied != known:
        names = ", ".join(f"{app}.{name}" for app, name in sorted(applied ^ known)[:5])
        raise UnusableBackup(
            N_(
                "Les migrations que dit la sauvegarde « {file} » ne se suivent pas ({names}) : rien n’a été changé. "
                "Prenez une autre sauvegarde."
            ),
            file=str(backup.file),
            names=names,
        )


def _judge_columns(backup: Backup) -> None:
    """Refuse tables that are not those of the migrations: rows would be lost, or stand in the wrong place."""
    with snapshot() as moment:
        made = {table: set(moment.columns(table)) for table in kept_tables(moment)}
    told = {name: set(table.columns) for name, table in backup.manifest.tables.items()}
    for name in sorted(made.keys() | told.keys()):
        if made.get(name) != told.get(name):
            raise UnusableBackup(
                N_(
                    "La table « {table} » de la sauvegarde « {file} » n’est pas celle que ses migrations font. Rien n’a "
                    "été changé. Installez la version {version} de Grappe, qui l’a écrite, et restaurez avec elle."
                ),
                table=name,
                file=str(backup.file),
                version=backup.manifest.grappe,
            )


def _tables(backup: Backup) -> Iterator[tuple[str, Sequence[str], Iterator[list[Value]]]]:
    for name, table in backup.manifest.tables.items():
        yield name, table.columns, _rows(backup, name, len(table.columns))


def _rows(backup: Backup, table: str, width: int) -> Iterator[list[Value]]:
    with backup.archive.open(f"{TABLES}{table}.jsonl") as member:
        while line := member.readline(LONGEST_LINE):
            yield row_of(line, width)


def _journal(manifest: Manifest) -> None:
    """Say in the journal itself that the state before this line comes from a backup, and of which moment."""
    last = manifest.journal
    with transaction.atomic():
        record(
            act="installation.restored",
            by="system:restore",
            subject="installation:this",
            before=None,
            after={
                "made_at": manifest.made_at,
                "grappe": manifest.grappe,
                "line": last.number if last else 0,
                "signature": last.signature if last else None,
            },
            on=timezone.localdate(),
        )
