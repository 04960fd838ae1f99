"""What the book says of an organisation today, as plain values: what an import compares its rows with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Stay:
    """One membership: its first day, the first day without it (None: still), how it was at its end."""

    joined_on: dt.date
    left_on: dt.date | None
    category: str
    kind: str
    founding: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A site or a contact, with its fields by name."""

    pk: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One organisation of the cluster's book."""

    pk: int
    code: str
    name: str
    out: bool = False
    """Whether it was taken out of the book: a row about it brings it back."""
    profile: Mapping[str, Any] = field(default_factory=dict)
    """Its fields by name; `does` is what it does in the cluster's first language."""
    identity: Mapping[str, str] = field(default_factory=dict)
    """What holds on the day of the import; empty: nothing was declared."""
    stays: tuple[Stay, ...] = ()
    activities: tuple[tuple[str, int, bool], ...] = ()
    """Code, version, whether it is the main one."""
    sites: tuple[Piece, ...] = ()
    contacts: tuple[Piece, ...] = ()

    @property
    def called(self) -> str:
        """Return how people call it, code first."""
        return f"{self.code} {self.name}"

    def now(self, field_name: str) -> Any:
        """Return what the book says of a field of the organisation or of its identity."""
        if field_name in self.identity:
            return self.identity[field_name]
        return {"code": self.code, "name": self.name, **self.profile}.get(field_name)
