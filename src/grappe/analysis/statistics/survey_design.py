"""How a sample was drawn, and the variance that follows from it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.linalg import pinvh
from scipy.sparse import csr_array

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Coded, Labels, coded
from grappe.analysis.statistics.interval import BoolArray, FloatArray, IntArray
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.weights import checked_weights

Lonely = Literal["reason", "certainty", "adjust", "average"]
"""What a stratum with a single unit adds to the variance, which it cannot show by itself.

"reason": no error, and the reason why. "certainty": nothing, as if the unit had been bound to be drawn.
"adjust": its distance to the mean of the units of all the strata. "average": as much as the other strata do
on average.
"""

ALONE = N_("Une seule unité a été tirée : l’erreur ne peut être estimée.")
LONELY_STRATUM = N_(
    "La strate « {label} » n’a qu’une unité tirée : l’erreur ne peut être estimée. Réunissez-la à une autre, ou dites comment la compter."
)
LONELY_WITHIN = N_(
    "Dans le groupe « {label} », une seule unité a été tirée au degré suivant : l’erreur ne peut être estimée. Réunissez-le à un autre, ou dites comment le compter."
)
ALL_LONELY = N_("Toutes les strates n’ont qu’une unité tirée : aucune ne dit de combien elles varient.")
RANK = 1e-11
"""Share of the largest below which what calibration variables have of their own is rounding."""


class Sampling(NamedTuple):
    """One stage of the drawing: which units, from how many."""

    units: Labels | None = None
    """(n,), the unit of each row, by any label; None: each row is a unit. Two strata, or two units of the
    stage before, may use the same label for different units."""
    strata: Labels | None = None
    """(n,), the stratum in which the unit was drawn; None: a single one."""
    population: npt.ArrayLike | None = None
    """(n,) or one number: how many units the row's stratum has in all, those not drawn included."""
    fraction: npt.ArrayLike | None = None
    """(n,) or one number: share of the stratum's units that were drawn, instead of `population`."""


class Stage(NamedTuple):
    """One stage in numbers, with U units."""

    unit_of: IntArray
    """(n,), 0 to U - 1."""
    stratum_of: IntArray
    """(U,), 0 to strata - 1; units of two units of the stage before are never of one stratum."""
    sizes: IntArray
    """(U,), how many units of the unit's stratum were drawn."""
    fractions: FloatArray
    """(U,), share of the units of the stratum that were drawn."""
    factors: FloatArray
    """(U,), product of the fractions of the stages before: 1 at the first."""
    names: tuple[Hashable, ...]
    """(strata,), at the first stage the stratum's label (None: no strata), then that of the unit before."""
    labels: tuple[Hashable, ...] | None
    """(U,), of the units; None when each row is one."""


class Adjustment(NamedTuple):
    """What the weights were calibrated on: of an estimate only what it leaves over still varies."""

    variables: csr_array
    """(n, p), the calibration variables."""
    weights: FloatArray
    """(n,), the weights before this calibration."""
    inverse: FloatArray
    """(p, p), of the weighted squares and products of the variables."""
    factors: FloatArray
    """(n,), the weights after / before."""

    def residuals(self, values: FloatArray) -> FloatArray:
        """Return what regression on the variables leaves of each column, for the weights before. (n, k)."""
        slopes = self.inverse @ (self.variables.T @ (self.weights[:, None] * values))
        return np.asarray((values - self.variables @ slopes) * self.factors[:, None])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Design:
    """A sample of n rows: its weights, and how it was drawn."""

    weights: FloatArray
    """(n,), how many units of the population each row stands for; regression may make some negative. A row
    of weight zero stays in the design, as one outside every domain does, and counts for nothing else."""
    stages: tuple[Stage, ...]
    lonely: Lonely
    corrected: bool
    """Whether the size of the population is known, and so taken into account."""
    adjustments: tuple[Adjustment, ...] = ()
    """One for each calibration, the oldest first."""
    reason: Reason | None = None
    """Why nothing can be estimated: a calibration that failed."""

    @property
    def complete(self) -> bool:
        """Whether every unit of the population was drawn, so that nothing is left to chance."""
        return all(bool(np.all((stage.fractions == 1) | (stage.factors == 0))) for stage in self.stages)


