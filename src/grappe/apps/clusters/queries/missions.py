"""The axes and missions of the law, as they are known today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grappe.apps.clusters.models import Mission, MissionList


def list_in_use(regime: str) -> MissionList:
    """Return the last version of the list of a regime. Raises MissionList.DoesNotExist for another regime."""
    return (
        MissionList.objects.filter(regime=regime).prefetch_related("missions").order_by("-version")[:1].get()
    )


def missions_of(regime: str) -> Sequence[Mission]:
    """Return the axes or missions of a regime, in their order; none for a regime that has no list."""
    last = MissionList.objects.filter(regime=regime).order_by("-version").first()
    return [] if last is None else list(last.missions.order_by("code"))


def labels_of(codes: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return what axes and missions are called, by regime and code, in the last version of each list."""
    told = Mission.objects.filter(code__in=set(codes)).order_by("list__version")
    return {
        (regime, code): label for regime, code, label in told.values_list("list__regime", "code", "label")
    }
