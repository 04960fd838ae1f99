"""The themes that a matrix names, held against those of the interviews."""

from __future__ import annotations

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.language.catalogues import N_


def theme_form(theme: str) -> str:
    """Return a theme as it is compared: without case, its words parted by one space."""
    return " ".join(theme.split()).casefold()


def unknown_themes(dossier: Dossier) -> list[Fault]:
    """Return a warning for each theme of the matrix that no coding of its cluster bears.

    Before any interview is coded, no theme is unknown.
    """
    matrix, codings = (dossier.tables.get(name) for name in ("matrix", "codings"))
    if matrix is None or codings is None or "themes" not in matrix.columns or "theme" not in codings.columns:
        return []
    heard: dict[str | None, dict[str, str]] = {}
    for cluster, theme in codings.select("cluster_id", "theme").drop_nulls("theme").iter_rows():
        heard.setdefault(cluster, {})[theme_form(theme)] = " ".join(theme.split())
    asked = (
        matrix.select("_row", "cluster_id", theme="themes")
        .explode("theme")
        .filter(pl.col("theme").is_not_null())
    )
    return [
        _fault(row, theme.strip(), heard[cluster])
        for row, cluster, theme in asked.iter_rows()
        if cluster in heard and theme.strip() and theme_form(theme) not in heard[cluster]
    ]


def _fault(row: int, theme: str, heard: dict[str, str]) -> Fault:
    guess = nearest(theme, heard.values())
    return Fault(
        table="matrix",
        row=row,
        column="themes",
        value=theme,
        what=N_("aucun entretien n’est codé sous le thème « {value} »."),
        remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
        values={"guess": guess or ""},
        severity="warning",
    )
