"""Warnings on the scenarios of a ledger that does not add up: which line of which year, both numbers."""

from __future__ import annotations

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.figures.asked import Asked
from grappe.analysis.forecast.differences import Difference, differences
from grappe.analysis.forecast.plans import books_of
from grappe.analysis.language.catalogues import N_


def ledger_warnings(dossier: Dossier, asked: Asked) -> list[Fault]:
    """Return a warning for each amount of a scenario that the ledger's other lines contradict."""
    return [
        _fault(dossier, cluster, one)
        for cluster in dossier.clusters
        for one in differences(books_of(dossier, asked, cluster))
        if one.scenario is not None
    ]


def _fault(dossier: Dossier, cluster: str, one: Difference) -> Fault:
    rows = dossier.tables["ledger"].filter(
        pl.col("cluster_id") == cluster,
        pl.col("year") == one.year,
        pl.col("line") == one.check,
        pl.col("scenario").fill_null("") == (one.scenario or ""),
    )["_row"]
    return Fault(
        table="ledger",
        row=rows[0] if len(rows) else None,
        column="amount",
        value=f"{one.stated:.0f}",
        what=N_(
            "scénario « {scenario} », {year}, {line} : {value} au grand livre, {found} par le calcul ; le rapport dit où les deux diffèrent."
        ),
        values={
            "scenario": one.scenario or "",
            "year": one.year,
            "line": one.check,
            "found": f"{one.found:.0f}",
        },
        severity="warning",
    )
