"""The three books of the register: for each, how its acts are read into what holds from day to day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from grappe.apps.journal.chain import Value
from grappe.apps.members.models.acts import Act, IdentityAct, MembershipAct, RepresentationAct
from grappe.apps.members.models.spans import IdentitySpan, MembershipSpan, RepresentationSpan, Span
from grappe.apps.members.rules.membership import Tie, spans_of
from grappe.apps.members.rules.representation import Word, parts_of
from grappe.apps.members.rules.timeline import Told, in_force


@dataclass(frozen=True, slots=True)
class Held:
    """What holds from a day to a day (excluded; None: still), by which act; what else the row says."""

    since: dt.date
    until: dt.date | None
    act: int
    rest: tuple[tuple[str, Any], ...] = ()
    """Columns of the span by name."""

    def on(self, day: dt.date) -> bool:
        """Tell whether it holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Book:
    """One kind of acts, and the spans that are kept of them."""

    name: str
    """What its lines in the journal begin with."""
    acts: type[Act]
    spans: type[Span]
    columns: tuple[str, ...]
    """The columns of a span that its act does not hold by itself."""
    read: Callable[[Sequence[Any], str, dt.datetime | None], list[Held]]
    """From the acts of one organisation and its name: what holds as known then. Raises RegisterRefusal."""
    words: Callable[[Any], dict[str, Value]]
    """What the journal keeps of an act."""
    beside: tuple[str, ...] = ()
    """What is read along with an act, for its words."""
    found: bool = False
    """Whether its acts change the words by which an organisation is found."""

    def held(self, span: Any) -> Held:
        """Return what a kept row says."""
        rest = tuple((name, getattr(span, name)) for name in self.columns)
        return Held(span.since, span.until, span.act_id, rest)


def _told(act: Any, what: Any) -> Told[Any]:
    return Told(act.pk, act.on, act.known_at, act.replaces_id, None if act.kind == "annulled" else what)


def _memberships(acts: Sequence[MembershipAct], name: str, known: dt.datetime | None) -> list[Held]:
    told = [_told(act, Tie(act.kind, act.category_id, act.member_kind, act.founding)) for act in acts]
    return [
        Held(
            span.since,
            span.until,
            span.act,
            (
                ("category_id", span.category),
                ("kind", span.kind),
                ("founding", span.founding),
                ("joined_on", span.joined_on),
            ),
        )
        for span in spans_of(told, name=name, known=known)
    ]


def _identities(acts: Sequence[IdentityAct], name: str, known: dt.datetime | None) -> list[Held]:  # noqa: ARG001
    counting = [told for told, _ in in_force([_told(act, act) for act in acts], known)]
    ends = [told.on for told in counting[1:]]
    return [
        Held(told.on, until, told.number)
        for told, until in zip(counting, [*ends, None], strict=False)
        if until is None or until > told.on
    ]


def _representations(acts: Sequence[RepresentationAct], name: str, known: dt.datetime | None) -> list[Held]:
    told = [_told(act, Word(act.person_id or 0, act.part)) for act in acts]
    return [
        Held(part.since, part.until, part.act, (("person_id", part.person), ("part", part.part)))
        for part in parts_of(told, name=name, known=known)
    ]


def _membership_words(act: MembershipAct) -> dict[str, Value]:
    return {
        "category": act.category.code if act.category else None,
        "kind": act.member_kind,
        "founding": act.founding,
        "counterpart": act.counterpart_id,
        "decided_by": act.decided_by,
        "decided_on": act.decided_on,
    }


def _representation_words(act: RepresentationAct) -> dict[str, Value]:
    return {"person": act.person_id, "part": act.part}


MEMBERSHIPS = Book(
    "member",
    MembershipAct,
    MembershipSpan,
    ("category_id", "kind", "founding", "joined_on"),
    _memberships,
    _membership_words,
    beside=("category",),
)
IDENTITIES = Book(
    "identity",
    IdentityAct,
    IdentitySpan,
    (),
    _identities,
    lambda act: dict(act.contents),
    found=True,
)
REPRESENTATIONS = Book(
    "representative",
    RepresentationAct,
    RepresentationSpan,
    ("person_id", "part"),
    _representations,
    _representation_words,
)
BOOKS = (MEMBERSHIPS, IDENTITIES, REPRESENTATIONS)