def survey_design(
    *stages: Sampling, weights: npt.ArrayLike | None = None, lonely: Lonely = "reason"
) -> Design:
    """Return the design of a sample drawn in one stage or several.

    At each stage units are drawn at random without replacement within strata; without `population` or
    `fraction` at the first, as from an endless population, so that only its units count (the ultimate
    clusters). Later stages without them are taken to be complete. These are the conventions of R's
    `svydesign` (Lumley 2004, Journal of Statistical Software 9:1-19), except that labels are nested.

    weights: (n,); None: what the populations imply, the product of drawable / drawn, and 1 without them.
    ValueError: nothing given, lengths that differ, weights that are negative, blank labels, a population
    below what was drawn or that varies within a stratum, both a population and a fraction.
    """
    rows = _rows(stages, weights)
    built: list[Stage] = []
    implied = np.ones(rows)
    corrected = False
    for sampling in stages or (Sampling(),):
        stage, known = _stage(sampling, rows, built[-1] if built else None)
        corrected = corrected or known
        # Where nothing is known of the first stage its fraction is 0, as of the endless.
        fractions = stage.fractions[stage.unit_of]
        implied = implied / np.where(fractions > 0, fractions, 1.0)
        built.append(stage)
    return Design(
        weights=implied if weights is None else checked_weights(weights),
        stages=tuple(built),
        lonely=lonely,
        corrected=corrected,
    )


def inverse_of_products(variables: csr_array, weights: FloatArray) -> FloatArray:
    """Return the inverse of the weighted products of variables (n, p), which may depend on each other."""
    gram = (variables.T @ (variables * weights[:, None])).toarray()
    # Variables of any unit weigh alike in what counts as rounding.
    scale = np.sqrt(np.maximum(np.diagonal(gram), 0.0))
    scale = np.where(scale > 0, scale, 1.0)
    return np.asarray(pinvh(gram / np.outer(scale, scale), rtol=RANK) / np.outer(scale, scale))


def covariance_of_totals(design: Design, values: FloatArray) -> tuple[FloatArray, Reason | None]:
    """Return the covariance of the weighted sums of the columns (n, k) and, if it is NaN, why. (k, k).

    At each stage (1 - f) n / (n - 1) times the squared distances of the units' sums to the mean of their
    stratum, times the fractions of the stages before (Särndal, Swensson and Wretman 1992, Model Assisted
    Survey Sampling, results 3.7.2 and 4.3.1; Bellhouse 1985). Of a calibrated design, of the residuals.
    """
    for one in reversed(design.adjustments):
        values = one.residuals(values)
    drawn_with = design.adjustments[0].weights if design.adjustments else design.weights
    expanded = values * drawn_with[:, None]
    covariance = np.zeros((values.shape[1], values.shape[1]))
    for number, stage in enumerate(design.stages):
        lonely, reason = _lonely(design, stage, first=number == 0)
        if reason is not None:
            return np.full_like(covariance, np.nan), reason
        scale = stage.factors * (1 - stage.fractions) * stage.sizes / np.maximum(stage.sizes - 1, 1)
        if not scale.any():
            continue
        strata = len(stage.names)
        totals = sums_by(stage.unit_of, expanded, len(stage.sizes))
        drawn = np.bincount(stage.stratum_of, minlength=strata)[:, None]
        centres = (sums_by(stage.stratum_of, totals, strata) / drawn)[stage.stratum_of]
        if design.lonely == "adjust":
            centres[lonely[stage.stratum_of]] = totals.mean(axis=0)
        elif design.lonely == "average":
            scale = scale * (strata / (strata - int(lonely.sum())))
        distances = np.sqrt(scale)[:, None] * (totals - centres)
        covariance += distances.T @ distances
    return covariance, None


def units_and_strata(design: Design, counted: BoolArray) -> tuple[IntArray, IntArray]:
    """Return how many units and strata of the first stage the rows counted (n, k) are of. Both (k,)."""
    stage = design.stages[0]
    units = sums_by(stage.unit_of, counted.astype(np.float64), len(stage.sizes)) > 0
    strata = sums_by(stage.stratum_of, units.astype(np.float64), len(stage.names)) > 0
    return units.sum(axis=0).astype(np.int64), strata.sum(axis=0).astype(np.int64)


def sums_by(codes: IntArray, values: FloatArray, count: int) -> FloatArray:
    """Return the sums of the columns (n, k) by code. (count, k)."""
    if len(codes) == count and np.array_equal(codes, np.arange(count)):
        return values
    sums = np.zeros((count, values.shape[1]))
    for place, column in enumerate(values.T):
        sums[:, place] = np.bincount(codes, column, count)
    return sums


def _lonely(design: Design, stage: Stage, *, first: bool) -> tuple[BoolArray, Reason | None]:
    """Return which strata (strata,) have a single unit that another could have replaced, and the reason."""
    weighed = np.bincount(stage.unit_of, np.abs(design.weights), len(stage.sizes)) > 0
    units = (stage.sizes == 1) & (stage.fractions < 1) & (stage.factors > 0) & weighed
    lonely = np.bincount(stage.stratum_of, units, len(stage.names)) > 0
    if not lonely.any():
        return lonely, None
    if design.lonely == "average" and lonely.all():
        return lonely, Reason(ALL_LONELY)
    if design.lonely != "reason":
        return lonely, None
    name = stage.names[int(np.argmax(lonely))]
    if name is None:
        return lonely, Reason(ALONE)
    return lonely, Reason(LONELY_STRATUM if first else LONELY_WITHIN, {"label": name})


