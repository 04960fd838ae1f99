"""One CSV of an extract becomes one Parquet file, typed and checked; what cannot be taken is set aside."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from grappe.analysis.dossier.faults import Unreadable, shown
from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.broken_lines import mended
from grappe.analysis.registry.layout import Column, Table
from grappe.analysis.registry.set_aside import EXAMPLES, SetAside
from grappe.analysis.registry.sql import copied, quoted
from grappe.analysis.vocabulary import nace

LONGEST_ROW = 1 << 20
"""Characters of a row beyond which a quote was surely left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What became of one file."""

    rows: int
    """Those kept."""
    set_aside: tuple[SetAside, ...]
    unknown_columns: tuple[str, ...]
    """Columns that the layout does not know: passed over."""


def columns_of(file: Path, wanted: Sequence[Column]) -> list[str]:
    """Return a file's columns in its own order. Unreadable: one that is wanted is lacking, or there twice."""
    try:
        with file.open("rb") as content:
            first = content.readline(LONGEST_ROW).decode("utf-8-sig")
        header = [name.strip() for name in next(csv.reader([first]), [])]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(
            file.name, N_("ce n’est pas un fichier CSV en UTF-8. Téléchargez l’extrait de nouveau.")
        ) from error
    lacking = [column.official for column in wanted if column.official not in header]
    if not any(header):
        raise Unreadable(
            file.name, N_("le fichier est vide. Téléchargez l’extrait de nouveau ; rien n’a été écrit.")
        )
    if lacking:
        raise Unreadable(
            file.name,
            N_(
                "il manque {columns} ; le fichier a : {header}. Téléchargez l’extrait de nouveau ; rien n’a été écrit."
            ),
            columns=", ".join(lacking),
            header=shown(", ".join(header)),
        )
    if len(set(header)) < len(header):
        raise Unreadable(
            file.name,
            N_("deux colonnes ont le même nom : {header}. Téléchargez l’extrait de nouveau."),
            header=shown(", ".join(header)),
        )
    return header


def read_table(engine: duckdb.DuckDBPyConnection, file: Path, table: Table, into: Path, aside: Path) -> Read:
    """Write `into` (Parquet, in the file's order) and, where rows are set aside, `aside` (Parquet).

    The table `known_nace` (version, nace) must exist in the engine for a table that has NACE codes.
    """
    header = columns_of(file, table.columns)
    known = [column.official for column in table.columns]
    lost: list[str] = []
    try:
        copied(engine, _checked(table, f"SELECT * FROM {_raw(file, header)}"), into)
    except duckdb.InvalidInputException:
        with TemporaryDirectory(dir=into.parent) as folder:
            whole = Path(folder) / file.name
            lost = mended(file, whole, len(header))
            copied(engine, _checked(table, f"SELECT * FROM {_raw(whole, header)}"), into)
    found = _set_apart(engine, table, into, aside, lost)
    (rows,) = _one(engine, f"SELECT count(*) FROM read_parquet({quoted(into)})")
    return Read(
        rows=rows,
        set_aside=found,
        unknown_columns=tuple(name for name in header if name not in known),
    )


def read_keys(engine: duckdb.DuckDBPyConnection, file: Path, table: Table) -> list[int]:
    """Return the numbers that an update's `_delete` file names. Unreadable: one is no number, a broken line.

    None is set aside: what an update does not take away would stand beside what it brings.
    """
    header = columns_of(file, [table.key])
    column, number = f'"{table.key.official}"', _number(table.key)
    raw = _raw(file, header)
    is_wrong = f"{number} IS NULL OR length({column}) NOT IN (10, 12, 13) OR 97 - ({number} // 100) % 97 <> {number} % 100"
    try:
        wrong = engine.execute(f"SELECT {column} FROM {raw} WHERE {is_wrong} LIMIT 1").fetchall()
    except duckdb.InvalidInputException as error:
        raise Unreadable(
            file.name,
            N_("une ligne en est mal formée. Téléchargez l’extrait de nouveau ; rien n’a été écrit."),
        ) from error
    if wrong:
        raise Unreadable(
            file.name,
            N_("« {value} » n’est pas un numéro. Téléchargez l’extrait de nouveau ; rien n’a été écrit."),
            value=shown(wrong[0][0]),
        )
    return [row[0] for row in engine.execute(f"SELECT DISTINCT {number} FROM {raw}").fetchall()]


