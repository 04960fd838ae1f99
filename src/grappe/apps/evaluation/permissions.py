"""Who may do what with evaluations: each question twice, of one and of them all."""

from __future__ import annotations

from django.db.models import QuerySet

from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.permissions import clusters_with_readable_desk, runnable_clusters
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.people.models import Person


def may_evaluate(cluster: Cluster, *, by: Person | None) -> bool:
    """Tell whether a person asks for evaluations of a cluster: its team."""
    return evaluable_clusters(by=by).filter(pk=cluster.pk).exists()


def evaluable_clusters(*, by: Person | None) -> QuerySet[Cluster]:
    """Return the clusters of which a person asks for evaluations."""
    return runnable_clusters(by=by)


def may_read_evaluation(evaluation: Evaluation, *, by: Person | None) -> bool:
    """Tell whether a person reads an evaluation, its files and its results."""
    return readable_evaluations(by=by).filter(pk=evaluation.pk).exists()


def readable_evaluations(*, by: Person | None) -> QuerySet[Evaluation]:
    """Return the evaluations that a person reads."""
    return Evaluation.objects.filter(cluster__in=clusters_with_readable_desk(by=by))
