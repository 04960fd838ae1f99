"""The pairs of a cluster's book that nobody has looked at yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.doubles.models import NotDouble
from grappe.apps.members.doubles.pairs import Pair, pairs
from grappe.apps.members.importing.judging import FOUND_BY
from grappe.apps.members.importing.known import Known
from grappe.apps.members.importing.queries.known import known_organisations
from grappe.apps.members.rules.likeness import keys_of


@dataclass(frozen=True, slots=True)
class Doubles:
    """Two organisations, and what makes them look like one."""

    pair: Pair
    first: Known
    second: Known


def doubles(cluster: Cluster, on: dt.date) -> list[Doubles]:
    """Return the pairs that look like one, the surest first, without those that somebody said to be two."""
    known = {one.pk: one for one in known_organisations(cluster, on) if not one.out}
    keys = {pk: keys_of({name: one.now(name) for name in FOUND_BY}) for pk, one in known.items()}
    said = set(NotDouble.objects.filter(first__cluster=cluster).values_list("first", "second"))
    return [
        Doubles(pair, known[pair.first], known[pair.second])
        for pair in pairs(keys)
        if (pair.first, pair.second) not in said
    ]
