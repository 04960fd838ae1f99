"""What an import would do, cell by cell, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date

DAY = "day"
"""A value of a sentence so named is a day, written in full."""
LABEL = "label"
"""A value so named is a French sentence, said as people read it."""


class State(Enum):
    """What becomes of a cell."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WARNING = "warning"
    """Written or not, as its sentence says; somebody should look."""
    ERROR = "error"
    """Nothing is written as long as it stands."""
    EMPTY = "empty"
    """Nothing to write: what the book says stays."""


class RowKind(Enum):
    """What a row is about."""

    NEW = "new"
    KNOWN = "known"
    DOUBLE = "double"
    """The organisation of an earlier row of the file."""
    LEFT_OUT = "left_out"


class How(Enum):
    """How a known organisation was recognised, as people read it."""

    CHOSEN = N_("choisie à la main")
    NUMBER = N_("à son numéro d’entreprise")
    CODE = N_("à son code")
    NAME = N_("à son nom")
    DOMAIN = N_("à son domaine internet")
    ADDRESS = N_("à son adresse")


@dataclass(frozen=True, slots=True)
class Message:
    """One French sentence and its values; those whose names begin with `day` are days, `label` is said."""

    words: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, language: Language) -> str:
        """Return it as people read it."""
        return say(
            self.words,
            language,
            **{name: _value(name, value, language) for name, value in self.values.items()},
        )

    def as_row(self) -> list[Any]:
        """Return it as it is kept."""
        return [self.words, dict(self.values)]


def _value(name: str, value: Any, language: Language) -> Any:
    if name.startswith(DAY):
        return long_date(dt.date.fromisoformat(value), language)
    return say(value, language) if name == LABEL else value


@dataclass(slots=True)
class Cell:
    """What becomes of one cell: what will stand there, what stands there now, and what there is to say."""

    state: State
    after: str = ""
    before: str = ""
    told: list[Message] = field(default_factory=list)

    def err(self, *told: Message) -> None:
        """Have the cell be wrong."""
        self.state = State.ERROR
        self.told.extend(told)

    def warn(self, *told: Message) -> None:
        """Have somebody look at the cell."""
        if self.state is not State.ERROR:
            self.state = State.WARNING
        self.told.extend(told)

    def as_row(self) -> list[Any]:
        """Return it as it is kept."""
        return [self.state.value, self.after, self.before, [message.as_row() for message in self.told]]


@dataclass(slots=True)
class Verdict:
    """What becomes of one row."""

    row: int
    kind: RowKind
    how: How | None = None
    organisation: int | None = None
    """The number of the known organisation."""
    called: str = ""
    """What people call it: `m12 Forge Été`."""
    of: int | None = None
    """The earlier row of the file that is about the same organisation."""
    cells: dict[str, Cell] = field(default_factory=dict)
    """By field."""
    told: list[Message] = field(default_factory=list)
    """What there is to say of the whole row; always worth a look."""
    faults: list[Message] = field(default_factory=list)
    """What is wrong with the whole row."""

    @property
    def errors(self) -> int:
        """Count what is wrong; nothing is of a row that is left out."""
        if self.kind is RowKind.LEFT_OUT:
            return 0
        return len(self.faults) + sum(cell.state is State.ERROR for cell in self.cells.values())

    @property
    def warnings(self) -> int:
        """Count what somebody should look at."""
        return len(self.told) + sum(cell.state is State.WARNING for cell in self.cells.values())

    def cell(self, *keys: str) -> Cell | None:
        """Return the first cell that there is of some fields."""
        return next((self.cells[key] for key in keys if key in self.cells), None)

    def err(self, message: Message, *keys: str) -> None:
        """Say what is wrong at the first cell that there is of some fields, else of the whole row."""
        cell = self.cell(*keys)
        if cell is None:
            self.faults.append(message)
        else:
            cell.err(message)

    def warn(self, message: Message, *keys: str) -> None:
        """Say what to look at, likewise."""
        cell = self.cell(*keys)
        if cell is None:
            self.told.append(message)
        else:
            cell.warn(message)
