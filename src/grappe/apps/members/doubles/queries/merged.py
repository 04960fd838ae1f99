"""What doubles have become."""

from __future__ import annotations

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.doubles.models import Merge


def merged_in(cluster: Cluster) -> dict[int, int]:
    """Return, for each double of a cluster that was merged, the number of the organisation that it is now."""
    into = dict(Merge.objects.filter(loser__cluster=cluster).values_list("loser", "winner"))

    def last(number: int) -> int:
        while number in into:
            number = into[number]
        return number

    return {loser: last(loser) for loser in into}
