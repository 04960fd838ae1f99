"""One cell once read: what it is, how it is shown, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grappe.analysis.dossier.faults import shown
from grappe.apps.members.importing.verdicts import Message


@dataclass(frozen=True, slots=True)
class Read:
    """One cell once read. value: None where nothing is told, or where it is wrong."""

    value: Any = None
    shown: str = ""
    wrong: tuple[Message, ...] = ()
    told: tuple[Message, ...] = ()
    """What there is to say of a cell that is right."""


NOTHING = Read()


def wrong(written: str, *sentences: str | None, **values: Any) -> Read:
    """Return a cell that its field cannot take: French sentences, with `{value}` for what was written."""
    told = {"value": shown(written), **values}
    return Read(shown=written, wrong=tuple(Message(words, told) for words in sentences if words))
