"""Which row of a sheet is its header, and what its columns are."""

from __future__ import annotations

from dataclasses import dataclass

from grappe.analysis.dossier.columns import Table
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.grids import LOOKED_AT, Grid, is_blank
from grappe.analysis.dossier.nearest import nearest, plain
from grappe.analysis.language.catalogues import N_

CLUSTER_ID = "cluster_id"
ROW = "_row"
"""The column that keeps each row's number as a spreadsheet shows it; a file's own is renamed."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its row (from 0) and the name of each used column, by position."""

    row: int
    names: dict[int, str]


def score(cells: list[str], table: Table) -> int:
    """Count the cells of a row that are columns of the table."""
    return len({plain(cell) for cell in cells} & set(_titles(cells, table)))


def find_header(grid: Grid, table: Table) -> tuple[Header | None, list[Fault]]:
    """Find the header among the first rows: the one that knows most columns of the table.

    A title, a logo's empty rows, a note may stand above it. Returns None when the sheet is blank. Of a table
    of open columns any row may be the header: whether its columns are known is for the questionnaire to say.
    """
    rows = [(position, row) for position, row in enumerate(grid.cells[:LOOKED_AT]) if not is_blank(row)]
    if not rows:
        return None, []
    position, cells = max(rows, key=lambda pair: (score(pair[1], table), -pair[0]))
    faults = [_merged(grid, table, position)] if _is_merged(grid, position) else []
    if score(cells, table) == 0 and not table.open_columns:
        faults.append(no_header(table, position + 1, cells))
    wanted = _titles(cells, table)
    names: dict[int, str] = {}
    for place, cell in enumerate(cells):
        written = cell.strip()
        if not written:
            continue
        name = wanted.get(plain(written), written)
        if name == ROW:
            name = f"{ROW}_"
        if name in names.values():
            faults.append(
                Fault(
                    table=table.name,
                    row=position + 1,
                    column=name,
                    value=written,
                    what=N_("cette colonne apparaît deux fois."),
                    expected=N_("Gardez-en une seule."),
                )
            )
            continue
        names[place] = name
    return Header(position, names), faults


def _titles(cells: list[str], table: Table) -> dict[str, str]:
    """Return what each column may be called in these cells: its name, or else the best of its aliases."""
    there = {plain(cell) for cell in cells}
    wanted = {plain(column.name): column.name for column in table.columns} | {plain(CLUSTER_ID): CLUSTER_ID}
    for column in table.columns:
        if plain(column.name) not in there:
            named = (plain(alias) for alias in column.aliases if plain(alias) in there)
            wanted |= {alias: column.name for alias in list(named)[:1] if alias not in wanted}
    return wanted


def missing_columns(names: set[str], table: Table, row: int) -> list[Fault]:
    """Return a fault for each required column that is not there, with the nearest one that is."""
    faults = []
    strangers = names - {column.name for column in table.columns}
    for column in table.columns:
        if not column.required or column.name in names:
            continue
        guess = nearest(column.name, strangers)
        faults.append(
            Fault(
                table=table.name,
                row=row,
                column=column.name,
                value=guess,
                what=N_("la colonne manque."),
                expected=N_("Colonne obligatoire de la table {table}."),
                remedy=N_("La colonne « {guess} » la contient-elle ? Renommez-la.") if guess else None,
                values={"table": table.name, "guess": guess or ""},
            )
        )
    return faults


def near_columns(names: set[str], table: Table, row: int) -> list[Fault]:
    """Return a warning for each stranger that looks like an optional column which is not there."""
    if table.open_columns:
        return []
    absent = [column.name for column in table.columns if not column.required and column.name not in names]
    known = {column.name for column in table.columns} | {CLUSTER_ID}
    return [
        Fault(
            table=table.name,
            row=row,
            column=stranger,
            what=N_("cette colonne n’est pas de la table ; elle n’est pas lue."),
            remedy=N_("Vouliez-vous dire « {guess} » ?"),
            values={"guess": guess},
            severity="warning",
        )
        for stranger in sorted(names - known)
        if (guess := nearest(stranger, absent))
    ]


def no_header(table: Table, row: int, cells: list[str]) -> Fault:
    """Say that nothing in a row is a column of the table. row: as a spreadsheet numbers it."""
    return Fault(
        table=table.name,
        row=row,
        value=" ".join(cell for cell in cells if cell.strip()),
        what=N_("aucune ligne n’est un en-tête de cette table (« {value} »)."),
        expected=N_("Une ligne d’en-têtes est attendue : {columns}…"),
        values={"columns": ", ".join(column.name for column in table.columns[:4])},
    )


def _is_merged(grid: Grid, row: int) -> bool:
    return any(top <= row <= bottom and right > left for top, left, bottom, right in grid.merged)


def _merged(grid: Grid, table: Table, row: int) -> Fault:
    return Fault(
        table=table.name,
        row=row + 1,
        value=grid.sheet,
        what=N_("des cellules de l’en-tête sont fusionnées (feuille « {value} »)."),
        expected=N_("Une cellule par colonne est attendue."),
        remedy=N_("Dans Excel : sélectionnez la ligne, puis « Annuler la fusion des cellules »."),
    )
