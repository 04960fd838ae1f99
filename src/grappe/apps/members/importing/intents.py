"""What an import would write of each organisation, gathered from the rows about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grappe.apps.members.importing.cells import Reader
from grappe.apps.members.importing.known import Known, Stay
from grappe.apps.members.importing.read import NOTHING, Read
from grappe.apps.members.importing.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sheet, as somebody has mended it."""

    number: int
    cells: Sequence[str]
    choice: str = ""
    """The organisation that somebody said it is about: a code, or `new`; empty: nobody said."""
    left_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What is taken where no cell tells; empty: nothing is."""

    category: str = ""
    kind: str = ""
    joined_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What the rows of an import are judged against."""

    known: Sequence[Known]
    reader: Reader
    defaults: Defaults
    on: dt.date
    """The day of the import: what it changes holds from then on."""


@dataclass(slots=True)
class Line:
    """One row once read."""

    row: Row
    reads: dict[str, Read]
    verdict: Verdict

    def value(self, key: str) -> Any:
        """Return what a field tells, None where nothing."""
        return self.reads.get(key, NOTHING).value

    def wrong(self, key: str) -> bool:
        """Tell whether a field tells something that it cannot."""
        return bool(self.reads.get(key, NOTHING).wrong)


@dataclass(slots=True)
class Intent:
    """One organisation: the rows about it, what it is now, and what would be written."""

    known: Known | None
    lines: list[Line] = field(default_factory=list)
    name: str = ""
    code: str = ""
    profile: dict[str, Any] = field(default_factory=dict)
    """Fields that are new or changed; `does` in one language."""
    identity: dict[str, str] = field(default_factory=dict)
    stays: list[Stay] = field(default_factory=list)
    """Memberships that begin."""
    leaves_on: dt.date | None = None
    becomes: tuple[str, str] | None = None
    """Another category and nature, from the day of the import on."""
    activities: list[tuple[str, int, bool]] = field(default_factory=list)
    sites: list[tuple[int | None, Mapping[str, Any]]] = field(default_factory=list)
    """Each with the number of the one that changes; None: a new one."""
    contacts: list[tuple[int | None, Mapping[str, Any]]] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        """Tell whether anything would be written."""
        told = (self.profile, self.identity, self.stays, self.activities, self.sites, self.contacts)
        return (
            self.known is None
            or self.known.out
            or any(told)
            or self.leaves_on is not None
            or self.becomes is not None
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows, and what they come to."""

    verdicts: list[Verdict]
    intents: list[Intent]