def know_nace(engine: duckdb.DuckDBPyConnection, codes: Path) -> None:
    """Make the table of the NACE codes to expect: the extract's own list, ours for a version it lacks."""
    ours = pl.concat(
        nace.table(version).select(pl.lit(version).alias("version"), pl.col("digits").alias("nace"))
        for version in nace.VERSIONS
    )
    engine.register("our_nace", ours.to_arrow())
    listed = (
        f"SELECT DISTINCT right(category, 4) AS version, code AS nace FROM read_parquet({quoted(codes)}) "
        "WHERE regexp_full_match(category, 'Nace20[0-2][0-9]') AND regexp_full_match(code, '[0-9]{2,7}')"
    )
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE known_nace AS WITH listed AS ({listed}) SELECT * FROM listed UNION "
        "SELECT * FROM our_nace WHERE version NOT IN (SELECT version FROM listed)"
    )
    engine.unregister("our_nace")


def _raw(file: Path, header: Sequence[str]) -> str:
    """Return the reading of a CSV, every cell a text.

    With the columns told, a bad quote is an error; left to guess, the engine would take the whole file to be
    unquoted, and say nothing.
    """
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in header)
    return (
        f"read_csv({quoted(file)}, auto_detect=false, header=true, columns={{{columns}}}, delim=',', "
        f"quote='\"', escape='\"', max_line_size={LONGEST_ROW})"
    )


def _checked(table: Table, rows: str) -> str:
    """Return the rows typed, with `why`, the reason to set a row aside, and its text then, else nothing."""
    typed, reasons = [], []
    for column in table.columns:
        cell = _cell(column)
        typed.append(f'{_typed(column)} AS "{column.name}"')
        if column.kind == "number":
            number = _typed(column)
            # Ten digits, with the three dots of an establishment, the two of an enterprise, or without.
            reasons += [
                f"WHEN {cell} IS NOT NULL AND ({number} IS NULL OR length({cell}) NOT IN (10, 12, 13)) THEN 'number'",
                f"WHEN 97 - ({number} // 100) % 97 <> {number} % 100 THEN 'modulo97'",
            ]
        if column.kind == "date":
            reasons.append(f"WHEN {cell} IS NOT NULL AND {_date(cell)} IS NULL THEN 'date'")
    lacking = [f"{_cell(column)} IS NULL" for column in table.columns if column.required]
    reasons.append(f"WHEN {' OR '.join(lacking)} THEN 'empty'")
    numbers = ", ".join(
        f'{_number(column)} AS "{column.official}#"' for column in table.columns if column.kind == "number"
    )
    cells = ", ".join(f"coalesce(\"{column.official}\", '')" for column in table.columns)
    source = f"(SELECT *, {numbers} FROM ({rows}))" if numbers else f"({rows})"
    return (
        f"SELECT {', '.join(typed)}, CASE {' '.join(reasons)} END AS why, "
        f"CASE WHEN why IS NOT NULL THEN concat_ws(',', {cells}) END AS text FROM {source}"
    )


def _cell(column: Column) -> str:
    written = f'"{column.official}"'
    # Codes are told apart as they stand; a space more in a text is no difference.
    return f"nullif(trim({written}), '')" if column.kind == "text" else f"nullif({written}, '')"


def _typed(column: Column) -> str:
    if column.kind == "number":
        return f'"{column.official}#"'
    return _date(_cell(column)) if column.kind == "date" else _cell(column)


def _number(column: Column) -> str:
    return f"try_cast(replace(\"{column.official}\", '.', '') AS BIGINT)"


def _date(cell: str) -> str:
    # The second form is seen in real extracts, in the day on which an address was struck off.
    return f"try_strptime({cell}, ['%d-%m-%Y', '%d/%m/%y'])::DATE"


