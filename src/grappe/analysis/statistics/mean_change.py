"""Whether changes, one per unit, are zero on average: one kind of change, or several at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import fdtrc, stdtr, stdtrit

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.covariates import full_rank
from grappe.analysis.statistics.interval import FloatArray, tail_of
from grappe.analysis.statistics.reason import Reason

FEW = N_("Moins de deux unités : rien ne dit combien leurs changements varient.")
ALL_ALIKE = N_("Tous les changements sont les mêmes : leur dispersion ne s’estime pas.")
FEW_FOR_ALL = N_(
    "Trop peu d’unités, ou des changements trop semblables, pour les mettre à l’épreuve ensemble."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanChange:
    """A mean, with Student's interval and test."""

    mean: float
    """In the unit of the changes; NaN without any."""
    spread: float
    """Standard deviation, n - 1 below; NaN with its reason."""
    units: int
    reason: Reason | None = None
    """Why there is no spread, and no interval nor p value with it."""

    @property
    def error(self) -> float:
        """Standard error of the mean."""
        return self.spread / float(np.sqrt(self.units)) if self.units else float("nan")

    @property
    def p_value(self) -> float:
        """Two-sided, n - 1 degrees of freedom; NaN without a spread."""
        if self.reason is not None:
            return float("nan")
        return float(2 * stdtr(self.units - 1, -abs(self.mean / self.error)))

    def interval(self, *, level: float = 0.95) -> tuple[float, float]:
        """Return Student's interval; NaN twice without a spread."""
        if self.reason is not None:
            return float("nan"), float("nan")
        half = float(stdtrit(self.units - 1, 1 - tail_of(level))) * self.error
        return self.mean - half, self.mean + half


@dataclass(frozen=True, slots=True, kw_only=True)
class JointChange:
    """Hotelling's test that several mean changes are all zero."""

    p_value: float
    """NaN with its reason."""
    units: int
    """Those that have all the changes."""
    reason: Reason | None = None


def mean_change(changes: npt.ArrayLike) -> MeanChange:
    """Return the mean of changes (n,), NaN passed over (Student 1908). ValueError: not one row, infinite."""
    row = np.asarray(changes, dtype=np.float64)
    if row.ndim != 1 or np.isinf(row).any():
        raise ValueError(f"`changes` is one row of finite numbers or NaN, of shape {row.shape}.")
    row = row[~np.isnan(row)]
    mean = float(row.mean()) if len(row) else float("nan")
    if len(row) < 2:
        return MeanChange(mean=mean, spread=np.nan, units=len(row), reason=Reason(FEW))
    spread = float(row.std(ddof=1))
    if spread <= 1e-12 * float(np.abs(row).max()):
        return MeanChange(mean=mean, spread=np.nan, units=len(row), reason=Reason(ALL_ALIKE))
    return MeanChange(mean=mean, spread=spread, units=len(row))


def joint_change(changes: npt.ArrayLike) -> JointChange:
    """Test that the means of changes (n, kinds) are all zero, on the units that have them all.

    Hotelling (1931, Annals of Mathematical Statistics 2:360-378): exact for normal changes. As many kinds
    as units or more, or kinds that say the same: NaN with the reason. ValueError: no table, infinite.
    """
    table = np.asarray(changes, dtype=np.float64)
    if table.ndim != 2 or np.isinf(table).any():
        raise ValueError(f"`changes` is a table of finite numbers or NaN, of shape {table.shape}.")
    whole: FloatArray = table[~np.isnan(table).any(axis=1)]
    n, kinds = whole.shape
    if not kinds or n <= kinds:
        return JointChange(p_value=np.nan, units=n, reason=Reason(FEW_FOR_ALL))
    centre = whole.mean(axis=0)
    rest = whole - centre
    if not full_rank(rest):
        return JointChange(p_value=np.nan, units=n, reason=Reason(FEW_FOR_ALL))
    squared = n * (n - 1) * float(centre @ np.linalg.solve(rest.T @ rest, centre))
    return JointChange(
        p_value=float(fdtrc(kinds, n - kinds, squared * (n - kinds) / (kinds * (n - 1)))), units=n
    )
