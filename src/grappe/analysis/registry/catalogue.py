"""What a store holds, told by itself: its layers in order, each with its day, counts, source and checks."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.accounts_file import ACCOUNTS, BLOCKS
from grappe.analysis.registry.current import DERIVED_TABLES, gone_file, rows_file
from grappe.analysis.registry.refusals import RegistryMissing
from grappe.analysis.registry.set_aside import SetAside

FILE = "catalogue.json"
MARK = b"PAR1"
"""With which a Parquet file begins, and ends."""
VERSION = 3
"""Of the store's make: an older one is migrated, or refused in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What an update takes away of a table: rows before it that no longer stand, and of how many numbers."""

    rows: int
    numbers: int
    """Enterprises or establishments that had any of those rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One extract in the store: a full one, or the update that follows the layer before it."""

    name: str
    """Its folder in the store."""
    kind: Literal["full", "update"]
    number: int
    snapshot: dt.date
    """The day that it describes."""
    source: str
    """The file that it was read from."""
    taken_at: str
    """When it came into the store, ISO, UTC."""
    rows: dict[str, int]
    """By table, how many were kept."""
    set_aside: tuple[SetAside, ...] = ()
    absent: tuple[str, ...] = ()
    """Files that the extract did without."""
    unknown_columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone: dict[str, Gone] = field(default_factory=dict)
    """Of an update, by table; empty where the store was written before this was counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The annual accounts of a store."""

    name: str
    """Their folder in the store."""
    taken_at: str
    """When the last files came in, ISO, UTC."""
    filings: dict[str, dict[str, int]]
    """By model, then by the year in which the financial year ends, how many stand."""
    corrected: int = 0
    """Filings that a later one of the same company and year corrects: kept apart."""
    corrections: tuple[str, ...] = ()
    """The first of them: enterprise, year end, the earlier, the later."""
    set_aside: tuple[SetAside, ...] = ()
    mappings: dict[str, dict[str, str]] = field(default_factory=dict)
    """By name, what the columns of a plain table are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The layers of a store, the oldest first, and its accounts."""

    layers: tuple[Layer, ...] = ()
    accounts: Accounts | None = None

    def with_layer(self, layer: Layer) -> Catalogue:
        """Return the catalogue with one layer more."""
        return replace(self, layers=(*self.layers, layer))

    def on(self, day: dt.date | None = None) -> tuple[Layer, ...]:
        """Return the layers that make the register of a day: a full extract, then its updates, in order.

        The newest without a day. RegistryMissing: no snapshot was taken on that day or before it.
        """
        known = [layer for layer in self.layers if day is None or layer.snapshot <= day]
        starts = [place for place, layer in enumerate(known) if layer.kind == "full"]
        if starts:
            return tuple(known[starts[-1] :])
        if day is None or not self.layers:
            raise RegistryMissing(
                N_("Le registre est vide. Construisez-le : grappe registry build EXTRAIT --store DOSSIER.")
            )
        raise RegistryMissing(
            N_(
                "Le registre ne connaît rien du {day} : son premier extrait est du {first}. Un extrait ne contient que les entités actives de son jour : le passé ne se reconstruit pas."
            ),
            day=day,
            first=min(layer.snapshot for layer in self.layers),
        )


def read_catalogue(store: Path) -> Catalogue:
    """Read the catalogue of a store. RegistryMissing: no store there, one of another make, a damaged one."""
    file = store / FILE
    if not file.is_file():
        raise RegistryMissing(
            N_(
                "« {store} » n’est pas un registre : {file} n’y est pas. Construisez-le : grappe registry build EXTRAIT --store {store}."
            ),
            store=store,
            file=FILE,
        )
    try:
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        version = told["version"]
        layers = tuple(_layer(row) for row in told["layers"]) if version == VERSION else ()
        accounts = _accounts(told["accounts"]) if version == VERSION and told.get("accounts") else None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RegistryMissing(
            N_("« {file} » est abîmé. Reconstruisez le registre à partir de ses extraits."), file=file
        ) from error
    if version != VERSION:
        raise RegistryMissing(
            N_(
                "Le registre « {store} » est de version {version}, et cette version de Grappe lit la version {ours}. Construisez-le de nouveau dans un autre dossier, à partir de ses extraits puis de ses comptes annuels."
            ),
            store=store,
            version=version,
            ours=VERSION,
        )
    for file in _files(store, layers, accounts):
        if not _is_whole(file):
            raise RegistryMissing(
                N_(
                    "Le registre « {store} » est incomplet : {file} y manque ou est abîmé. Reconstruisez-le à partir de ses extraits."
                ),
                store=store,
                file=file.relative_to(store),
            )
    return Catalogue(layers=layers, accounts=accounts)


def _files(store: Path, layers: tuple[Layer, ...], accounts: Accounts | None) -> Iterator[Path]:
    """Yield the files that a store of this catalogue has; of an update, what it takes away too."""
    for layer in layers:
        for table in (*layer.rows, *DERIVED_TABLES):
            yield rows_file(store / layer.name, table)
            if layer.kind == "update" and table != "code":
                yield gone_file(store / layer.name, table)
    if accounts is not None:
        yield store / accounts.name / ACCOUNTS
        yield store / accounts.name / BLOCKS


def _is_whole(file: Path) -> bool:
    """Tell whether a Parquet file is there from its first mark to its last: what is in it is not read."""
    try:
        with file.open("rb") as content:
            first = content.read(len(MARK))
            content.seek(-len(MARK), os.SEEK_END)
            return first == content.read() == MARK
    except OSError:
        return False


def written(catalogue: Catalogue) -> str:
    """Return the catalogue as JSON."""
    told: dict[str, Any] = {"version": VERSION, "layers": [asdict(layer) for layer in catalogue.layers]}
    if catalogue.accounts is not None:
        told["accounts"] = asdict(catalogue.accounts)
    return json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n"


def _layer(row: dict[str, Any]) -> Layer:
    return Layer(
        **{
            **row,
            "snapshot": dt.date.fromisoformat(row["snapshot"]),
            "set_aside": _set_aside(row),
            "absent": tuple(row["absent"]),
            "unknown_columns": {name: tuple(columns) for name, columns in row["unknown_columns"].items()},
            "gone": {name: Gone(**one) for name, one in row.get("gone", {}).items()},
        }
    )


def _accounts(row: dict[str, Any]) -> Accounts:
    return Accounts(
        **{**row, "corrections": tuple(row["corrections"]), "set_aside": _set_aside(row)},
    )


def _set_aside(row: dict[str, Any]) -> tuple[SetAside, ...]:
    return tuple(SetAside(**{**one, "examples": tuple(one["examples"])}) for one in row["set_aside"])
