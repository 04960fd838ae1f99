"""The folder of a registry: layers of Parquet files, and one catalogue that says which of them count.

A layer is written apart and counts from the moment when the catalogue names it: replacing that one file is
the whole of the change. What stops before leaves the earlier store as it was; its remains go next time.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb

from grappe.analysis.dossier.whole import CannotWrite
from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.catalogue import FILE, Accounts, Catalogue, Layer, read_catalogue, written
from grappe.analysis.registry.refusals import RegistryMissing, TooLittle

LOCK = "lock"
SCRATCH = ".scratch"
"""What is under way, and what the engine spills: never part of the store."""
MEMORY = "3GB"


class Writing:
    """A store held for one change."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.scratch = folder / SCRATCH
        self.stage = self.scratch / "layer"

    def publish(self, layer: Layer) -> Catalogue:
        """Make the staged files a layer that counts."""
        return self._counted(layer.name, self.catalogue.with_layer(layer))

    def publish_accounts(self, accounts: Accounts) -> Catalogue:
        """Make the staged files the accounts that count; those before go with the next change."""
        return self._counted(accounts.name, replace(self.catalogue, accounts=accounts))

    def _counted(self, name: str, catalogue: Catalogue) -> Catalogue:
        self.stage.rename(self.folder / name)
        fresh = self.scratch / FILE
        with fresh.open("w", encoding="utf-8") as sink:
            sink.write(written(catalogue))
            sink.flush()
            os.fsync(sink.fileno())
        fresh.replace(self.folder / FILE)
        return catalogue


@contextmanager
def writing(folder: Path, *, new: bool = False) -> Iterator[Writing]:
    """Hold a store for one change; what is not published by the end of the block is thrown away.

    new: the store may begin here. RegistryMissing: somebody else changes it, or there is none and it is not
    new. CannotWrite: the place is closed.
    """
    _found(folder, new=new)
    began = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / LOCK).open("w") as lock:
            _hold(lock.fileno(), folder)
            catalogue = _found(folder, new=new)
            _swept(folder, catalogue)
            change = Writing(folder, catalogue)
            change.stage.mkdir(parents=True)
            try:
                yield change
            finally:
                shutil.rmtree(change.scratch, ignore_errors=True)
    except (OSError, duckdb.IOException) as error:
        if _is_full(error):
            raise TooLittle(
                N_(
                    "Le disque de « {store} » est plein. Libérez de la place, ou mettez le registre sur un autre disque ; rien n’a été changé."
                ),
                store=folder,
            ) from error
        raise CannotWrite(folder, getattr(error, "strerror", None) or str(error)) from error
    finally:
        if began and not (folder / FILE).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _is_full(error: OSError | duckdb.IOException) -> bool:
    # DuckDB tells the number only in its text, as `"errno":"28"`.
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return any(f'"errno":"{number}"' in str(error) for number in (errno.ENOSPC, errno.EDQUOT))


def _found(folder: Path, *, new: bool) -> Catalogue:
    return Catalogue() if new and not (folder / FILE).exists() else read_catalogue(folder)


def _hold(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise RegistryMissing(
            N_("Le registre « {store} » est en train d’être changé ailleurs. Réessayez quand ce sera fini."),
            store=folder,
        ) from error


def _swept(folder: Path, catalogue: Catalogue) -> None:
    """Throw away what an interrupted change has left: nothing names it."""
    shutil.rmtree(folder / SCRATCH, ignore_errors=True)
    named = {layer.name for layer in catalogue.layers}
    if catalogue.accounts is not None:
        named.add(catalogue.accounts.name)
    for left in (*folder.glob("extract-*"), *folder.glob("accounts-*")):
        if left.name not in named:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def engine(scratch: Path, *, memory: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield DuckDB in the process, within `memory`; beyond it, it spills to `scratch`.

    TooLittle: neither is enough.
    """
    connection = duckdb.connect(
        config={
            "memory_limit": memory,
            "temp_directory": str(scratch / "spill"),
            "autoinstall_known_extensions": False,
        }
    )
    connection.execute("SET enable_progress_bar = false").fetchall()
    try:
        yield connection
    except duckdb.OutOfMemoryException as error:
        raise TooLittle(
            N_(
                "{memory} de mémoire ne suffisent pas, ou le disque du registre est plein. Donnez-en plus : --memory 4GB, ou libérez de la place ; rien n’a été écrit."
            ),
            memory=memory,
        ) from error
    finally:
        connection.close()
