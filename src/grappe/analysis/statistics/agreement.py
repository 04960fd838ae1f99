"""Whether those who coded the same things saw the same in them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from statsmodels.stats import inter_rater

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Labels, coded
from grappe.analysis.statistics.interval import FloatArray, IntArray, tail_of, whole
from grappe.analysis.statistics.reason import Reason

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
NO_PAIR = N_("Aucune unité n’est codée deux fois : il n’y a pas d’accord à mesurer.")
ONE_VALUE = N_("Tous les codages sont égaux : on ne peut distinguer l’accord du hasard.")
NO_UNIT = N_("Aucune unité n’est codée par les deux : il n’y a pas d’accord à mesurer.")
UNEVEN = N_("Les unités n’ont pas toutes le même nombre de codages : cet indice ne peut se calculer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """Krippendorff's alpha, and what it rests on."""

    alpha: float
    """1: they agree; 0: as by chance; below: less than by chance. NaN with its reason."""
    observed: float
    """Disagreement observed; NaN without pairs."""
    expected: float
    """Disagreement expected by chance; NaN without pairs."""
    units: int
    """Units coded twice or more."""
    values: int
    """Codings of these units."""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaInterval:
    """Ends of an interval of Krippendorff's alpha."""

    low: float
    """NaN with its reason, as `high`."""
    high: float
    draws: int
    """Draws that had an alpha: those of one value alone have none."""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kappa:
    """Agreement beyond chance of two coders, or of many."""

    kappa: float
    """1: they agree; 0: as by chance. NaN with its reason."""
    error: float
    """Standard error; NaN with its reason."""
    low: float
    """Of the normal interval, cut at -1 and 1; NaN with its reason, as `high`."""
    high: float
    units: int
    reason: Reason | None = None


def krippendorff_alpha(codings: Sequence[Labels], *, metric: Metric = "nominal") -> Alpha:
    """Return Krippendorff's alpha (2011, Computing Krippendorff's Alpha-Reliability).

    codings: a row for each coder, in it a label for each unit, None or NaN where it was not coded; texts for
    "nominal", numbers for all. "ordinal" knows the order of the numbers, "interval" their distance, "ratio"
    their distance over their sum. Units coded once stay aside. NaN with its reason when no unit is coded
    twice, or when all the codings are equal.
    ValueError: rows of different lengths, texts where numbers are due, negative values for "ratio".
    """
    counts, values = _counts(codings, metric)
    observed, expected = _disagreements(counts, values, metric)
    paired, given = len(counts), int(counts.sum())
    if not paired:
        return Alpha(
            alpha=np.nan, observed=np.nan, expected=np.nan, units=0, values=0, reason=Reason(NO_PAIR)
        )
    alone = expected == 0
    return Alpha(
        alpha=np.nan if alone else 1 - observed / expected,
        observed=observed,
        expected=expected,
        units=paired,
        values=given,
        reason=Reason(ONE_VALUE) if alone else None,
    )


def alpha_interval(
    codings: Sequence[Labels],
    *,
    metric: Metric = "nominal",
    level: float = 0.95,
    draws: int = 1000,
    rng: np.random.Generator,
) -> AlphaInterval:
    """Return the percentile interval of alpha over units drawn again with replacement.

    Zapf, Castell, Morawietz and Karch (2016), BMC Medical Research Methodology 16:93. Arguments and errors
    as `krippendorff_alpha`; draws: at least one.
    """
    tail = tail_of(level)
    if draws < 1:
        raise ValueError(f"It takes one draw at least, not {draws}.")
    counts, values = _counts(codings, metric)
    if not len(counts):
        return AlphaInterval(low=np.nan, high=np.nan, draws=0, reason=Reason(NO_PAIR))
    found = []
    for _ in range(draws):
        drawn = counts[rng.integers(0, len(counts), len(counts))]
        observed, expected = _disagreements(drawn, values, metric)
        if expected > 0:
            found.append(1 - observed / expected)
    if not found:
        return AlphaInterval(low=np.nan, high=np.nan, draws=0, reason=Reason(ONE_VALUE))
    low, high = np.quantile(found, [tail, 1 - tail])
    return AlphaInterval(low=float(low), high=float(high), draws=len(found))


