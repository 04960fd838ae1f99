"""Means, totals, ratios and shares of a population, from a sample drawn by a design."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, expit, logit, stdtrit

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Labels, coded
from grappe.analysis.statistics.interval import (
    BoolArray,
    FloatArray,
    IntArray,
    Interval,
    LogitInterval,
    tail_of,
)
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.survey_design import Design, covariance_of_totals, units_and_strata
from grappe.analysis.statistics.weights import NO_WEIGHT

EMPTY_DOMAIN = N_("Aucune réponse n’est de ce sous-ensemble : il n’y a rien à estimer.")
ALL_BLANK = N_("Aucune des réponses de ce sous-ensemble n’a de valeur ici : la base est vide.")
ZERO_DENOMINATOR = N_("Le dénominateur fait zéro en tout : il n’y a pas de rapport.")
NO_FREEDOM = N_("Les réponses viennent de trop peu d’unités tirées pour que l’estimation ait un intervalle.")
ONE_UNIT = N_("Les réponses viennent d’une seule unité tirée : l’erreur ne peut être estimée.")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Estimates:
    """k estimates of one kind, their errors, and what they rest on."""

    values: FloatArray
    """(k,), in the unit of the answers; NaN with a reason."""
    covariance: FloatArray
    """(k, k), of the estimates under the design; NaN with a reason."""
    used: IntArray
    """(k,), rows with a weight and a value."""
    eligible: IntArray
    """(k,), rows with a weight in the domain, blanks included."""
    freedom: IntArray
    """(k,), degrees of freedom: first-stage units less strata, of the rows used."""
    simple_variances: FloatArray
    """(k,), what a simple random sample of `used` rows, drawn without replacement from as many units as the
    weights add up to, would have; with replacement where they add up to no more, the population unknown."""
    complete: bool
    """Whether everybody was asked, so that errors are 0 and intervals the values themselves."""
    reasons: tuple[Reason | None, ...]
    """(k,), why a value, its error or its Student interval is NaN; None where all are there."""

    @property
    def errors(self) -> FloatArray:
        """Standard errors (k,), in the unit of the values."""
        return np.asarray(np.sqrt(np.diagonal(self.covariance)))

    @property
    def design_effects(self) -> FloatArray:
        """Variance / that of a simple random sample of the same size (k,) (Kish 1965, section 8.2).

        NaN where there is no error, or where all answers are equal and there is nothing to compare.
        """
        simple = self.simple_variances
        return np.divide(
            np.diagonal(self.covariance), simple, out=np.full_like(simple, np.nan), where=simple > 0
        )

    def interval(self, level: float = 0.95, *, normal: bool = False) -> Interval:
        """Return Student's interval of each (k,), or the normal one."""
        tail = tail_of(level)
        freedom = np.full(len(self.freedom), np.inf) if normal or self.complete else _free(self.freedom)
        half = stdtrit(freedom, 1 - tail) * self.errors
        return Interval(self.values - half, self.values + half)

    def contrast(self, coefficients: npt.ArrayLike) -> Estimates:
        """Return the sum of coefficient x estimate, with its error: (1, -1) is a difference. One estimate.

        It has the smallest degrees of freedom, rows used and eligible of those that it is made of.
        ValueError: not one coefficient for each estimate.
        """
        given = np.asarray(coefficients, dtype=np.float64)
        if given.shape != self.values.shape:
            raise ValueError(f"It takes {len(self.values)} coefficients, not {given.shape}.")
        part = given != 0
        if not part.any():
            raise ValueError("A contrast has a coefficient that is not zero.")
        chosen = given[part]
        return Estimates(
            values=np.array([chosen @ self.values[part]]),
            covariance=np.array([[chosen @ self.covariance[np.ix_(part, part)] @ chosen]]),
            used=self.used[part].min(keepdims=True),
            eligible=self.eligible[part].min(keepdims=True),
            freedom=self.freedom[part].min(keepdims=True),
            simple_variances=np.array([np.square(chosen) @ self.simple_variances[part]]),
            complete=self.complete,
            reasons=(
                next((self.reasons[place] for place in np.flatnonzero(part) if self.reasons[place]), None),
            ),
        )


class Shares(NamedTuple):
    """How the population is divided between labels."""

    labels: tuple[Hashable, ...]
    """(k,)."""
    estimates: Estimates
    """k shares, 0 to 1, which add up to 1."""
    reason: Reason | None
    """Why there is no share at all: the base is empty."""


class Base(NamedTuple):
    """Answers as columns, and who counts in each."""

    values: FloatArray
    """(n, k), 0 where the row does not count."""
    counted: BoolArray
    """(n, k), rows with a weight, in the domain, with a value."""
    eligible: IntArray
    """(k,), rows with a weight, in the domain."""


