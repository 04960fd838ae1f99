"""What holds from which day to which, read from acts: the clear way, which the kept spans must equal.

An act tells what holds from a day on. A correction is a new act that takes the place of an earlier one, with
its day and words or with none (the earlier act is then annulled). So every past reading can be asked again:
what was known on a day is what the acts recorded by then tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Told(Generic[W]):
    """One act: its number in the order of recording, its day, what it replaces, what it tells."""

    number: int
    on: dt.date
    known_at: dt.datetime
    replaces: int | None
    what: W | None
    """None: it only annuls."""


def in_force(acts: Iterable[Told[W]], known: dt.datetime | None = None) -> list[tuple[Told[W], W]]:
    """Return the acts that count, in the order of their days, each with what it tells.

    known: only acts recorded before that instant are read; None reads them all. On one day the order is that
    of recording, and a correction stands where the act stood that it corrects.
    """
    read = [act for act in acts if known is None or act.known_at < known]
    replaced = {act.replaces for act in read}
    first = {act.number: act.replaces for act in read}

    def place(act: Told[W]) -> int:
        number = act.number
        while (earlier := first.get(number)) is not None:
            number = earlier
        return number

    counting = [(act, act.what) for act in read if act.number not in replaced and act.what is not None]
    return sorted(counting, key=lambda pair: (pair[0].on, place(pair[0])))
