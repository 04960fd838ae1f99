"""Who may do what with a cluster: each question twice, of one cluster and of them all.

`by` is a person, or None for a visitor. The twins are held against each other by a test, for the whole cast.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from grappe.apps.clusters.models import Cluster, Recognition, Role
from grappe.apps.clusters.queries.roles import held_on, kinds_of
from grappe.apps.people.models import Person

TEAM = (Role.Kind.TEAM, Role.Kind.TEAM_LEAD)
LEAD = (Role.Kind.TEAM_LEAD,)
READERS = (*TEAM, Role.Kind.EVALUATOR)
"""Who reads the desk's pages; what an evaluator may not read is said where it lies."""
BOARD = (Role.Kind.DIRECTOR,)


def may_run(cluster: Cluster, *, by: Person | None) -> bool:
    """Tell whether a person is on the team of a cluster: its register, its letters, its pages."""
    return runnable_clusters(by=by).filter(pk=cluster.pk).exists()


def runnable_clusters(*, by: Person | None) -> QuerySet[Cluster]:
    """Return the clusters of whose team a person is."""
    return _where(TEAM, by=by)


def may_lead(cluster: Cluster, *, by: Person | None) -> bool:
    """Tell whether a person leads the team: says who is on it, and changes what the cluster is."""
    return leadable_clusters(by=by).filter(pk=cluster.pk).exists()


def leadable_clusters(*, by: Person | None) -> QuerySet[Cluster]:
    """Return the clusters whose team a person leads."""
    return _where(LEAD, by=by)


def may_read_desk(cluster: Cluster, *, by: Person | None) -> bool:
    """Tell whether a person reads what the team reads, without changing it."""
    return clusters_with_readable_desk(by=by).filter(pk=cluster.pk).exists()


def clusters_with_readable_desk(*, by: Person | None) -> QuerySet[Cluster]:
    """Return the clusters whose desk a person reads."""
    return _where(READERS, by=by)


def may_direct(cluster: Cluster, *, by: Person | None) -> bool:
    """Tell whether a person sits on the board of a cluster: they read what its members read of each other."""
    return directable_clusters(by=by).filter(pk=cluster.pk).exists()


def directable_clusters(*, by: Person | None) -> QuerySet[Cluster]:
    """Return the clusters on whose board a person sits."""
    return _where(BOARD, by=by)


def may_oversee(cluster: Cluster, *, by: Person | None) -> bool:
    """Tell whether a person reads, for the authority, the recognitions of a cluster and its register.

    The law opens the register to the authorities that are entitled to it, and to them no more than what it
    lists. A cluster that was never recognised is none of theirs.
    """
    return overseen_clusters(by=by).filter(pk=cluster.pk).exists()


def overseen_clusters(*, by: Person | None) -> QuerySet[Cluster]:
    """Return the clusters that a person looks at for the authority."""
    if not is_of_the_authority(by):
        return Cluster.objects.none()
    return Cluster.objects.filter(pk__in=Recognition.objects.standing().values("cluster"))


def is_of_the_authority(by: Person | None) -> bool:
    """Tell whether a person looks at clusters for the authority, even before one is recognised."""
    if by is None or not by.is_active:
        return False
    entitled = by.roles.filter(kind__in=(Role.Kind.AUTHORITY, Role.Kind.ADMINISTRATOR))
    return held_on(entitled, timezone.localdate()).exists()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person may do with one cluster: the answers of `may_read_desk`, `may_run` and `may_lead`."""

    reads: bool
    runs: bool
    leads: bool


def standing_of(person: Person | None, cluster: Cluster) -> Standing:
    """Return what a person may do with a cluster, all of it asked at once: every page of the desk does."""
    if person is None or not person.is_active:
        return Standing(reads=False, runs=False, leads=False)
    held = kinds_of(person, cluster.pk, day=timezone.localdate())
    reads, runs, leads = (
        Role.Kind.ADMINISTRATOR in held or not held.isdisjoint(kinds) for kinds in (READERS, TEAM, LEAD)
    )
    return Standing(reads=reads, runs=runs, leads=leads)


def _where(kinds: tuple[Role.Kind, ...], *, by: Person | None) -> QuerySet[Cluster]:
    if by is None or not by.is_active:
        return Cluster.objects.none()
    today = timezone.localdate()
    if held_on(by.roles.filter(kind=Role.Kind.ADMINISTRATOR), today).exists():
        return Cluster.objects.all()
    held = held_on(by.roles.filter(kind__in=kinds), today)
    return Cluster.objects.filter(pk__in=held.values("cluster"))