def means(values: npt.ArrayLike, design: Design, *, domain: npt.ArrayLike | None = None) -> Estimates:
    """Return the means of the columns, each over the rows that have a value.

    Ratio of two weighted sums, with the error of its linear part (Särndal, Swensson and Wretman 1992,
    sections 5.6, 5.7 and 5.8; Woodruff 1971, JASA 66:411-414). A domain is estimated within the full
    design, because how many of it are drawn is up to chance as well.

    values: (n,) or (n, k), NaN for a blank. A column that is NaN outside a group is that group's mean, so
    that `contrast` compares groups. domain: (n,) of booleans. ValueError: infinite values, lengths.
    """
    base = base_of(values, design, domain)
    weights = design.weights[:, None]
    sizes = (weights * base.counted).sum(axis=0)
    with np.errstate(invalid="ignore"):
        found = (weights * base.values).sum(axis=0) / sizes
    away = np.where(base.counted, base.values - np.where(sizes > 0, found, 0.0), 0.0)
    influence = away / np.where(sizes > 0, sizes, 1.0)
    return estimates(design, base, found, influence, influence, relative=True)


def totals(values: npt.ArrayLike, design: Design, *, domain: npt.ArrayLike | None = None) -> Estimates:
    """Return the weighted sums of the columns over the rows that have a value.

    Horvitz and Thompson (1952, JASA 47:663-685). A blank adds nothing: where `used` is below `eligible` the
    total is that of those who answered. values: (n,) or (n, k), NaN for a blank. domain: (n,) of booleans.
    ValueError: infinite values, lengths.
    """
    base = base_of(values, design, domain)
    found = (design.weights[:, None] * base.values).sum(axis=0)
    return estimates(design, base, found, base.values, base.values, relative=False)


def ratios(
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    design: Design,
    *,
    domain: npt.ArrayLike | None = None,
) -> Estimates:
    """Return the ratios of two totals, column by column, over the rows that have both.

    Cochran (1977), Sampling Techniques, 3rd ed., sections 2.11 and 6.3, linearised.
    numerators, denominators: (n,) or (n, k) of one shape, NaN for a blank. domain: (n,) of booleans.
    ValueError: infinite values, lengths.
    """
    first, second = columns_of(numerators), columns_of(denominators)
    if first.shape != second.shape:
        raise ValueError(f"A ratio has a denominator for each numerator: {first.shape}, {second.shape}.")
    blank = np.isnan(first) | np.isnan(second)
    base = base_of(np.where(blank, np.nan, first), design, domain)
    below = np.where(base.counted, second, 0.0)
    weights = design.weights[:, None]
    wholes = (weights * below).sum(axis=0)
    given = wholes != 0
    found = np.full(len(wholes), np.nan)
    found[given] = ((weights * base.values).sum(axis=0))[given] / wholes[given]
    influence = (base.values - np.where(given, found, 0.0) * below) / np.where(given, wholes, 1.0)
    absent = tuple(None if there else Reason(ZERO_DENOMINATOR) for there in given)
    return estimates(design, base, found, influence, influence, relative=True, absent=absent)


def shares(labels: Labels, design: Design, *, domain: npt.ArrayLike | None = None) -> Shares:
    """Return the share of each label among the rows that have one. labels: (n,), None and NaN are blanks.

    Every label of the sample is there, with 0 if the domain has none. Without any label, no estimate.
    """
    found = coded("labels", labels)
    indicators = (found.codes[:, None] == np.arange(len(found.labels))).astype(np.float64)
    indicators[found.codes == BLANK] = np.nan
    base = base_of(np.where(found.codes == BLANK, np.nan, 0.0), design, domain)
    reason = design.reason or _empty(design, int(base.counted.sum()), int(base.eligible[0]))
    return Shares(found.labels, means(indicators, design, domain=domain), reason)


def share_interval(
    found: Estimates, level: float = 0.95, *, method: Literal["beta", "logit"] = "beta"
) -> Interval:
    """Return intervals of shares that stay between 0 and 1. (k,).

    "beta": Clopper and Pearson's with the effective number of answers p(1 - p)/variance, lessened by the
    squared ratio of Student's factors for n - 1 and for the design's degrees of freedom (Korn and Graubard
    1998, Survey Methodology 24:193-201); with the n used where the share is 0 or 1. "logit": Student's
    interval of log(p/(1 - p)), NaN with its reason where the share is 0 or 1. NaN where the estimates have a
    reason.
    """
    tail = tail_of(level)
    share, n = found.values, found.used.astype(np.float64)
    freedom = _free(found.freedom)
    inside = (share > 0) & (share < 1)
    if found.complete:
        return Interval(share.copy(), share.copy())
    if method == "logit":
        middle = np.where(inside, share, np.nan)
        half = stdtrit(freedom, 1 - tail) * found.errors / (middle * (1 - middle))
        kind = LogitInterval if np.any((share == 0) | (share == 1)) else Interval
        return kind(expit(logit(middle) - half), expit(logit(middle) + half))
    variance = np.diagonal(found.covariance)
    certain = inside & (variance == 0)
    worth = np.divide(share * (1 - share), variance, out=n.copy(), where=inside & ~(variance == 0))
    worth = worth * (stdtrit(np.where(n > 1, n - 1, np.nan), tail) / stdtrit(freedom, tail)) ** 2
    positives, negatives = worth * share, worth * (1 - share)
    some, others = np.where(positives > 0, positives, 1.0), np.where(negatives > 0, negatives, 1.0)
    low = np.where(share > 0, betaincinv(some, negatives + 1, tail), 0.0)
    high = np.where(share < 1, betaincinv(positives + 1, others, 1 - tail), 1.0)
    absent = np.isnan(worth) | np.isnan(variance)
    low, high = np.where(absent, np.nan, low), np.where(absent, np.nan, high)
    # A share without error, of everybody or of strata all alike, is what it is.
    return Interval(np.where(certain, share, low), np.where(certain, share, high))


