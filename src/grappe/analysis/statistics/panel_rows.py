"""Rows of units and periods, put side by side as a panel: what is kept, what is not, and why."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Labels, coded
from grappe.analysis.statistics.covariates import independent_columns
from grappe.analysis.statistics.effect import cluster_codes
from grappe.analysis.statistics.interval import FloatArray, IntArray
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.weights import checked_weights

NEVER = np.inf
"""First treated: never, as far as one can see."""
BLANK_ROWS = N_("Lignes écartées, parce qu’une valeur y manque : {count} sur {total}.")
INCOMPLETE = N_(
    "Unités écartées, parce qu’elles ne sont pas observées à chaque période : {count} sur {total}."
)
COLLINEAR = N_("Caractéristiques écartées, parce que d’autres les disent déjà (rangs : {places}).")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """A balanced panel, or repeated cross-sections (each row then a unit, seen once)."""

    units: tuple[Hashable, ...]
    periods: FloatArray
    """(periods,), sorted upwards."""
    outcome: FloatArray
    """(units, periods); NaN where a unit of a cross-section is not seen."""
    first: FloatArray
    """(units,), first treated; infinite: never."""
    design: FloatArray
    """(units, periods, 1 + covariates), the constant first."""
    weights: FloatArray
    """(units, periods), of mean 1 in the first period."""
    clusters: IntArray | None
    """(units,), or none."""
    seen: IntArray
    """(units,), the place of the period of each unit of a cross-section; empty for a panel."""
    notes: tuple[Reason, ...]

    @property
    def is_sections(self) -> bool:
        """Whether each unit is seen once."""
        return len(self.seen) > 0


@dataclass(slots=True)
class Rows:
    """Rows as given, checked."""

    outcome: FloatArray
    unit: IntArray
    labels: tuple[Hashable, ...]
    period: FloatArray
    first: FloatArray
    covariates: FloatArray
    weights: FloatArray
    clusters: IntArray | None

    def where(self, kept: npt.NDArray[np.bool_]) -> Rows:
        """Return the rows that are marked."""
        return Rows(
            self.outcome[kept],
            self.unit[kept],
            self.labels,
            self.period[kept],
            self.first[kept],
            self.covariates[kept],
            self.weights[kept],
            None if self.clusters is None else self.clusters[kept],
        )


def panel_of(
    outcome: npt.ArrayLike,
    *,
    unit: Labels | None,
    period: npt.ArrayLike,
    first_treated: npt.ArrayLike,
    covariates: npt.ArrayLike | None,
    weights: npt.ArrayLike | None,
    clusters: Labels | None,
) -> Panel:
    """Put rows (n,) in a panel: see `group_time_effects` for what they hold."""
    rows = _checked(outcome, unit, period, first_treated, covariates, weights, clusters)
    notes: list[Reason] = []
    whole = np.isfinite(rows.outcome) & np.isfinite(rows.period) & np.isfinite(rows.covariates).all(axis=1)
    if not whole.all():
        notes.append(Reason(BLANK_ROWS, {"count": int((~whole).sum()), "total": len(whole)}))
        rows = rows.where(whole)
    if rows.covariates.shape[1]:
        constant = np.column_stack([np.ones(len(rows.outcome)), rows.covariates])
        kept = independent_columns(constant)
        left = np.setdiff1d(np.arange(constant.shape[1]), kept)
        if len(left) and len(rows.outcome):
            notes.append(Reason(COLLINEAR, {"places": ", ".join(str(place) for place in left)}))
            rows.covariates = constant[:, kept[1:]]
    periods, when = np.unique(rows.period, return_inverse=True)
    if unit is None:
        return _sections(rows, periods, when.astype(np.int64), notes)
    return _balanced(rows, periods, when.astype(np.int64), notes)


def _checked(
    outcome: npt.ArrayLike,
    unit: Labels | None,
    period: npt.ArrayLike,
    first_treated: npt.ArrayLike,
    covariates: npt.ArrayLike | None,
    weights: npt.ArrayLike | None,
    clusters: Labels | None,
) -> Rows:
    values = np.asarray(outcome, dtype=np.float64)
    if values.ndim != 1:
        raise ValueError(f"`outcome` is one row, not of shape {values.shape}.")
    n = len(values)
    first = np.asarray(first_treated, dtype=np.float64)
    first = np.where(np.isnan(first) | (first == 0), NEVER, first)
    table = np.zeros((n, 0)) if covariates is None else np.asarray(covariates, dtype=np.float64)
    if table.ndim == 1:
        table = table[:, None]
    found = coded("unit", list(range(n)) if unit is None else unit)
    rows = Rows(
        values,
        found.codes,
        found.labels,
        np.asarray(period, dtype=np.float64),
        first,
        table,
        np.ones(n) if weights is None else checked_weights(weights),
        cluster_codes(clusters, n),
    )
    for name, column in (
        ("unit", rows.unit),
        ("period", rows.period),
        ("first_treated", first),
        ("weights", rows.weights),
    ):
        if column.shape != (n,):
            raise ValueError(f"`{name}` is of shape {column.shape}, and the outcome has {n} rows.")
    if table.ndim != 2 or len(table) != n:
        raise ValueError(f"`covariates` is of shape {table.shape}, and the outcome has {n} rows.")
    if (rows.unit == BLANK).any():
        raise ValueError("`unit` has blanks: each row is of a unit.")
    return rows


def _sections(rows: Rows, periods: FloatArray, when: IntArray, notes: list[Reason]) -> Panel:
    n, places = len(rows.outcome), np.arange(len(rows.outcome))
    outcome = np.full((n, len(periods)), np.nan)
    outcome[places, when] = rows.outcome
    weights = rows.weights / rows.weights.mean() if rows.weights.any() else rows.weights
    design = np.column_stack([np.ones(n), rows.covariates])
    return Panel(
        units=tuple(rows.labels[code] for code in rows.unit.tolist()),
        periods=periods,
        outcome=outcome,
        first=rows.first,
        design=np.broadcast_to(design[:, None, :], (n, len(periods), design.shape[1])),
        weights=np.broadcast_to(weights[:, None], (n, len(periods))),
        clusters=rows.clusters,
        seen=when,
        notes=tuple(notes),
    )


def _balanced(rows: Rows, periods: FloatArray, when: IntArray, notes: list[Reason]) -> Panel:
    size = max(1, len(periods))
    _refuse_twice(rows, when, size)
    found, place = np.unique(rows.unit, return_inverse=True)
    whole = np.bincount(place, minlength=len(found)) == len(periods)
    lost = len(rows.labels) - int(whole.sum())
    if lost:
        notes.append(Reason(INCOMPLETE, {"count": lost, "total": len(rows.labels)}))
    kept = whole[place] if len(place) else np.zeros(0, dtype=np.bool_)
    rows, when = rows.where(kept), when[kept]
    order = np.lexsort((when, rows.unit))
    n = int(whole.sum())

    def wide(column: FloatArray) -> FloatArray:
        return column[order].reshape(n, len(periods), *column.shape[1:])

    first = wide(rows.first)
    _refuse_changes("first_treated", first, rows, found[whole])
    clusters = None
    if rows.clusters is not None:
        table = rows.clusters[order].reshape(n, len(periods))
        _refuse_changes("clusters", table.astype(np.float64), rows, found[whole])
        clusters = table[:, 0]
    weights = wide(rows.weights)
    if weights.size and weights[:, 0].any():
        weights = weights / weights[:, 0].mean()
    return Panel(
        units=tuple(rows.labels[code] for code in found[whole].tolist()),
        periods=periods,
        outcome=wide(rows.outcome),
        first=first[:, 0] if n else np.zeros(0),
        design=np.concatenate([np.ones((n, len(periods), 1)), wide(rows.covariates)], axis=2),
        weights=weights,
        clusters=clusters,
        seen=np.zeros(0, dtype=np.int64),
        notes=tuple(notes),
    )


def _refuse_twice(rows: Rows, when: IntArray, size: int) -> None:
    cells, counts = np.unique(rows.unit * size + when, return_counts=True)
    if (counts > 1).any():
        twice = int(cells[np.argmax(counts)]) // size
        raise ValueError(f"A unit has two rows for one period: {rows.labels[twice]!r}.")


def _refuse_changes(name: str, table: FloatArray, rows: Rows, units: IntArray) -> None:
    changed = (table != table[:, :1]).any(axis=1)
    if changed.any():
        raise ValueError(f"`{name}` changes within a unit: {rows.labels[int(units[np.argmax(changed)])]!r}.")
