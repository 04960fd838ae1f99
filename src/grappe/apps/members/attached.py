"""What other rooms keep about organisations: it holds one in the book, and goes over from a double.

    register(Attached(holding=applicants, why=N_("…"), go_over=go_over))

in that room's `AppConfig.ready`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from grappe.apps.members.models import Organisation


class GoOver(Protocol):
    """Gives what is the loser's to the winner, inside the transaction of a merge. Raises RegisterRefusal."""

    def __call__(self, *, winner: Organisation, loser: Organisation, by: str, on: dt.date) -> None: ...


@dataclass(frozen=True, slots=True)
class Attached:
    """One kind of thing that a room keeps about organisations."""

    holding: Callable[[Collection[int]], set[int]]
    """Of some organisations, by number: those that have any; one question."""
    why: str
    """Why such a one stays in the book: a French sentence about `{called}`."""
    go_over: GoOver


_known: list[Attached] = []


def register(attached: Attached) -> None:
    """Make a kind known."""
    if attached not in _known:
        _known.append(attached)


def all_attached() -> tuple[Attached, ...]:
    """Return the kinds that are known."""
    return tuple(_known)
