"""What a column and a table of the dossier may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "identifier", "text", "integer", "number", "share", "boolean", "date", "year", "month",
    "choice", "choices", "list", "nace", "nace_list", "nace_version", "postal_code", "country",
    "region", "enterprise_number",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in the files, what it may hold, and what it means."""

    name: str
    kind: Kind
    about: str
    """One French sentence for the person who fills it in (translated when shown)."""
    required: bool = False
    """The column must be there, and filled in on every row."""
    choices: Mapping[str, str] | None = None
    """Closed list: code to French label."""
    minimum: float | None = None
    maximum: float | None = None
    refers: str | None = None
    """The table whose own id this column names."""
    also: tuple[str, ...] = ()
    """Values allowed beside those of `refers`."""
    aliases: tuple[str, ...] = ()
    """Titles that tools give it in their exports, the best first, for when its own is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Two days of which the second may not come before the first."""

    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMost:
    """Numbers whose sum may not exceed another: present and represented, of the entitled."""

    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the dossier. Keys hold within a cluster."""

    name: str
    title: str
    """What people call it, in French (translated when shown)."""
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    required: bool = False
    rules: tuple[Span | AtMost, ...] = ()
    dated_by: str | None = None
    """The column of which a day after the reference day is odd, though lawful."""
    open_columns: bool = False
    """Other columns belong to the table too (one per question of the survey)."""

    @property
    def id_column(self) -> str | None:
        """The column that names a row on its own, if there is one."""
        return self.columns[0].name if self.columns[0].kind == "identifier" else None

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


def identifier(name: str, about: str, *, refers: str | None = None, required: bool = True) -> Column:
    """A column that names a row, of its own table or of another."""
    return Column(name=name, kind="identifier", about=about, refers=refers, required=required)


def text(name: str, about: str, *, required: bool = False) -> Column:
    """A column of free words."""
    return Column(name=name, kind="text", about=about, required=required)


def day(name: str, about: str, *, required: bool = False) -> Column:
    """A column of days."""
    return Column(name=name, kind="date", about=about, required=required)


def flag(name: str, about: str) -> Column:
    """A column of yes or no."""
    return Column(name=name, kind="boolean", about=about)


def count(name: str, about: str) -> Column:
    """A column of whole numbers from zero."""
    return Column(name=name, kind="integer", about=about, minimum=0)


def number(name: str, about: str, *, minimum: float | None = None) -> Column:
    """A column of numbers, euros included."""
    return Column(name=name, kind="number", about=about, minimum=minimum)


def choice(name: str, about: str, choices: Mapping[str, str], *, required: bool = False) -> Column:
    """A column that takes one value of a closed list."""
    return Column(name=name, kind="choice", about=about, choices=choices, required=required)
