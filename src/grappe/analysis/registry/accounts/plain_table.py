"""A plain table, as databases export it: what its columns are, and its rows block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.faults import Unreadable, shown
from grappe.analysis.dossier.grids import DELIMITERS, Grid, read_old_workbook, read_workbook
from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.accounts.filing import Apart, Filing
from grappe.analysis.registry.accounts.table_blocks import Block, Lost, column, grid_blocks, opened
from grappe.analysis.registry.accounts.table_columns import is_columnar, taken
from grappe.analysis.registry.accounts.table_fields import is_value
from grappe.analysis.registry.accounts.table_plan import Plan, planned, read_said
from grappe.analysis.registry.accounts.table_rows import PLACES, filings
from grappe.analysis.registry.accounts.written_amounts import Marks

OLD = ".xls"
WORKBOOKS = (".xlsx", ".xlsm", OLD)
LACKS = {
    "enterprise": N_(
        "aucune colonne ne dit le numéro d’entreprise. Colonnes : {columns}. Dites laquelle : --column « Titre=enterprise »."
    ),
    "year": N_(
        "aucune colonne ne dit l’année : ni « Année », ni « Date de clôture », ni des titres qui finissent par elle (« Chiffre d’affaires 2021 »). Colonnes : {columns}. Dites laquelle : --column « Titre=year »."
    ),
    "measure": N_(
        "aucune colonne ne dit une mesure ou une rubrique. Colonnes : {columns}. Dites-en une : --column « Titre=turnover », ou turnover*1000 si elle est en milliers."
    ),
}
NONE = N_(
    "ce n’est aucun des fichiers de comptes connus (XBRL, JSON et CSV de la Banque nationale), ni un tableau où se reconnaissent un numéro d’entreprise, une année et une mesure. Colonnes lues : {columns}. Dites ce qu’elles sont : --column « Titre=enterprise »."
)
TITLES = 12
"""Titles that a refusal repeats."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file."""

    file: str
    plan: Plan
    blocks: Callable[[], Iterator[Block]]
    """Its rows, from the first, as many times as they are asked for."""
    marks: Marks = field(default_factory=Marks)
    number: int = 0
    """Its place among the sheets of its file."""
    name: str = ""
    others: tuple[str, ...] = ()
    """Names of the sheets of its file in which no accounts are seen."""

    def learn(self) -> None:
        """Look at all amounts, to know how the table writes them."""
        places = [column(use.place) for use in self.plan.uses if is_value(use.field)]
        for block, _ in self.blocks():
            self.marks.see(block[name].fill_null("") for name in places)

    @property
    def columnar(self) -> bool:
        """Whether its rows can be taken a block at a time."""
        return is_columnar(self.plan)

    def frames(self) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """Yield the rows that stand and those set aside, of a table that is columnar."""
        for block, lost in self.blocks():
            rows, aside = taken(block, self.plan, self.marks, self.file)
            broken = pl.DataFrame(
                [(self._place(one), "broken", self._text(one)) for one in lost],
                schema=aside.schema,
                orient="row",
            )
            yield rows, pl.concat([aside, broken])

    def filings(self) -> Iterator[tuple[int, Filing | Apart]]:
        """Yield its filings one by one, each with its place in the file."""
        for block, lost in self.blocks():
            yield from filings(block, self.plan, self.marks, self.file)
            yield from ((self._place(one), Apart("broken", self._text(one))) for one in lost)

    def _place(self, lost: Lost) -> int:
        return lost.row * PLACES

    def _text(self, lost: Lost) -> str:
        return f"{self.file} {lost.row} : {lost.text}"


@dataclass(frozen=True, slots=True)
class Told:
    """What the columns of a table were taken for: what a person should see of it."""

    file: str
    columns: Mapping[str, str]
    """By title, as `--column` takes it."""
    unread: tuple[str, ...]
    """Titles of the columns that are passed over."""
    sheets: tuple[str, ...] = ()
    """Names of the sheets in which no accounts are seen."""


EMPTY = N_("le fichier est vide.")


def sheets(path: Path, columns: Mapping[str, str]) -> list[Sheet]:
    """Return the tables of a file that tell accounts.

    columns: what is said of them, before what their titles tell. Unreadable: none tells an enterprise, a
    year and a measure, or two columns say the same.
    """
    found = _of_workbook(path, columns) if path.suffix.lower() in WORKBOOKS else [_of_text(path, columns)]
    good = [sheet for sheet in found if not sheet.plan.lacks]
    if not good:
        raise _unknown(
            path, max(found, key=lambda sheet: len(sheet.plan.uses)).plan if found else Plan((), 0, ())
        )
    for sheet in good:
        if sheet.plan.twice:
            first, second = sheet.plan.twice[0]
            raise Unreadable(
                path.name,
                N_(
                    "les colonnes « {first} » et « {second} » disent la même chose. Ôtez l’une des deux, ou dites laquelle lire : --column « Titre=champ »."
                ),
                first=shown(first),
                second=shown(second),
            )
    for sheet in good:
        sheet.learn()
    others = tuple(sheet.name for sheet in found if sheet.plan.lacks)
    return [replace(sheet, others=others) for sheet in good]


def told_of(tables: Sequence[Sheet]) -> Told:
    """Return what the columns of a file's tables were taken for."""
    uses = [use for table in tables for use in table.plan.uses]
    unread = dict.fromkeys(title for table in tables for title in table.plan.unread)
    return Told(
        tables[0].file, {use.title: use.meaning.written for use in uses}, tuple(unread), tables[0].others
    )


def _of_text(path: Path, columns: Mapping[str, str]) -> Sheet:
    text = opened(path)
    said = read_said(columns)
    plans = [(planned(rows, said=said), mark, rows) for mark in DELIMITERS if (rows := text.rows(mark))]
    if not plans:
        raise _unknown(path, Plan((), 0, ()))
    plan, mark, rows = max(plans, key=lambda one: (len(one[0].uses), max(map(len, one[2]), default=0)))
    width = max([len(row) for row in rows] + [1])
    return Sheet(path.name, plan, lambda: text.blocks(mark, width, plan.header))


def _of_workbook(path: Path, columns: Mapping[str, str]) -> list[Sheet]:
    said = read_said(columns)
    read = read_old_workbook if path.suffix.lower() == OLD else read_workbook
    return [
        _of_grid(path, grid, planned(grid.cells, grid.merged, said), number)
        for number, grid in enumerate(read(path.name, path))
        if grid.cells
    ]


def _of_grid(path: Path, grid: Grid, plan: Plan, number: int) -> Sheet:
    width = max(map(len, grid.cells))
    # A number of a workbook is written here with a point.
    return Sheet(
        path.name,
        plan,
        lambda: grid_blocks(grid, width, plan.header),
        Marks(decimals={"."}),
        number,
        name=grid.sheet or "",
    )


def _unknown(path: Path, plan: Plan) -> Unreadable:
    titles = [*(use.title for use in plan.uses), *plan.unread]
    seen = ", ".join(shown(title) for title in titles[:TITLES])
    if not titles:
        return Unreadable(path.name, EMPTY)
    why = LACKS[plan.lacks[0]] if plan.uses else NONE
    return Unreadable(path.name, why, columns=seen + (", …" if len(titles) > TITLES else ""))
