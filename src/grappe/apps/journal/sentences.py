"""How each act is told: every room that acts says so in its module `sentences`; here they are gathered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from grappe import apps
from grappe.analysis.language.catalogues import N_, Language
from grappe.apps.journal.guards import ERASURE

Namer = Callable[[Collection[int], Language], Mapping[int, str]]
"""From numbers of one kind to names, in one question whatever their number; none for those not found."""
Coder = Callable[[Collection[tuple[int, str]], Language], Mapping[tuple[int, str], str]]
"""From codes, each with the number of what its line is about, to names: likewise."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What a room says of its acts; everything that people read is French, to be translated.

    `acts`: a sentence by act; in braces `who` acted, on `what` (the subject's name), and any field of the
    words told. `corrections`: likewise, of an act that takes the place of another; `changed` is what it
    changes, in brackets. `names`: what names a kind of subjects. `refers`: fields that hold such a number.
    `fields`: what people call a field, `recognition.number` or plain `number`; `values`: what they call its
    codes, likewise; they are shown in the order of `fields`. `parts`: what they call the items of a
    field that is a map; `values` and `said` then speak of each item. `said`: what says a field that the
    room does not list, a country; `coded`: what names its codes, where the database alone knows them.
    `hidden`: fields that tell people nothing.
    """

    acts: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Namer] = field(default_factory=dict)
    refers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    said: Mapping[str, Callable[[str, Language], str]] = field(default_factory=dict)
    coded: Mapping[str, Coder] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


SENTENCES = Sentences(
    acts={ERASURE: N_("{who} a effacé du journal les mots des lignes sur {what}.")},
    hidden=frozenset({"id", "reason"}),
)


@cache
def all_sentences() -> Sentences:
    """Return what every room of this installation says, together."""
    rooms = [
        import_module(f"{apps.__name__}.{room.name}.sentences").SENTENCES
        for room in iter_modules(apps.__path__)
        if find_spec(f"{apps.__name__}.{room.name}.sentences")
    ]
    together = {
        part.name: {name: told for room in rooms for name, told in getattr(room, part.name).items()}
        for part in fields(Sentences)
        if part.name != "hidden"
    }
    return Sentences(**together, hidden=frozenset().union(*(room.hidden for room in rooms)))
