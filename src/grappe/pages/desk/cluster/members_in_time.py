"""How many members there were, from the first day to today, and how many came and went each year."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.remembered import remembered
from grappe.apps.members.models import MembershipSpan

Base = str
"""`effective` or `adherent`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersInTime:
    """Counts of members as they are known now, up to a day."""

    today: dt.date
    steps: tuple[tuple[dt.date, int, int], ...]
    """Each day of change, with the effective and the adherent members from it on."""
    joined: dict[int, int]
    """By year: who became a member, a change of category not counted."""
    left: dict[int, int]

    @property
    def effective(self) -> int:
        """Effective members of the last day."""
        return self.steps[-1][1] if self.steps else 0

    @property
    def adherent(self) -> int:
        """Adherent members of the last day."""
        return self.steps[-1][2] if self.steps else 0


def members_in_time(cluster: Cluster, *, today: dt.date) -> MembersInTime:
    """Return the counts of a cluster: one question, whatever its past, and none until the next act."""
    return remembered(f"in_time:{cluster.pk}:{today}", lambda: _counted(cluster, today))


def _counted(cluster: Cluster, today: dt.date) -> MembersInTime:
    spans = MembershipSpan.objects.filter(cluster=cluster, known_until__isnull=True, since__lte=today)
    rows = spans.order_by("organisation_id", "since").values_list(
        "organisation_id", "category__base", "since", "until"
    )
    moves: dict[dt.date, Counter[Base]] = defaultdict(Counter)
    began: dict[int, set[dt.date]] = defaultdict(set)
    ended: dict[int, set[dt.date]] = defaultdict(set)
    for organisation, base, since, until in rows:
        moves[since][base] += 1
        began[organisation].add(since)
        if until is not None and until <= today:
            moves[until][base] -= 1
            ended[organisation].add(until)
    level: Counter[Base] = Counter()
    steps = []
    for day in sorted(moves):
        level.update(moves[day])
        steps.append((day, level["effective"], level["adherent"]))
    # A day on which one membership ends and the next begins is a change of category.
    joined = Counter(day.year for one, days in began.items() for day in days - ended[one])
    left = Counter(day.year for one, days in ended.items() for day in days - began[one])
    return MembersInTime(today=today, steps=tuple(steps), joined=dict(joined), left=dict(left))
