"""The register as of a day, on an engine: the tables that questions are asked of."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import narwhals as nw

from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.accounts_file import ACCOUNTS, BLOCKS
from grappe.analysis.registry.catalogue import read_catalogue
from grappe.analysis.registry.current import COLUMNS, KEYS, gone_file, heard, rows_file
from grappe.analysis.registry.engines.engine import Engine, Rows
from grappe.analysis.registry.refusals import RegistryMissing

LAYER, LAST = "layer_", "last_"


class Register:
    """The layers of a store that make a day's register; its newest without a day.

    RegistryMissing: no store there, or none that knows that day.
    """

    def __init__(self, store: Path, engine: Engine, *, day: dt.date | None = None) -> None:
        self.store = store
        self.engine = engine
        self.catalogue = read_catalogue(store)
        self.layers = self.catalogue.on(day)

    @property
    def day(self) -> dt.date:
        """The day that it describes."""
        return self.layers[-1].snapshot

    @property
    def sources(self) -> tuple[str, ...]:
        """The files that it was read from."""
        return tuple(layer.source for layer in self.layers)

    def table(self, name: str) -> Rows:
        """Return a table as the layers leave it: a row stands until a later layer takes its key away.

        RegistryMissing: no layer has it, as `contact` of an extract that came without.
        """
        folders = heard([self.store / layer.name for layer in self.layers], name)
        brought = [
            (turn, file) for turn, folder in enumerate(folders) if (file := rows_file(folder, name)).exists()
        ]
        lost = [
            (turn, file) for turn, folder in enumerate(folders) if (file := gone_file(folder, name)).exists()
        ]
        if not brought:
            raise RegistryMissing(
                N_(
                    "Le registre « {store} » n’a pas de table « {table} » : son extrait est venu sans ce fichier."
                ),
                store=self.store,
                table=name,
            )
        scanned = [(turn, self._scanned(file, name)) for turn, file in brought]
        if name == "code":
            return scanned[-1][1]
        if not lost and len(scanned) == 1:
            return scanned[0][1]
        key = KEYS[name]
        rows = nw.concat(
            [frame.with_columns(nw.lit(turn, nw.Int64()).alias(LAYER)) for turn, frame in scanned]
        )
        if not lost:
            return rows.drop(LAYER)
        gone = nw.concat(
            [
                self.engine.scan(file).select(key).with_columns(nw.lit(turn, nw.Int64()).alias(LAYER))
                for turn, file in lost
            ]
        )
        last = gone.group_by(key).agg(nw.col(LAYER).max().alias(LAST))
        return (
            rows.join(last, on=key, how="left")
            .filter(nw.col(LAST).is_null() | (nw.col(LAST) <= nw.col(LAYER)))
            .drop(LAYER, LAST)
        )

    def accounts(self, *, near: Rows | None = None) -> Rows:
        """Return the annual accounts that stand. RegistryMissing: no accounts were read into the store.

        near: the companies that are asked about (`enterprise`), kept already; without it, those of all. Their
        accounts come with those that lie beside them in the file: what is far from all of them is not read.
        """
        if self.catalogue.accounts is None:
            raise RegistryMissing(
                N_(
                    "Le registre « {store} » n’a pas de comptes annuels. Ajoutez-les : grappe registry accounts FICHIERS --store {store}."
                ),
                store=self.store,
            )
        folder = self.store / self.catalogue.accounts.name
        everything = self.engine.scan(folder / ACCOUNTS)
        if near is None:
            return everything
        asked = self.engine.scan(folder / BLOCKS).join(near.select("enterprise"), on="enterprise", how="semi")
        blocks = self.engine.rows(asked.group_by("block").agg())["block"].sort().to_list()
        # A list without anything is no list to some engines.
        return everything.filter(nw.col("block").is_in(blocks or [-1]))

    def _scanned(self, file: Path, table: str) -> Rows:
        frame = self.engine.scan(file)
        return frame.select(COLUMNS[table]) if table in COLUMNS else frame
