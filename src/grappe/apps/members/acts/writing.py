"""The one way into a book of the register: acts are added, what holds is kept, the journal has its lines."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from grappe.apps.journal.acts import Line, record_many
from grappe.apps.journal.chain import Value
from grappe.apps.members.acts.books import Book, Held
from grappe.apps.members.acts.finding import be_found
from grappe.apps.members.models import Organisation
from grappe.apps.members.models.acts import Act
from grappe.apps.members.models.spans import Span

A = TypeVar("A", bound=Act)
AT_ONCE = 500
"""Organisations in one statement."""
MOMENT = dt.timedelta(microseconds=1)


@transaction.atomic
def write(book: Book, acts: Sequence[A]) -> Sequence[A]:
    """Add acts to a book in their order, keep what then holds, and record each in the journal.

    `known_at` is set here. All or nothing: raises a RegisterRefusal where an organisation's acts would no
    longer follow from one another, and nothing is written.
    """
    touched = _locked({act.organisation_id for act in acts})
    at = _instant_after(book, touched)
    for act in acts:
        act.known_at = at
    book.acts._default_manager.bulk_create(acts, batch_size=AT_ONCE)
    mine = defaultdict(list)
    for act in acts:
        mine[act.organisation_id].append(act)
    record_many(_kept(book, touched, mine, at))
    if book.found:
        be_found(touched.values())
    return acts


def _locked(numbers: Iterable[int]) -> dict[int, Organisation]:
    """Hold the organisations until the transaction ends: their acts come one after the other."""
    found: dict[int, Organisation] = {}
    for some in _in_parts(sorted(numbers)):
        found |= Organisation.objects.select_for_update().order_by("pk").in_bulk(some)
    return found


def _instant_after(book: Book, touched: dict[int, Organisation]) -> dt.datetime:
    """Return an instant after every act already in the book, even where the machine's clock went back."""
    at = timezone.now()
    for some in _in_parts(list(touched)):
        last = (
            book.acts._default_manager.filter(organisation__in=some)
            .order_by("-known_at")
            .values_list("known_at", flat=True)
            .first()
        )
        at = max(at, last + MOMENT) if last else at
    return at


def _kept(
    book: Book, touched: dict[int, Organisation], mine: dict[int, list[A]], at: dt.datetime
) -> Iterator[Line]:
    for some in _in_parts(list(touched)):
        acts, spans = defaultdict(list), defaultdict(list)
        for act in (
            book.acts._default_manager.filter(organisation__in=some)
            .order_by("pk")
            .prefetch_related(*book.beside)
        ):
            acts[act.organisation_id].append(act)
        open_spans = book.spans._default_manager.filter(organisation__in=some, known_until__isnull=True)
        for span in open_spans:
            spans[span.organisation_id].append(span)
        closed: list[int] = []
        opened: list[Span] = []
        lines: list[Line] = []
        for number in some:
            organisation = touched[number]
            told = book.read(acts[number], organisation.name, None)
            before = {book.held(span): span for span in spans[number]}
            closed += [span.pk for held, span in before.items() if held not in told]
            opened += [_span(book, organisation, held, at) for held in told if held not in before]
            by_number = {act.pk: act for act in acts[number]}
            lines += [_line(book, act, by_number, list(before), told) for act in mine[number]]
        book.spans._default_manager.filter(pk__in=closed).update(known_until=at)
        book.spans._default_manager.bulk_create(opened, batch_size=AT_ONCE)
        yield from lines


def _line(book: Book, act: Any, by_number: dict[int, Any], before: list[Held], after: list[Held]) -> Line:
    told: dict[str, Value] = {
        **book.words(by_number[act.pk]),
        "act": act.pk,
        "replaces": act.replaces_id,
        "reason": act.reason,
        "holds": _in_words(book, act.on, after, by_number),
    }
    held: Value = _in_words(book, act.on, before, by_number)
    corrected = by_number.get(act.replaces_id) if act.kind != "annulled" else None
    if corrected is not None:
        # Of a correction, what it corrects stands before: people read what it changes.
        told["act_day"] = act.on
        held = {**book.words(corrected), "act_day": corrected.on, "holds": held}
    return Line(
        act=f"{book.name}.{act.kind}",
        by=act.by,
        subject=f"organisation:{act.organisation_id}",
        before=held,
        after=told,
        on=act.on,
    )


def _in_words(book: Book, day: dt.date, spans: list[Held], by_number: dict[int, Any]) -> list[Value]:
    """Return what holds on a day, as the journal keeps it."""
    return [
        {"since": held.since, "until": held.until, **book.words(by_number[held.act])}
        for held in spans
        if held.on(day)
    ]


def _span(book: Book, organisation: Organisation, held: Held, at: dt.datetime) -> Any:
    made: type[Any] = book.spans
    return made(
        cluster_id=organisation.cluster_id,
        organisation=organisation,
        since=held.since,
        until=held.until,
        known_from=at,
        act_id=held.act,
        **dict(held.rest),
    )


def _in_parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
