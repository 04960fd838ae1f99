"""What is known of each unit before: a table of numbers, and the columns that add something to it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.linalg import qr

from grappe.analysis.statistics.interval import BoolArray, FloatArray, IntArray

RANK = 1e-10
"""Share of the largest diagonal element of R under which a column adds nothing."""


def independent_columns(design: FloatArray) -> IntArray:
    """Return the places of columns that are no combination of those before them, in their order."""
    kept: list[int] = []
    basis = np.zeros((len(design), 0))
    for place in range(design.shape[1]):
        column = design[:, place]
        size = np.linalg.norm(column)
        # Twice: what rounding leaves the first time is taken the second.
        rest = column - basis @ (basis.T @ column)
        rest = rest - basis @ (basis.T @ rest)
        if size > 0 and np.linalg.norm(rest) > RANK * size:
            kept.append(place)
            basis = np.column_stack([basis, rest / np.linalg.norm(rest)])
    return np.array(kept, dtype=np.int64)


def full_rank(design: FloatArray) -> bool:
    """Say whether no column is a combination of the others."""
    if len(design) < design.shape[1]:
        return False
    diagonal = np.abs(np.diag(qr(design, mode="r", pivoting=True)[0]))
    return bool(diagonal[-1] > RANK * diagonal[0])


def indicator(name: str, values: npt.ArrayLike) -> BoolArray:
    """Return what is 0 or 1, true or false, as booleans. ValueError: anything else, or no row."""
    given = np.asarray(values)
    if given.ndim != 1:
        raise ValueError(f"`{name}` is one row, not of shape {given.shape}.")
    if not np.isin(given, (0, 1)).all():
        raise ValueError(f"`{name}` is 0 or 1, without blanks.")
    return given.astype(np.bool_)


def covariate_table(covariates: npt.ArrayLike, size: int) -> FloatArray:
    """Return covariates as (n, columns). ValueError: blanks, infinite values, another length."""
    table = np.asarray(covariates, dtype=np.float64)
    if table.ndim == 1:
        table = table[:, None]
    if table.ndim != 2 or len(table) != size:
        raise ValueError(f"`covariates` is a table of {size} rows, not of shape {table.shape}.")
    if not np.isfinite(table).all():
        raise ValueError(f"`covariates` has blanks: {int((~np.isfinite(table)).sum())} of {table.size}.")
    return table
