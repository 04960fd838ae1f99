"""Two-way fixed effects: the usual regression, kept for comparison."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import lsqr

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Labels, coded
from grappe.analysis.statistics.effect import Effect, absent
from grappe.analysis.statistics.interval import FloatArray, IntArray
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.weights import checked_weights

EXACT = 1e-14
ABSORBED = N_("Le traitement ne varie pas au sein des unités et des périodes : il n’y a rien à estimer.")
TOO_FEW = N_("Trop peu d’unités pour estimer l’erreur type.")


def two_way_fixed_effects(
    outcome: npt.ArrayLike,
    treated: npt.ArrayLike,
    *,
    unit: Labels,
    period: Labels,
    weights: npt.ArrayLike | None = None,
) -> Effect:
    """Return the coefficient of the treatment, net of a level for each unit and one for each period.

    Where effects differ between groups or grow, it mixes them with weights that may be negative (Goodman-
    Bacon 2021, Journal of Econometrics 225:254-277): it stands beside other estimates, not in their place.
    The error is clustered by unit, with the usual corrections G/(G-1) and (n-1)/(n-k), k without the
    units' levels, which their clusters hold.

    outcome, treated: (n,), one row per unit and period, balanced or not; rows with a blank or without
    weight count for nothing. The influence is (units,), in the order of the labels.
    ValueError: lengths that differ, a blank label.
    """
    y, d = np.asarray(outcome, dtype=np.float64), np.asarray(treated, dtype=np.float64)
    units, periods = coded("unit", unit), coded("period", period)
    w = np.ones(len(y)) if weights is None else checked_weights(weights)
    if y.ndim != 1 or not y.shape == d.shape == units.codes.shape == periods.codes.shape == w.shape:
        raise ValueError("`outcome`, `treated`, `unit`, `period` and `weights` are rows of one length.")
    if (units.codes == BLANK).any() or (periods.codes == BLANK).any():
        raise ValueError("`unit` and `period` have no blanks.")
    kept = np.isfinite(y) & np.isfinite(d) & (w > 0)
    y, d, w = y[kept], d[kept], w[kept]
    many = len(units.labels)
    if not len(y):
        return absent(Reason(ABSORBED), many)
    found, row = np.unique(units.codes[kept], return_inverse=True)
    times, column = np.unique(periods.codes[kept], return_inverse=True)
    rest = _net(d, row, column, w)
    own = float(w @ rest**2)
    if own <= 1e-20 * max(float(w @ d**2), 1e-300):
        return absent(Reason(ABSORBED), many)
    net = _net(y, row, column, w)
    coefficient = float(w @ (rest * net)) / own
    influence = np.zeros(many)
    influence[found] = np.bincount(row, w * rest * (net - coefficient * rest)) / own
    freedom = len(y) - len(times) - 1 + _parts(row, column) - 1
    if len(found) < 2 or freedom < 1:
        return Effect(estimate=coefficient, error=np.nan, influence=influence, reason=Reason(TOO_FEW))
    corrected = len(found) / (len(found) - 1) * (len(y) - 1) / freedom
    error = float(np.sqrt(corrected * (influence**2).sum()))
    return Effect(estimate=coefficient, error=error, influence=influence)


def _net(values: FloatArray, row: IntArray, column: IntArray, weights: FloatArray) -> FloatArray:
    """Return what the levels of units and of periods do not explain."""
    n, units = len(values), int(row.max()) + 1
    root = np.sqrt(weights)
    places = np.concatenate([row, units + column])
    both = (np.tile(root, 2), (np.tile(np.arange(n), 2), places))
    levels = csr_array(both, shape=(n, units + int(column.max()) + 1))
    # Whole units' means first: it is then a matter of a few steps.
    centred = values - (np.bincount(row, weights * values) / np.bincount(row, weights))[row]
    solved = lsqr(levels, root * centred, atol=EXACT, btol=EXACT, iter_lim=10_000)[0]
    return np.asarray(centred - solved[row] - solved[units + column])


def _parts(row: IntArray, column: IntArray) -> int:
    """Return how many parts of the panel have no unit and no period in common."""
    units = int(row.max()) + 1
    size = units + int(column.max()) + 1
    links = csr_array((np.ones(len(row)), (row, units + column)), shape=(size, size))
    return int(connected_components(links, directed=False)[0])
