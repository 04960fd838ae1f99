"""Everything about one organisation, on a day, as it was known on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grappe.apps.members.acts.books import IDENTITIES, MEMBERSHIPS, REPRESENTATIONS, Book
from grappe.apps.members.models import (
    IdentitySpan,
    MembershipSpan,
    Organisation,
    RepresentationSpan,
    Site,
)
from grappe.apps.members.models.acts import Act
from grappe.apps.members.queries.found import sites_on
from grappe.apps.members.queries.listing import Standing, standing
from grappe.apps.members.queries.register import as_known, end_of, holding_on

BESIDE = {
    MEMBERSHIPS.name: ("category", "counterpart"),
    IDENTITIES.name: (),
    REPRESENTATIONS.name: ("person",),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, as it is told last; what it said before, the latest first."""

    book: str
    act: Act
    earlier: tuple[Act, ...]

    @property
    def annulled(self) -> bool:
        """Whether it no longer counts."""
        kind: str = self.act.kind  # type: ignore[attr-defined]  # each book's own choices
        return kind == "annulled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One organisation. known: None, as it is known now."""

    organisation: Organisation
    day: dt.date
    known: dt.date | None
    standing: Standing
    coming: tuple[MembershipSpan, ...]
    """The memberships, or their changes, that begin after the day."""
    identity: IdentitySpan | None
    people: tuple[RepresentationSpan, ...]
    moments: tuple[Moment, ...]
    sites: tuple[Site, ...]


def member(organisation: Organisation, *, day: dt.date, known: dt.date | None = None) -> Member:
    """Read all of it: as many statements whatever has happened."""
    memberships = MembershipSpan.objects.filter(organisation=organisation).select_related("category", "act")
    identities = IdentitySpan.objects.filter(organisation=organisation).select_related("act")
    people = RepresentationSpan.objects.filter(organisation=organisation).select_related("person", "act")
    spans = list(as_known(memberships, known))
    return Member(
        organisation=organisation,
        day=day,
        known=known,
        standing=standing(sorted(spans, key=lambda span: span.since), day),
        coming=tuple(sorted((span for span in spans if span.since > day), key=lambda span: span.since)),
        identity=holding_on(identities, day, known).first(),
        people=tuple(holding_on(people, day, known)),
        moments=tuple(moments(organisation, known)),
        sites=tuple(sites_on(day).filter(organisation=organisation).order_by("pk")),
    )


def moments(organisation: Organisation, known: dt.date | None = None) -> list[Moment]:
    """Return all that happened, in the order of its days: what was recorded by the end of a day alone."""
    found = [
        moment
        for book in (MEMBERSHIPS, IDENTITIES, REPRESENTATIONS)
        for moment in _of(book, organisation, known)
    ]
    return sorted(found, key=lambda moment: (moment.act.on, _first(moment).known_at, _first(moment).pk))


def _of(book: Book, organisation: Organisation, known: dt.date | None) -> Iterable[Moment]:
    acts = book.acts._default_manager.filter(organisation=organisation).select_related(*BESIDE[book.name])
    if known is not None:
        acts = acts.filter(known_at__lt=end_of(known))
    told: Sequence[Act] = list(acts.order_by("pk"))
    by_number = {act.pk: act for act in told}
    replaced = {act.replaces_id for act in told}  # type: ignore[attr-defined]  # Django's, of the foreign key
    for act in told:
        if act.pk in replaced:
            continue
        earlier: list[Act] = []
        before = act.replaces_id  # type: ignore[attr-defined]  # the same
        while before is not None:
            earlier.append(by_number[before])
            before = by_number[before].replaces_id  # type: ignore[attr-defined]  # the same
        yield Moment(book.name, act, tuple(earlier))


def _first(moment: Moment) -> Act:
    return moment.earlier[-1] if moment.earlier else moment.act