def cohen_kappa(
    first: Labels,
    second: Labels,
    *,
    weights: Literal["none", "linear", "quadratic"] = "none",
    order: Sequence[Hashable] | None = None,
    level: float = 0.95,
) -> Kappa:
    """Return Cohen's kappa of two coders, from their labels; see `kappa_of_table`.

    first, second: (units,), None or NaN where a unit was not coded: it stays aside. Labels are numbers, texts
    or both, the same where Python holds them equal: 1 is 1.0, and is not "1".
    order: all the labels from the least to the most, for weights; else as they sort (texts by letter), and
    numbers mixed with texts as they come.
    ValueError: rows of different lengths, a label that `order` lacks.
    """
    one, other = list(np.asarray(first, dtype=object)), list(np.asarray(second, dtype=object))
    if len(one) != len(other):
        raise ValueError(f"Both coders have as many units: {len(one)} and {len(other)}.")
    both = coded("codings", [*one, *other])
    labels = both.labels if order is None else tuple(order)
    lacking = [label for label in both.labels if label not in labels]
    if lacking:
        raise ValueError(f"`order` lacks the label {lacking[0]!r}.")
    place = np.array([*(labels.index(label) for label in both.labels), BLANK])[both.codes]
    pairs = place.reshape(2, -1)
    pairs = pairs[:, (pairs != BLANK).all(axis=0)]
    table = np.zeros((len(labels), len(labels)), dtype=np.int64)
    np.add.at(table, (pairs[0], pairs[1]), 1)
    return kappa_of_table(table, weights=weights, level=level)


def kappa_of_table(
    table: npt.ArrayLike,
    *,
    weights: Literal["none", "linear", "quadratic"] = "none",
    level: float = 0.95,
) -> Kappa:
    """Return Cohen's kappa of two coders (1960, Educational and Psychological Measurement 20:37-46).

    With weights, a disagreement counts by its distance or by its square (Cohen 1968, Psychological Bulletin
    70:213-220); the error is that of Fleiss, Cohen and Everitt (1969, Psychological Bulletin 72:323-327).

    table: (labels, labels), units by the first coder's label and the second's, labels in order.
    NaN with its reason when no unit is there, or when both gave one label, the same, to all.
    ValueError: not a square table of counts, weights unknown.
    """
    z = float(ndtri(1 - tail_of(level)))
    counts = whole("table", table)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"A table of agreement is square, not of shape {counts.shape}.")
    if weights not in ("none", "linear", "quadratic"):
        raise ValueError(f"`weights` is none, linear or quadratic, not {weights}.")
    units = int(counts.sum())
    if not units:
        return _no_kappa(NO_UNIT, units)
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    if (rows * columns).max() == units**2:
        return _no_kappa(ONE_VALUE, units)
    # It divides by an error of zero, where one coder gave one label, for a test that is not ours.
    with np.errstate(invalid="ignore", divide="ignore"):
        found = inter_rater.cohens_kappa(counts, wt=None if weights == "none" else weights)
    kappa, error = float(found.kappa), float(np.sqrt(max(float(found.var_kappa), 0.0)))
    return _kappa(kappa, error, z, units)


