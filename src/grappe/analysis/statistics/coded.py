"""Labels as whole numbers, so that what is counted by label is counted at once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from grappe.analysis.statistics.interval import IntArray

Labels = Sequence[object] | npt.NDArray[np.generic] | npt.NDArray[np.object_]
"""One label a row: texts, numbers or both; None and NaN are blanks."""
BLANK = -1
"""The code of a row without a label."""


class Coded(NamedTuple):
    """Labels and where they stand."""

    codes: IntArray
    """(n,), the place of the row's label in `labels`; -1 for a blank."""
    labels: tuple[Hashable, ...]
    """Each label once: sorted when they are of one kind, else in the order in which they come."""


def coded(name: str, labels: Labels) -> Coded:
    """Give each label a number. ValueError, with the name, when `labels` is not one row."""
    # A list of texts and NaN would become an array of texts, "nan" among them: it stays what it is.
    if isinstance(labels, list | tuple):
        return _coded_objects(list(labels))
    given = np.asarray(labels)
    if given.ndim != 1:
        raise ValueError(f"`{name}` is one row of labels, not of shape {given.shape}.")
    if given.dtype.kind == "O":
        return _coded_objects(given.tolist())
    blank = np.isnan(given) if given.dtype.kind == "f" else np.zeros(len(given), dtype=np.bool_)
    found, place = np.unique(given[~blank], return_inverse=True)
    codes = np.full(len(given), BLANK, dtype=np.int64)
    codes[~blank] = place
    return Coded(codes, tuple(found.tolist()))


def _coded_objects(given: list[Hashable]) -> Coded:
    # Only NaN differs from itself.
    places = {label: place for place, label in enumerate(_in_order(given))}
    codes = [BLANK if label is None or label != label else places[label] for label in given]  # noqa: PLR0124 - NaN
    return Coded(np.array(codes, dtype=np.int64), tuple(places))


def _in_order(given: list[Hashable]) -> list[Hashable]:
    seen = [label for label in dict.fromkeys(given) if label is not None and label == label]  # noqa: PLR0124 - NaN
    kinds = {type(label) for label in seen}
    return sorted(seen, key=lambda label: label) if kinds in ({str}, {int}, {float}) else seen  # type: ignore[arg-type, return-value] # of one kind, which has an order