def _rows(stages: tuple[Sampling, ...], weights: npt.ArrayLike | None) -> int:
    given = [] if weights is None else [len(checked_weights(weights))]
    for sampling in stages:
        given.extend(len(labels) for labels in (sampling.units, sampling.strata) if labels is not None)
        for numbers in (sampling.population, sampling.fraction):
            if numbers is not None and np.ndim(numbers):
                given.append(np.shape(numbers)[0])
    if not given:
        raise ValueError(
            "A design is made of weights, units, strata or populations, one for each row: without any of these, "
            "a single number for a population or a fraction does not say how many rows there are."
        )
    if len(set(given)) > 1:
        raise ValueError(f"What a design is made of has one value a row: lengths {given}.")
    return given[0]


def _stage(sampling: Sampling, rows: int, before: Stage | None) -> tuple[Stage, bool]:
    everyone = Coded(np.zeros(rows, dtype=np.int64), (None,))
    strata = everyone if sampling.strata is None else _without_blanks("strata", sampling.strata)
    parents = np.zeros(rows, dtype=np.int64) if before is None else before.unit_of
    parent_of, own, stratum = _pairs(parents, strata.codes)
    labels: tuple[Hashable, ...] | None = None
    if sampling.units is None:
        unit, stratum_of = np.arange(rows), stratum
    else:
        units = _without_blanks("units", sampling.units)
        stratum_of, unit_codes, unit = _pairs(stratum, units.codes)
        labels = tuple(units.labels[code] for code in unit_codes.tolist())
    drawn = np.bincount(stratum_of, minlength=len(parent_of))
    fractions, known = _fractions(sampling, stratum, drawn, complete=before is not None)
    if before is None:
        factors = np.ones(len(stratum_of))
        names = tuple(strata.labels[code] for code in own.tolist())
    else:
        factors = (before.fractions * before.factors)[parent_of][stratum_of]
        # Rows that are units have no label: their number, counted from 1.
        names = tuple(before.labels[place] if before.labels else place + 1 for place in parent_of.tolist())
    stage = Stage(
        unit_of=unit,
        stratum_of=stratum_of,
        sizes=drawn[stratum_of].astype(np.int64),
        fractions=fractions[stratum_of],
        factors=factors,
        names=names,
        labels=labels,
    )
    return stage, known


def _fractions(
    sampling: Sampling, stratum: IntArray, drawn: IntArray, *, complete: bool
) -> tuple[FloatArray, bool]:
    """Return the share of each stratum that was drawn (strata,), and whether it is known."""
    if sampling.population is None and sampling.fraction is None:
        return np.full(len(drawn), 1.0 if complete else 0.0), False
    if sampling.population is not None and sampling.fraction is not None:
        raise ValueError("A stage has a population or a fraction, not both.")
    name = "population" if sampling.fraction is None else "fraction"
    given = sampling.population if sampling.fraction is None else sampling.fraction
    values = np.broadcast_to(np.asarray(given, dtype=np.float64), stratum.shape)
    of_stratum = np.zeros(len(drawn))
    of_stratum[stratum] = values
    if not np.array_equal(of_stratum[stratum], values):
        raise ValueError(f"`{name}` is the same for all the rows of a stratum, and never blank.")
    if name == "fraction":
        if not np.all((of_stratum > 0) & (of_stratum <= 1)):
            raise ValueError("A fraction drawn lies above 0 and is 1 at most.")
        return of_stratum, True
    if np.any(of_stratum < drawn):
        place = int(np.argmax(of_stratum < drawn))
        raise ValueError(f"More units drawn than in the population: {drawn[place]} of {of_stratum[place]:g}.")
    return drawn / of_stratum, True


def _pairs(first: IntArray, second: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return each pair of codes once, in its two halves, and the place of each row among them (n,)."""
    width = int(second.max(initial=0)) + 1
    found, place = np.unique(first * width + second, return_inverse=True)
    return found // width, found % width, np.asarray(place, dtype=np.int64)


def _without_blanks(name: str, labels: Labels) -> Coded:
    found = coded(name, labels)
    blanks = int((found.codes == BLANK).sum())
    if blanks:
        raise ValueError(f"`{name}` has blanks: {blanks} of {len(found.codes)}.")
    return found
