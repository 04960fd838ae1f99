"""Numbers that say why some of them are not there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grappe.analysis.statistics.interval import FloatArray
from grappe.analysis.statistics.reason import Reason


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """Numbers of any shape; numpy takes them as the array that they are, and `float` a single one."""

    values: FloatArray
    """NaN with a reason."""
    reason: Reason | None = None
    """Why the first of those that are NaN is; None where all are there."""

    def __array__(
        self,
        dtype: npt.DTypeLike | None = None,
        copy: bool | None = None,  # noqa: FBT001 - numpy says how it calls
    ) -> npt.NDArray[np.generic]:
        """Return the values, as numpy asks for them."""
        return np.array(self.values, dtype=dtype, copy=copy)

    def __float__(self) -> float:
        """Return the only value. TypeError: there are several."""
        return float(self.values)