def by_group(
    labels: Labels, estimate: Callable[[BoolArray], T], *, domain: npt.ArrayLike | None = None
) -> dict[Hashable, T]:
    """Return an estimate for each label, made by `estimate` of the rows that have it, as a domain.

    `by_group(kinds, lambda rows: means(answers, design, domain=rows))`. Blanks are in no group. The groups
    are in the order of `coded`; within a domain, those that it lacks are there too, with their reason.
    """
    found = coded("labels", labels)
    within = np.ones(len(found.codes), np.bool_) if domain is None else np.asarray(domain, np.bool_)
    return {label: estimate((found.codes == code) & within) for code, label in enumerate(found.labels)}


def columns_of(values: npt.ArrayLike) -> FloatArray:
    """Return values as columns (n, k). ValueError: more than two dimensions, an infinite value."""
    given = np.asarray(values, dtype=np.float64)
    columns = given[:, None] if given.ndim == 1 else given
    if columns.ndim != 2:
        raise ValueError(f"Values are one row or several columns, not of shape {given.shape}.")
    if np.isinf(columns).any():
        raise ValueError(f"Values are finite or NaN: {int(np.isinf(columns).sum())} are infinite.")
    return columns


def base_of(values: npt.ArrayLike, design: Design, domain: npt.ArrayLike | None) -> Base:
    """Return the columns and who counts in them. ValueError: lengths that differ, a domain of no booleans."""
    columns = columns_of(values)
    rows = len(design.weights)
    within = np.ones(rows, dtype=np.bool_) if domain is None else np.asarray(domain)
    if len(columns) != rows or within.shape != (rows,) or within.dtype != np.bool_:
        raise ValueError(
            f"Values and a domain of booleans have one row for each of the design's {rows}: "
            f"{columns.shape}, {within.shape} of {within.dtype}."
        )
    eligible = within & (design.weights != 0)
    counted = ~np.isnan(columns) & eligible[:, None]
    everyone = np.full(columns.shape[1], int(eligible.sum()), dtype=np.int64)
    return Base(np.where(counted, columns, 0.0), counted, everyone)


def estimates(
    design: Design,
    base: Base,
    found: FloatArray,
    influence: FloatArray,
    varying: FloatArray,
    *,
    relative: bool,
    absent: tuple[Reason | None, ...] = (),
) -> Estimates:
    """Return estimates with the covariance of `influence` (n, k), and their reasons.

    varying: (n, k), what a simple random sample would have the weighted sum of. relative: whether the sum of
    the influence over the base is 0, as of a mean, so that a base of one unit hides all error. absent: (k,),
    reasons known.
    """
    covariance, hindered = covariance_of_totals(design, influence)
    used = base.counted.sum(axis=0).astype(np.int64)
    units, strata = units_and_strata(design, base.counted)
    freedom = units - strata
    values = found.copy()
    reasons = []
    for column in range(len(values)):
        reason = design.reason or _empty(design, int(used[column]), int(base.eligible[column]))
        reason = reason or (absent[column] if absent else None)
        if reason is not None:
            values[column] = covariance[column, :] = covariance[:, column] = np.nan
        elif hindered is not None:
            reason = hindered
        elif relative and units[column] == 1 and not design.complete:
            reason = Reason(ONE_UNIT)
            covariance[column, :] = covariance[:, column] = np.nan
        elif freedom[column] < 1 and not design.complete:
            reason = Reason(NO_FREEDOM)
        reasons.append(reason)
    return Estimates(
        values=values,
        covariance=covariance,
        used=used,
        eligible=base.eligible,
        freedom=freedom,
        simple_variances=_simple(design, base.counted, varying),
        complete=design.complete,
        reasons=tuple(reasons),
    )


def _free(freedom: IntArray) -> FloatArray:
    return np.where(freedom > 0, freedom, np.nan).astype(np.float64)


def _empty(design: Design, used: int, eligible: int) -> Reason | None:
    if used:
        return None
    if not np.any(design.weights):
        return Reason(NO_WEIGHT)
    return Reason(ALL_BLANK if eligible else EMPTY_DOMAIN)


def _simple(design: Design, counted: BoolArray, varying: FloatArray) -> FloatArray:
    """Return the variance of the weighted sum of `varying` in a simple random sample of as many rows."""
    weights = design.weights[:, None] * counted
    n, size = counted.sum(axis=0), weights.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (weights * varying).sum(axis=0) / size
        spread = (weights * (varying - mean) ** 2).sum(axis=0) / size * n / (n - 1)
        left = np.where(size > n, 1 - n / size, 0.0 if design.corrected else 1.0)
        return np.asarray(np.where(n > 1, spread * size**2 / n * left, np.nan))
