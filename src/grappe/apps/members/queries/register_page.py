"""The register of a day a page at a time, its counts, and what another day's has otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.remembered import remembered
from grappe.apps.members.models import IdentitySpan, MembershipSpan
from grappe.apps.members.queries.register import RegisterLine, holding_on, line_of

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Days:
    """Which register: the day that it describes, and the day at whose end that was known (None: now)."""

    day: dt.date
    known: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise in a second register: who is there too, who no longer is, whose line is another."""

    entered: tuple[RegisterLine, ...]
    left: tuple[RegisterLine, ...]
    changed: tuple[tuple[RegisterLine, RegisterLine], ...]


def register_page(cluster: Cluster, days: Days, number: int) -> list[RegisterLine]:
    """Return one page, in the order of names: near as quick for a large register as for a small one."""
    held = holding_on(MembershipSpan.objects.filter(organisation=OuterRef("pk")), days.day, days.known)
    members = cluster.organisations.filter(Exists(held.order_by())).order_by("sort_name", "pk")
    start = (number - 1) * PER_PAGE
    return _lines(list(members.values_list("pk", flat=True)[start : start + PER_PAGE]), days)


def counted(cluster: Cluster, days: Days) -> dict[str, int]:
    """Return how many members of each category there are, by its code. Counted once until the next act."""
    return remembered(f"register:{cluster.pk}:{days.day}:{days.known}", lambda: _counted(cluster, days))


def members_counted(clusters: Iterable[Cluster], day: dt.date) -> dict[int, int]:
    """Return how many members clusters have on a day, by the number of each; none for one without."""
    held = holding_on(MembershipSpan.objects.filter(cluster__in=list(clusters)), day).order_by()
    return dict(held.values_list("cluster").annotate(Count("pk")))


def _counted(cluster: Cluster, days: Days) -> dict[str, int]:
    held = holding_on(MembershipSpan.objects.filter(cluster=cluster), days.day, days.known).order_by()
    return dict(held.values_list("category__code").annotate(Count("pk")))


def difference(cluster: Cluster, one: Days, other: Days) -> Difference:
    """Return what is otherwise in the other register. Only the lines that differ are read whole."""
    before, after = _marks(cluster, one), _marks(cluster, other)
    entered = [number for number in after if number not in before]
    left = [number for number in before if number not in after]
    changed = [number for number in after if number in before and before[number] != after[number]]
    was = {line.organisation: line for line in _lines([*left, *changed], one)}
    now = {line.organisation: line for line in _lines([*entered, *changed], other)}
    pairs = [(was[number], now[number]) for number in changed]
    return Difference(
        entered=_in_order(now[number] for number in entered),
        left=_in_order(was[number] for number in left),
        changed=tuple(
            sorted((pair for pair in pairs if pair[0] != pair[1]), key=lambda pair: pair[1].name.casefold())
        ),
    )


def _marks(cluster: Cluster, days: Days) -> dict[int, tuple[object, ...]]:
    """Return, of each member, which acts say what its line says."""
    members = holding_on(MembershipSpan.objects.filter(cluster=cluster), days.day, days.known).order_by()
    identities = holding_on(IdentitySpan.objects.filter(cluster=cluster), days.day, days.known).order_by()
    who = dict(identities.values_list("organisation", "act"))
    return {number: (act, who.get(number)) for number, act in members.values_list("organisation", "act")}


def _lines(numbers: list[int], days: Days) -> list[RegisterLine]:
    told: dict[int, MembershipSpan] = {}
    who: dict[int, object] = {}
    for start in range(0, len(numbers), 500):
        some = numbers[start : start + 500]
        spans = MembershipSpan.objects.filter(organisation__in=some).select_related(
            "organisation", "category"
        )
        told |= {span.organisation_id: span for span in holding_on(spans, days.day, days.known)}
        identities = IdentitySpan.objects.filter(organisation__in=some).select_related("act")
        who |= {span.organisation_id: span.act for span in holding_on(identities, days.day, days.known)}
    return [line_of(told[number], who.get(number)) for number in numbers if number in told]


def _in_order(lines: Iterable[RegisterLine]) -> tuple[RegisterLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.name.casefold()))
