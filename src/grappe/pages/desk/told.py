"""What a room tells the home page: things that are due, numbers, charts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that wants doing: said in the reader's language, with the address where it is done."""

    what: str
    address: str
    by: dt.date | None = None
    """The last day for it, where there is one."""
    late: bool = False
    mine: bool = False
    """Whether it waits for the reader, and for nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of the cluster, as the reader's language writes it, and what it rests on."""

    value: str
    label: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of numbers: what it measures, on whom, and the table for those who cannot see it."""

    title: str
    subtitle: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
