"""Accounts come into a store in one step: those that stand, those corrected, those set aside."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from grappe.analysis.dossier.faults import Unreadable, shown
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.accounts.files import listed, read_files
from grappe.analysis.registry.accounts.plain_table import Told, told_of
from grappe.analysis.registry.accounts.staging import ACCOUNTS, ASIDE, RUBRICS, Staging
from grappe.analysis.registry.accounts.table_fields import YEAR
from grappe.analysis.registry.accounts_file import write_accounts
from grappe.analysis.registry.catalogue import Accounts, Catalogue
from grappe.analysis.registry.refusals import RegistryMissing
from grappe.analysis.registry.set_aside import EXAMPLES, SetAside
from grappe.analysis.registry.sql import copied, quoted
from grappe.analysis.registry.store import MEMORY, Writing, engine, writing

KEY = "enterprise, ended_on"
"""Two filings of one company for one year end are one year told twice."""
OF_RUBRICS = ("rubrics", "rubrics_before", "corrected_rubrics")
TYPES = {pl.Int64: "BIGINT", pl.Int32: "INTEGER", pl.String: "VARCHAR", pl.Date: "DATE", pl.Float64: "DOUBLE", pl.Boolean: "BOOLEAN"}  # fmt: skip


def add_accounts(
    paths: Sequence[Path],
    store: Path,
    *,
    mapping: str | None = None,
    columns: Mapping[str, str] | None = None,
    memory: str = MEMORY,
    tell: Callable[[str, int], None] = lambda _name, _rows: None,
    seen: Callable[[Told], None] = lambda _: None,
) -> Catalogue:
    """Read accounts into a store; the same file twice is there once.

    mapping: the name under which a plain table's columns are remembered. columns: what is said of some
    of them. tell: hears the name of each file in its turn, and how many of its rows are read. seen: hears
    what the columns of a table were taken for. Raises Unreadable (a file that is no accounts),
    RegistryMissing (no store), CannotWrite; the store is then as it was.
    """
    with writing(store) as change:
        before = change.catalogue.accounts
        mappings = dict(before.mappings) if before else {}
        said = {**mappings.get(mapping or "", {}), **(columns or {})}
        with engine(change.scratch, memory=memory) as connection:
            merging = _Merging(connection, change)
            staging = Staging(change.scratch / "parts", *merging.turns())
            told: dict[str, str] = {}
            titles: list[str] = []
            for given in read_files(listed(paths), said, tell):
                if given.tables:
                    known = told_of(given.tables)
                    told |= known.columns
                    titles += [*known.columns, *known.unread]
                    seen(known)
                staging.add(given, tell)
            staging.done()
            _refuse_unheard(columns or {}, told, titles)
            if mapping is not None and told:
                mappings[mapping] = {**said, **told}
            elif mapping is not None and mapping not in mappings:
                raise RegistryMissing(
                    N_(
                        "Le registre n’a pas de correspondance nommée « {name} », et aucun tableau n’est donné pour la faire."
                    ),
                    name=shown(mapping),
                )
            return change.publish_accounts(merging.merged(staging, mappings))


def _refuse_unheard(said: Mapping[str, str], told: Mapping[str, str], titles: Sequence[str]) -> None:
    """A column of which something is said, and that no table has, is a slip that would go unseen."""
    there = {plain(title) for title in told} | {plain(YEAR.sub(" ", title)) for title in told}
    for title in said if titles else ():
        if plain(title) not in there:
            raise Unreadable(
                title,
                N_("aucun des tableaux lus n’a de colonne de ce titre. Ils ont : {columns}."),
                columns=", ".join(shown(one) for one in dict.fromkeys(titles)),
            )


class _Merging:
    """What was there before and what is read, made one."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, change: Writing) -> None:
        self._connection = connection
        self._change = change
        before = change.catalogue.accounts
        self._before = change.folder / before.name if before else None
        self._layers = [change.folder / layer.name for layer in change.catalogue.on()]
        self._number = int(before.name.rsplit("-", 1)[1]) + 1 if before else 1

    def turns(self) -> tuple[dict[str, int], int]:
        """Return when each content first came, and the turn that is next."""
        known = f"SELECT {_digest('filing')}, min(turn) FROM ({self._filings()}) GROUP BY 1"
        turns = dict(self._all(known))
        return turns, max(turns.values(), default=0) + 1

    def merged(self, staging: Staging, mappings: dict[str, dict[str, str]]) -> Accounts:
        """Write the tables where the change stages them; return what the catalogue says of them.

        Only the years that files told now are judged again: the others stand as they stood.
        """
        again = ", ".join(map(quoted, staging.digests)) or "''"
        fresh = self._parts(staging, "accounts")
        self._make(
            "touched",
            f"SELECT DISTINCT {KEY} FROM (SELECT {KEY} FROM {fresh} UNION ALL "
            f"SELECT {KEY} FROM ({self._filings()}) WHERE {_digest('filing')} IN ({again}))",
        )
        earlier = f"SELECT * FROM ({self._filings()}) SEMI JOIN touched USING ({KEY}) WHERE {_digest('filing')} NOT IN ({again})"
        # The later of a year's filings stands: by deposit day, then reference, then order of arrival.
        self._make(
            "judged",
            f"SELECT *, row_number() OVER later = 1 AS stands, first_value(coalesce(reference, source)) OVER later AS by_ "
            f"FROM ({earlier} UNION ALL SELECT * FROM {fresh}) WINDOW later AS (PARTITION BY {KEY} ORDER BY "
            "deposited_on DESC NULLS LAST, reference DESC NULLS LAST, turn DESC, split_part(filing, '#', 2)::BIGINT DESC)",
        )
        for name, stands in (("accounts", "stands"), ("corrected", "NOT stands")):
            kept = f"SELECT * FROM {self._old(name)} ANTI JOIN touched USING ({KEY})"
            now = f"SELECT * EXCLUDE (stands, by_) FROM judged WHERE {stands}"
            rows = f"{kept} UNION ALL {now}"
            if name == "accounts":
                write_accounts(self._connection, rows, self._layers, self._change.stage)
            else:
                self._write(name, f"{rows} ORDER BY {KEY}, turn")
        self._rubrics(staging, again)
        places = ", ".join(map(quoted, staging.places)) or "''"
        # A mended file takes the place of what was set aside of it.
        old = f"SELECT * FROM {self._old('set_aside')} WHERE digest NOT IN ({again}) AND coalesce(place NOT IN ({places}), true)"
        self._write("set_aside", f"{old} UNION ALL SELECT * FROM {self._parts(staging, 'aside')}")
        return self._told(mappings)

    def _rubrics(self, staging: Staging, again: str) -> None:
        fresh = self._parts(staging, "rubrics")
        everything = " UNION ALL ".join(f"SELECT * FROM {self._old(name)}" for name in OF_RUBRICS)
        moved = f"SELECT 1 FROM ({everything}) SEMI JOIN touched USING ({KEY}) LIMIT 1"
        if (
            self._before is not None
            and not self._all(f"SELECT 1 FROM {fresh} LIMIT 1")
            and not self._all(moved)
        ):
            for name in OF_RUBRICS:
                _linked(self._before / f"{name}.parquet", self._change.stage / f"{name}.parquet")
            return
        self._make(
            "told",
            f"SELECT r.*, stands FROM (SELECT * FROM ({everything}) SEMI JOIN touched USING ({KEY}) "
            f"WHERE {_digest('filing')} NOT IN ({again}) UNION ALL SELECT * FROM {fresh}) r JOIN judged USING (filing)",
        )
        for name, which in zip(
            OF_RUBRICS, ("stands AND NOT before", "stands AND before", "NOT stands"), strict=True
        ):
            kept = f"SELECT * FROM {self._old(name)} ANTI JOIN touched USING ({KEY})"
            now = f"SELECT * EXCLUDE (stands) FROM told WHERE {which}"
            self._write(name, f"{kept} UNION ALL {now} ORDER BY {KEY}, rubric")

    def _told(self, mappings: dict[str, dict[str, str]]) -> Accounts:
        filings: dict[str, dict[str, int]] = {}
        counts = f"SELECT model, year, count(*) FROM {self._new('accounts')} GROUP BY ALL ORDER BY model NULLS LAST, year"
        for model, year, count in self._all(counts):
            filings.setdefault(model or "unknown", {})[str(year)] = count
        corrections = (
            f"SELECT c.enterprise, c.ended_on, coalesce(c.reference, c.source), coalesce(a.reference, a.source) "
            f"FROM (SELECT * FROM {self._new('corrected')} ORDER BY {KEY} LIMIT {EXAMPLES}) c "
            f"JOIN {self._new('accounts')} a USING ({KEY}) ORDER BY {KEY}"
        )
        ((corrected,),) = self._all(f"SELECT count(*) FROM {self._new('corrected')}")
        reasons = f"SELECT reason, count(*) FROM {self._new('set_aside')} GROUP BY reason ORDER BY reason"
        return Accounts(
            name=f"accounts-{self._number:04d}",
            taken_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            filings=filings,
            corrected=corrected,
            corrections=tuple(
                f"{enterprise:010d} {end} : {early} → {late}"
                for enterprise, end, early, late in self._all(corrections)
            ),
            set_aside=tuple(
                SetAside("accounts", reason, count, self._examples(reason))
                for reason, count in self._all(reasons)
            ),
            mappings=mappings,
        )

    def _examples(self, reason: str) -> tuple[str, ...]:
        first = f"SELECT text FROM {self._new('set_aside')} WHERE reason = {quoted(reason)} LIMIT {EXAMPLES}"
        return tuple(text for (text,) in self._all(first))

    def _filings(self) -> str:
        return f"SELECT * FROM {self._old('accounts')} UNION ALL SELECT * FROM {self._old('corrected')}"

    def _old(self, name: str) -> str:
        """Return a table as it was before, in the columns of today; an empty one where there was none."""
        schema = RUBRICS if name in OF_RUBRICS else ASIDE if name == "set_aside" else ACCOUNTS
        file = self._before / f"{name}.parquet" if self._before else None
        there = set(pl.scan_parquet(file, glob=False).collect_schema()) if file else set()
        # A measure that this version adds was not made of filings read before it.
        columns = ", ".join(
            f"{_named(column) if column in there else 'NULL'}::{TYPES[kind]} AS {_named(column)}"
            for column, kind in schema.items()
        )
        return f"(SELECT {columns} {f'FROM read_parquet({quoted(file)})' if file else 'LIMIT 0'})"

    def _new(self, name: str) -> str:
        return f"read_parquet({quoted(self._change.stage / f'{name}.parquet')})"

    def _parts(self, staging: Staging, name: str) -> str:
        # Each by its name: the folder of the store may have a star or a bracket in its own.
        return f"read_parquet([{', '.join(map(quoted, staging.parts[name]))}])"

    def _make(self, name: str, query: str) -> None:
        self._all(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")

    def _write(self, name: str, query: str) -> None:
        copied(self._connection, query, self._change.stage / f"{name}.parquet")

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(query).fetchall()


def _named(column: str) -> str:
    return f'"{column}"'


def _digest(filing: str) -> str:
    return f"split_part({filing}, '#', 1)"


def _linked(file: Path, into: Path) -> None:
    """Have a file in a second place, without writing it again where the disk can."""
    try:
        os.link(file, into)
    except OSError:
        shutil.copyfile(file, into)
