"""One page of the organisations of a cluster, each with what it is on a day; how many are of each kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from django.db.models import Count, F, Max, Q, QuerySet

from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.remembered import remembered
from grappe.apps.members.models import MembershipSpan, Organisation, Site
from grappe.apps.members.queries.found import (
    apart_from_membership,
    found,
    in_provinces,
    known_now,
    lacking,
    membership,
    ruling,
    sites_on,
)
from grappe.apps.members.rules.provinces import OTHER, ranges
from grappe.apps.members.rules.wanted import LACKS, STATES, Wanted, written

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """What an organisation is on a day: one of STATES, and the span that says so (None: `never`)."""

    state: str
    span: MembershipSpan | None


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation of a page. lacks: what its profile lacks, among LACKS."""

    organisation: Organisation
    standing: Standing
    sites: tuple[Site, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many a question finds; for each facet, how many each value would find, the others standing."""

    total: int
    facets: Mapping[str, Mapping[str, int]]


def tally(cluster: Cluster, wanted: Wanted, *, day: dt.date) -> Tally:
    """Count. What was counted once stands until the next act of whoever: a page need not count again."""
    asked = sha256(written(wanted).encode()).hexdigest()
    return remembered(f"members:{cluster.pk}:{day}:{asked}", lambda: _counted(cluster, wanted, day=day))


def page(cluster: Cluster, wanted: Wanted, *, day: dt.date, number: int = 1) -> list[Line]:
    """Return one page of what a question finds: as many statements for one line as for thirty."""
    start = (max(number, 1) - 1) * PER_PAGE
    every = ordered(found(cluster, wanted, day=day), wanted, day=day)
    return lines(cluster, list(every.values_list("pk", flat=True)[start : start + PER_PAGE]), day=day)


def ordered(organisations: QuerySet[Organisation], wanted: Wanted, *, day: dt.date) -> QuerySet[Organisation]:
    """Put organisations in the order that a question asks for."""
    if wanted.order == "name":
        return organisations.order_by("sort_name", "pk")
    begun = Max(
        "memberships__joined_on",
        filter=Q(memberships__known_until__isnull=True, memberships__since__lte=day),
    )
    last = F("begun").desc(nulls_last=True)
    first = F("begun").asc(nulls_last=True) if wanted.order == "joined" else last
    return organisations.annotate(begun=begun).order_by(first, "sort_name", "pk")


def lines(cluster: Cluster, numbers: Sequence[int], *, day: dt.date) -> list[Line]:
    """Return the lines of organisations, in the order of their numbers."""
    lacks = {f"lacks_{lack}": lacking(lack) for lack in LACKS}
    known = cluster.organisations.order_by().annotate(**lacks).in_bulk(numbers)
    spans: dict[int, list[MembershipSpan]] = defaultdict(list)
    told = known_now().filter(organisation__in=numbers).select_related("category", "act")
    for span in told.order_by("since"):
        spans[span.organisation_id].append(span)
    sites: dict[int, list[Site]] = defaultdict(list)
    for site in sites_on(day).filter(organisation__in=numbers).order_by("pk"):
        sites[site.organisation_id].append(site)
    return [
        Line(
            organisation=known[number],
            standing=standing(spans[number], day),
            sites=tuple(sites[number]),
            lacks=tuple(lack for lack in LACKS if getattr(known[number], f"lacks_{lack}")),
        )
        for number in numbers
        if number in known
    ]


def standing(spans: Sequence[MembershipSpan], day: dt.date) -> Standing:
    """Return what the spans of one organisation, in the order of days, make of it on a day."""
    begun = [span for span in spans if span.since <= day]
    if begun:
        last = begun[-1]
        return Standing("member" if last.until is None or last.until > day else "gone", last)
    return Standing("coming", spans[0]) if spans else Standing("never", None)


def _counted(cluster: Cluster, wanted: Wanted, *, day: dt.date) -> Tally:
    return Tally(
        total=found(cluster, wanted, day=day).count(),
        facets={
            "states": _states(cluster, wanted, day=day),
            "categories": _of_spans(cluster, wanted.without("categories"), "category__code", day=day),
            "kinds": _of_spans(cluster, wanted.without("kinds"), "kind", day=day),
            "provinces": _provinces(cluster, wanted.without("provinces"), day=day),
            "lacks": _lacks(cluster, wanted.without("lacks"), day=day),
        },
    )


def _states(cluster: Cluster, wanted: Wanted, *, day: dt.date) -> dict[str, int]:
    asked = {
        state: Count("pk", filter=membership(cluster, replace(wanted, states=(state,)), day=day))
        for state in STATES
    }
    return dict(apart_from_membership(cluster, wanted, day=day).aggregate(**asked))


def _of_spans(cluster: Cluster, wanted: Wanted, column: str, *, day: dt.date) -> dict[str, int]:
    """Count the organisations found by a column of the span that says what each is."""
    counts: dict[str, int] = defaultdict(int)
    among = apart_from_membership(cluster, wanted, day=day)
    everybody = not (wanted.words or wanted.provinces or wanted.lacks)
    for spans in ruling(known_now(cluster), cluster, wanted, day=day):
        kept = spans if everybody else spans.filter(organisation__in=among)
        for value, count in kept.values_list(column).annotate(Count("pk")):
            counts[value] += count
    return dict(counts)


def _provinces(cluster: Cluster, wanted: Wanted, *, day: dt.date) -> dict[str, int]:
    codes = (*dict.fromkeys(province for _, _, province in ranges()), OTHER)
    sites = sites_on(day).filter(organisation__in=found(cluster, wanted, day=day))
    asked = {code: Count("organisation", distinct=True, filter=in_provinces((code,))) for code in codes}
    return {code: count for code, count in sites.aggregate(**asked).items() if count}


def _lacks(cluster: Cluster, wanted: Wanted, *, day: dt.date) -> dict[str, int]:
    asked = {lack: Count("pk", filter=lacking(lack)) for lack in LACKS}
    return dict(found(cluster, wanted, day=day).aggregate(**asked))
