"""The tables of the public contract (DOSSIER.md), declared once."""

from __future__ import annotations

from grappe.analysis.dossier.columns import Table
from grappe.analysis.dossier.tables import activity, cluster, governance, inquiry, membership, reply, strategy

TABLES: dict[str, Table] = {
    table.name: table
    for module in (cluster, membership, inquiry, strategy, activity, governance, reply)
    for table in module.TABLES
}