def fleiss_kappa(table: npt.ArrayLike, *, level: float = 0.95) -> Kappa:
    """Return Fleiss' kappa of many coders (1971, Psychological Bulletin 76:378-382).

    Its error is that under no agreement but by chance (Fleiss, Nee and Landis 1979, Psychological Bulletin
    86:974-977): it tests that hypothesis, and the interval is a rough one.

    table: (units, labels), how many coders gave the label to the unit; a unit that nobody coded stays aside.
    NaN with its reason when units are coded once, or not all as often, or all codings are equal.
    ValueError: not a table of counts.
    """
    z = float(ndtri(1 - tail_of(level)))
    counts = whole("table", table)
    if counts.ndim != 2:
        raise ValueError(f"A table has units and labels, not {counts.ndim} dimensions.")
    counts = counts[counts.sum(axis=1) > 0]
    coders = counts.sum(axis=1)
    if not len(counts) or coders.max() < 2:
        return _no_kappa(NO_PAIR, len(counts))
    if coders.min() != coders.max():
        return _no_kappa(UNEVEN, len(counts))
    if (counts.sum(axis=0) > 0).sum() == 1:
        return _no_kappa(ONE_VALUE, len(counts))
    kappa = float(inter_rater.fleiss_kappa(counts, method="fleiss"))
    share = counts.sum(axis=0) / counts.sum()
    chance, m = float((share * (1 - share)).sum()), int(coders[0])
    spread = chance**2 - float((share * (1 - share) * (1 - 2 * share)).sum())
    error = float(np.sqrt(2 * spread / (len(counts) * m * (m - 1)))) / chance
    return _kappa(kappa, error, z, len(counts))


def _kappa(kappa: float, error: float, z: float, units: int) -> Kappa:
    # Agreement lies between -1 and 1, where the normal interval does not stop by itself.
    low, high = max(kappa - z * error, -1.0), min(kappa + z * error, 1.0)
    return Kappa(kappa=kappa, error=error, low=low, high=high, units=units)


def _no_kappa(message: str, units: int) -> Kappa:
    return Kappa(kappa=np.nan, error=np.nan, low=np.nan, high=np.nan, units=units, reason=Reason(message))


def _counts(codings: Sequence[Labels], metric: Metric) -> tuple[IntArray, FloatArray]:
    """Return how often each unit coded twice has each value (units, values), and the values in order."""
    if metric not in ("nominal", "ordinal", "interval", "ratio"):
        raise ValueError(f"`metric` is nominal, ordinal, interval or ratio, not {metric}.")
    rows = [list(np.asarray(row, dtype=object)) for row in codings]
    units = len(rows[0]) if rows else 0
    if any(len(row) != units for row in rows):
        raise ValueError("Each coder has a place for each unit: the rows are of one length.")
    found = coded("codings", [label for row in rows for label in row])
    values = np.zeros(len(found.labels))
    order = np.arange(len(found.labels))
    if metric != "nominal":
        try:
            values = np.array([float(label) for label in found.labels])  # type: ignore[arg-type] # or it raises
        except (TypeError, ValueError) as error:
            raise ValueError(f"Only numbers have a {metric} distance.") from error
        if metric == "ratio" and np.any(values < 0):
            raise ValueError("Values on a ratio scale are not negative.")
        order = np.argsort(values, kind="stable")
    counts = np.zeros((units, len(found.labels)), dtype=np.int64)
    codes = found.codes.reshape(len(rows), units)
    for row in codes:
        there = np.flatnonzero(row != BLANK)
        counts[there, row[there]] += 1
    return counts[counts.sum(axis=1) > 1][:, order], values[order]


def _disagreements(counts: IntArray, values: FloatArray, metric: Metric) -> tuple[float, float]:
    """Return the disagreement observed and that expected, from counts (units, values)."""
    if not len(counts):
        return float("nan"), float("nan")
    totals, coders = counts.sum(axis=0), counts.sum(axis=1)
    n = int(totals.sum())
    distance = _distances(totals, values, metric)
    # A value is no pair with itself, but its distance to itself is 0 anyway.
    within = (counts @ distance * counts).sum(axis=1)
    return float((within / (coders - 1)).sum()) / n, float(totals @ distance @ totals) / (n * (n - 1))


def _distances(totals: IntArray, values: FloatArray, metric: Metric) -> FloatArray:
    """Return the squared distances of the values (values, values)."""
    if metric == "nominal":
        return 1.0 - np.eye(len(totals))
    if metric == "ordinal":
        # All the values from one to the other, both for half.
        place = np.cumsum(totals) - totals / 2
        return np.asarray(np.square(np.subtract.outer(place, place)))
    apart = np.subtract.outer(values, values)
    if metric == "interval":
        return np.asarray(np.square(apart))
    total = np.add.outer(values, values)
    return np.asarray(np.square(np.divide(apart, total, out=np.zeros_like(apart), where=total > 0)))
