"""What is wrong with a dossier, told so that its author can mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import long_date
from grappe.analysis.language.punctuation import colon

Severity = Literal["fault", "warning"]

SHOWN = 60
"""Characters of a value that a sentence repeats: enough to find the cell, not the whole cell."""


def shown(value: object) -> str:
    """Return a value as a sentence may quote it: on one line, cut when long, harmless to a terminal."""
    words = " ".join(str(value).split())
    seen = "".join(c if c.isprintable() else "\ufffd" for c in words[:SHOWN])
    return seen if len(words) <= SHOWN else f"{seen}… ({len(words)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to mend (or, as a warning, to know): where, what was seen, what is expected, the remedy."""

    table: str
    """The table, or the file where there is no table."""
    what: str
    """French sentence with `{names}` taken from `values`, and `{value}`."""
    row: int | None = None
    """The row as a spreadsheet numbers it, title and header included."""
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    remedy: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    """Days among them are written in full."""
    lost: tuple[str, str] | None = None
    """Of a reference that leads nowhere: the table that it names, and the identifier that is not there."""
    severity: Severity = "fault"

    def place(self, language: Language = "fr") -> str:
        """Say where: table, row, column."""
        parts = [self.table]
        if self.row is not None:
            parts.append(say(N_("ligne {row}"), language, row=self.row))
        if self.column is not None:
            parts.append(say(N_("colonne {column}"), language, column=self.column))
        return ", ".join(parts)

    def sentence(self, language: Language = "fr") -> str:
        """Say all of it: place, fault, what is expected, remedy."""
        values = {name: _translated(value, language) for name, value in self.values.items()}
        values["value"] = shown(self.value) if self.value is not None else ""
        parts = [say(part, language, **values) for part in (self.what, self.expected, self.remedy) if part]
        return f"{self.place(language)}{colon(language)}{' '.join(parts)}"

    def as_row(self, language: Language = "fr") -> dict[str, Any]:
        """Return the fault as one row of a table, for programs."""
        values = {name: _translated(value, language) for name, value in self.values.items()}
        values["value"] = shown(self.value) if self.value is not None else ""
        return {
            "severity": self.severity,
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "value": None if self.value is None else shown(self.value),
            "expected": say(self.expected, language, **values) if self.expected else None,
            "remedy": say(self.remedy, language, **values) if self.remedy else None,
            "sentence": self.sentence(language),
        }


@dataclass(frozen=True, slots=True)
class Phrase:
    """A value of a sentence that is itself to be translated."""

    message: str


def _translated(value: object, language: Language) -> object:
    if isinstance(value, dt.date):
        return long_date(value, language)
    return say(value.message, language) if isinstance(value, Phrase) else value


class DossierRefused(Refusal):
    """The dossier has faults; nothing was computed."""

    exit_code = 10

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")

    def sentences(self, language: Language = "fr") -> list[str]:
        """Return every fault, then how many there are."""
        return [*(fault.sentence(language) for fault in self.faults), refused(len(self.faults), language)]


def refused(count: int, language: Language) -> str:
    """Say that a dossier is refused, and for how many faults."""
    return say_many(
        N_("Le dossier est refusé : {count} faute à corriger."),
        N_("Le dossier est refusé : {count} fautes à corriger."),
        count,
        language,
    )


class Unreadable(Refusal):
    """A file is not what its name says, is cut short, or would swell beyond reason."""

    exit_code = 11

    def __init__(self, file: str, why: str, **values: object) -> None:
        self.file = file
        self.why = why
        self.values = values
        super().__init__(f"{file}: {why}")

    def sentences(self, language: Language = "fr") -> list[str]:
        """Return the one sentence: which file, why, what to do."""
        return [f"{self.file}{colon(language)}{say(self.why, language, **self.values)}"]

    def as_row(self, language: Language = "fr") -> dict[str, Any]:
        """Return it as one row of a table, for programs: a fault of the whole file."""
        fault = Fault(table=self.file, what=self.why, values=self.values)
        return {**fault.as_row(language), "severity": "unreadable"}
