"""What an invitation may give: each kind is made known by the room whose business it is.

    register("role", Grant(give=grant_role, words=role_in_words))

in that room's `AppConfig.ready`; the invitation then holds `{"kind": "role", …}`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from grappe.analysis.language.catalogues import Language
from grappe.apps.people.models import Person

Given = Mapping[str, Any]
"""One grant as an invitation holds it, `kind` included; what JSON can say."""


class Give(Protocol):
    """Gives a person what was promised, inside the transaction of the acceptance; `by` is who invited."""

    def __call__(self, given: Given, *, person: Person, by: str, on: dt.date) -> None: ...


class InWords(Protocol):
    """Says what is promised, as the end of « Vous serez : … ». Raises ValueError for what cannot be given."""

    def __call__(self, given: Given, language: Language) -> str: ...


@dataclass(frozen=True, slots=True)
class Grant:
    """A kind of thing that an invitation gives."""

    give: Give
    words: InWords


_known: dict[str, Grant] = {}


def register(kind: str, grant: Grant) -> None:
    """Make a kind known."""
    _known[kind] = grant


def grant_of(given: Given) -> Grant:
    """Return the kind of a grant. Raises ValueError for one that no room knows."""
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in _known:
        raise ValueError(f"no room gives {kind!r}; known: {', '.join(sorted(_known))}")
    return _known[kind]
