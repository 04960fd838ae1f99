"""The tables of a dossier that are a cluster's own, as a CSV file would have them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from grappe.apps.clusters.models import Cluster, ObjectiveMission
from grappe.apps.clusters.queries.of_a_day import (
    axes_on,
    documents_on,
    objectives_on,
    recognitions_known_on,
    regime_on,
)

TABLES = ("cluster", "recognitions", "objectives", "axes", "documents")
Cells = list[dict[str, str]]


def tables(cluster: Cluster, as_of: dt.date, *, regime: str | None = None) -> dict[str, Cells]:
    """Return each table that has a row on a day, row by row, column to text.

    regime: whose axes or missions objectives are mapped to; that of the recognition that covers the day if
    not said. What a cluster is (name, field, team) is told as it is now: of that the platform keeps no past.
    """
    made = {
        "cluster": [_cluster(cluster)],
        "recognitions": _recognitions(cluster, as_of),
        "objectives": _objectives(cluster, as_of, regime or regime_on(cluster, as_of)),
        "axes": [{"axis_id": axis.code, "label": axis.label} for axis in axes_on(cluster, as_of)],
        "documents": _documents(cluster, as_of),
    }
    return {name: rows for name, rows in made.items() if rows}


def _cluster(cluster: Cluster) -> dict[str, str]:
    return {
        "cluster_id": cluster.slug,
        "name": cluster.name,
        "legal_form": cluster.legal_form,
        "enterprise_number": cluster.enterprise_number,
        "constituted_on": _day(cluster.constituted_on),
        "deed_filed_on": _day(cluster.deed_filed_on),
        "region": cluster.region,
        "scope_nace": ";".join(cluster.scope_nace),
        "scope_nace_version": str(cluster.scope_nace_version or ""),
        "website": cluster.website,
        "portal_url": cluster.portal_url,
        "office_fte": _number(cluster.office_fte),
    }


def _recognitions(cluster: Cluster, as_of: dt.date) -> Cells:
    return [
        {
            "number": str(one.number),
            "starts_on": _day(one.starts_on),
            "ends_on": _day(one.ends_on),
            "regime": one.regime,
            "subsidy_rate": _number(one.subsidy_rate),
            "eligible_cost_cap": _number(one.eligible_cost_cap),
        }
        for one in recognitions_known_on(cluster, as_of)
    ]


def _objectives(cluster: Cluster, as_of: dt.date, regime: str) -> Cells:
    mapped = dict(
        ObjectiveMission.objects.filter(objective__cluster=cluster, regime=regime).values_list(
            "objective_id", "code"
        )
    )
    return [
        {
            "objective_id": one.code,
            "text": one.text,
            "source": one.source,
            "axis": mapped.get(one.pk, ""),
            "priority": one.priority,
        }
        for one in objectives_on(cluster, as_of)
    ]


def _documents(cluster: Cluster, as_of: dt.date) -> Cells:
    return [
        {
            "document_id": one.code,
            "title": one.title,
            "dated_on": _day(one.dated_on),
            "kind": one.kind,
            "chapter": ";".join(map(str, one.chapters)),
            "file": one.named or (one.file.name or "").rpartition("/")[2],
        }
        for one in documents_on(cluster, as_of)
    ]


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: Decimal | None) -> str:
    """Return a number without the noughts that its column adds at its end."""
    return "" if number is None else f"{number.normalize():f}"
