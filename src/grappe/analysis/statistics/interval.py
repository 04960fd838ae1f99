"""The two ends of an interval, and what arrays may be given."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.reason import Reason

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

NO_ANSWER = N_("Aucune réponse : une part de rien n’a pas d’intervalle.")
NO_LOGIT = N_(
    "Une part de 0 ou de 100 % n’a pas d’intervalle par le logit ; la méthode « beta » en donne un."
)
ONE_VALUE = N_(
    "Moins de deux valeurs : rien ne dit combien elles varient, et la moyenne n’a pas d’intervalle."
)
TOO_FEW = N_("Trop peu de valeurs pour encadrer ce quantile à ce niveau.")
NOTHING_TO_GO_BY = N_("Les données ne permettent pas d’intervalle.")


class Interval(NamedTuple):
    """The two ends of an interval, group by group, in the unit of what it is about.

    Both have the shape of what was given; NaN on both sides: no interval can be given there, and `reason`
    says why.
    """

    low: FloatArray
    high: FloatArray

    @property
    def reason(self) -> Reason | None:
        """Why some ends are NaN; None where every interval is given."""
        absent = np.isnan(self.low).any() or np.isnan(self.high).any()
        return Reason(self.why_not()) if absent else None

    @classmethod
    def why_not(cls) -> str:
        """Return the sentence of a missing interval."""
        return NOTHING_TO_GO_BY


class ShareInterval(Interval):
    """The interval of a share, 0 to 1."""

    __slots__ = ()

    @classmethod
    def why_not(cls) -> str:
        """Return the sentence of a missing interval."""
        return NO_ANSWER


class LogitInterval(Interval):
    """The interval of a share by its logit, 0 to 1."""

    __slots__ = ()

    @classmethod
    def why_not(cls) -> str:
        """Return the sentence of a missing interval."""
        return NO_LOGIT


class MeanInterval(Interval):
    """The interval of a mean, in the unit of the values."""

    __slots__ = ()

    @classmethod
    def why_not(cls) -> str:
        """Return the sentence of a missing interval."""
        return ONE_VALUE


class QuantileInterval(Interval):
    """The interval of a quantile, in the unit of the values."""

    __slots__ = ()

    @classmethod
    def why_not(cls) -> str:
        """Return the sentence of a missing interval."""
        return TOO_FEW


def tail_of(level: float) -> float:
    """Return the probability left on each side of an interval: 0.025 for a level of 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not {level}.")
    return (1 - level) / 2


def whole(name: str, values: npt.ArrayLike) -> IntArray:
    """Return counts as integers; a fraction, a blank or a negative count is refused by its name."""
    given = np.asarray(values)
    if given.dtype.kind in "iub":
        counts = given.astype(np.int64)
    else:
        given = given.astype(np.float64)
        if not np.all(np.isfinite(given) & (given == np.floor(given))):
            raise ValueError(f"`{name}` holds counts: whole numbers, without blanks.")
        counts = given.astype(np.int64)
    if np.any(counts < 0):
        raise ValueError(f"`{name}` holds counts, none of them negative: {counts.min()}.")
    return counts


def refuse_where(wrong: BoolArray, sentence: str, **values: npt.NDArray[np.generic]) -> None:
    """Raise a ValueError that names the first place where `wrong` holds, with its values."""
    if np.any(wrong):
        place = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
        found = ", ".join(f"{name} {value[place]}" for name, value in values.items())
        raise ValueError(f"{sentence}: {found} ({int(wrong.sum())} of {wrong.size}).")