def _set_apart(
    engine: duckdb.DuckDBPyConnection, table: Table, into: Path, aside: Path, lost: list[str]
) -> tuple[SetAside, ...]:
    """Move the rows that have a reason to go out of the table's file; return them counted, by reason."""
    rows = f"read_parquet({quoted(into)})"
    if table.is_unique:
        rows = _without_second_ones(engine, table, rows)
    if any(column.name == "nace" for column in table.columns):
        rows = _without_strange_codes(engine, rows)
    frame = pl.DataFrame({"text": lost}, schema={"text": pl.String})
    engine.register("lost_rows", frame.to_arrow())
    engine.execute(
        f'CREATE OR REPLACE TEMP VIEW apart AS SELECT {quoted(table.name)} AS "table", why AS reason, text '
        f"FROM {rows} WHERE why IS NOT NULL UNION ALL SELECT {quoted(table.name)}, 'broken', text FROM lost_rows"
    )
    counts = engine.execute("SELECT reason, count(*) FROM apart GROUP BY reason ORDER BY reason").fetchall()
    found = tuple(
        SetAside(table.name, reason, count, tuple(_examples(engine, reason))) for reason, count in counts
    )
    if found:
        copied(engine, "SELECT * FROM apart", aside)
        kept = into.with_suffix(".kept.parquet")
        copied(engine, f"SELECT * FROM {rows} WHERE why IS NULL", kept)
        kept.replace(into)
    engine.execute("DROP VIEW apart")
    engine.unregister("lost_rows")
    return found


def _without_second_ones(engine: duckdb.DuckDBPyConnection, table: Table, rows: str) -> str:
    key = f'"{table.key.name}"'
    counted = f"SELECT count(*), count(DISTINCT {key}) FROM {rows} WHERE why IS NULL"
    seen, different = _one(engine, counted)
    if seen == different:
        return rows
    names = ", ".join(f"coalesce(\"{column.name}\"::VARCHAR, '')" for column in table.columns)
    return (
        f"(SELECT * EXCLUDE (why, text, turn), CASE WHEN why IS NULL AND turn > 1 THEN 'twice' ELSE why END AS why, "
        f"coalesce(text, CASE WHEN turn > 1 THEN concat_ws(',', {names}) END) AS text "
        f"FROM (SELECT *, row_number() OVER (PARTITION BY {key}, why) AS turn FROM {rows}))"
    )


def _without_strange_codes(engine: duckdb.DuckDBPyConnection, rows: str) -> str:
    # The codes met are few: looking each row up would cost the order of the file, and time.
    met = f'SELECT DISTINCT "group", version, nace, classification FROM {rows} WHERE why IS NULL'
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE strange AS SELECT met.*, CASE WHEN known_nace.nace IS NULL THEN 'nace' "
        f"ELSE 'code' END AS reason FROM ({met}) met LEFT JOIN known_nace USING (version, nace) "
        "WHERE known_nace.nace IS NULL OR NOT regexp_full_match(\"group\", '00[1-9]') "
        "OR classification NOT IN ('MAIN', 'SECO', 'ANCI')"
    ).fetchall()
    if _one(engine, "SELECT count(*) FROM strange") == (0,):
        return rows
    return (
        "(SELECT r.* EXCLUDE (why, text), coalesce(why, reason) AS why, coalesce(text, CASE WHEN reason IS NOT NULL "
        "THEN concat_ws(',', r.entity, r.\"group\", r.version, r.nace, r.classification) END) AS text "
        f'FROM {rows} r LEFT JOIN strange USING ("group", version, nace, classification))'
    )


def _examples(engine: duckdb.DuckDBPyConnection, reason: str) -> Iterator[str]:
    asked = "SELECT text FROM apart WHERE reason = ? LIMIT ?"
    for (text,) in engine.execute(asked, [reason, EXAMPLES]).fetchall():
        yield shown(text)


def _one(engine: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    # All of it: an answer read half bars the connection.
    (row,) = engine.execute(query).fetchall()
    return tuple(row)
