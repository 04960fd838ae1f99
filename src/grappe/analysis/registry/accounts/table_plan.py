"""Where a table's header is, and what each of its columns is taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from grappe.analysis.dossier.grids import LOOKED_AT
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.registry.accounts.table_fields import (
    OF_ONE_YEAR,
    Meaning,
    guessed,
    is_amount,
    is_value,
    is_year,
    told,
    unit_above,
    years_in,
)
from grappe.analysis.vocabulary.annual_accounts import rubrics, spelled

COMMON = ("enterprise", "model", "currency", "consolidation")
"""What is said once of a company in a table that has one row for all its years."""


@dataclass(frozen=True, slots=True)
class Use:
    """One column that is read."""

    place: int
    title: str
    meaning: Meaning

    @property
    def field(self) -> str:
        """The field that it is."""
        return self.meaning.field

    @property
    def factor(self) -> float:
        """What its cells are multiplied by, to be EUR."""
        return self.meaning.factor or 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is read."""

    uses: tuple[Use, ...]
    header: int
    """Rows above the first row of data."""
    unread: tuple[str, ...]
    """Titles of the columns that are passed over."""
    twice: tuple[tuple[str, str], ...] = ()
    """Pairs of titles that say the same: which of the two is right, the table does not tell."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the titles, where a row has all years of a company; else none."""
        return tuple(sorted({use.meaning.year for use in self.uses if use.meaning.year is not None}))

    @property
    def lacks(self) -> tuple[str, ...]:
        """What no column tells, of what an account cannot do without."""
        fields = {use.field for use in self.uses}
        has = {
            "enterprise": "enterprise" in fields,
            "year": bool(self.years or fields & {"year", "ended_on"}),
            "measure": any(is_value(field) for field in fields),
        }
        return tuple(name for name, there in has.items() if not there)

    @property
    def rubrics(self) -> frozenset[str]:
        """The rubrics that the table can tell, as the forms print them."""
        codes = {use.field for use in self.uses if use.field in rubrics()}
        return frozenset(spelled(dict.fromkeys(codes, 0.0)))

    def of(self, year: int | None) -> tuple[Use, ...]:
        """Return the columns of one year, those common to all included."""
        return tuple(use for use in self.uses if use.meaning.year in (None, year))


def planned(
    rows: Sequence[Sequence[str]],
    merged: Sequence[tuple[int, int, int, int]] = (),
    said: Mapping[str, Meaning] | None = None,
) -> Plan:
    """Return how a table is read, from its first rows: the header is the row of which most titles are known.

    merged: ranges of merged cells (first row, first column, last row, last column). said: by title, what
    a person says of a column, before what its title tells.
    """
    said = said or {}
    filled = _filled(rows[:LOOKED_AT], merged)
    best: tuple[int, int, list[str], list[Meaning | None]] = (-1, 0, [], [])
    for place, row in enumerate(filled):
        joined = _under(filled[place - 1], row) if place else row
        for titles in (row, joined):
            found = [_meaning(title, said) for title in titles]
            score = len({(one.field, one.year) for one in found if one is not None})
            if score > best[0]:
                best = (score, place, titles, found)
    _, place, titles, found = best
    unit = unit_above(" ".join(cell for row in rows[:place] for cell in row if _meaning(cell, said) is None))
    uses = [
        Use(column, title.strip(), _in_units(meaning, unit))
        for column, (title, meaning) in enumerate(zip(titles, found, strict=True))
        if meaning is not None
    ]
    uses, twice = _once(_of_one_shape(uses), said)
    places = {use.place for use in uses}
    unread = tuple(
        title.strip() for column, title in enumerate(titles) if column not in places and title.strip()
    )
    return Plan(tuple(uses), place + 1, unread, twice)


def _meaning(title: str, said: Mapping[str, Meaning]) -> Meaning | None:
    exact = said.get(plain(title))
    if exact is not None:
        years = years_in(title)
        dated = len(years) == 1 and (is_value(exact.field) or exact.field in OF_ONE_YEAR)
        return replace(exact, year=years[0]) if dated else exact
    # What is said of a title holds for each year that follows it.
    words = title.rsplit(maxsplit=1)
    if len(words) == 2 and is_year(words[1]) and (undated := said.get(plain(words[0]))) is not None:
        return replace(undated, year=int(words[1]))
    return guessed(title)


def _in_units(meaning: Meaning, unit: float) -> Meaning:
    if meaning.factor is None and is_amount(meaning.field):
        return replace(meaning, factor=unit)
    return meaning


def _of_one_shape(uses: list[Use]) -> list[Use]:
    """Keep the columns of one shape of table: a row per company and year, or a row with all its years."""
    has_year = any(use.field in ("year", "ended_on") and use.meaning.year is None for use in uses)
    has_values = any(is_value(use.field) and use.meaning.year is None for use in uses)
    has_dated = any(is_value(use.field) and use.meaning.year is not None for use in uses)
    if not has_dated or (has_year and has_values):
        return [use for use in uses if use.meaning.year is None]
    return [use for use in uses if use.meaning.year is not None or use.field in COMMON]


def _once(uses: list[Use], said: Mapping[str, Meaning]) -> tuple[list[Use], tuple[tuple[str, str], ...]]:
    """Keep one column of each meaning, the one that a person says; two that nobody tells apart: a pair."""
    kept: dict[tuple[str, int | None], Use] = {}
    twice = []
    for use in sorted(uses, key=lambda use: plain(use.title) not in said):
        other = kept.setdefault((use.field, use.meaning.year), use)
        if other is not use and (plain(other.title) in said) == (plain(use.title) in said):
            twice.append((other.title, use.title))
    places = {use.place for use in kept.values()}
    return [use for use in uses if use.place in places], tuple(twice)


def _filled(rows: Sequence[Sequence[str]], merged: Sequence[tuple[int, int, int, int]]) -> list[list[str]]:
    """Repeat what a merged cell says in each cell that it covers."""
    filled = [[str(cell) for cell in row] for row in rows]
    for top, left, bottom, right in merged:
        if top >= len(filled) or left >= len(filled[top]):
            continue
        for row in filled[top : bottom + 1]:
            row[left : right + 1] = [filled[top][left]] * len(row[left : right + 1])
    return filled


def _under(above: Sequence[str], row: Sequence[str]) -> list[str]:
    """Return the titles of a header of two lines: words above, and years below them."""
    if not any(is_year(cell) for cell in row):
        return list(row)
    titles, last = [], ""
    for column, cell in enumerate(row):
        words = above[column].strip() if column < len(above) else ""
        last = words or last
        titles.append(f"{last} {cell}" if is_year(cell) else cell if cell.strip() else words)
    return titles


def read_said(columns: Mapping[str, str]) -> dict[str, Meaning]:
    """Return what a person says of columns, by their titles. What is no field is passed over."""
    read = ((plain(title), told(field)) for title, field in columns.items())
    return {title: meaning for title, meaning in read if meaning is not None}
