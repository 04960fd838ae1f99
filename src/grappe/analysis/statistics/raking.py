"""Weights that give a sample the margins of its population."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Labels, coded
from grappe.analysis.statistics.interval import FloatArray, IntArray
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.weights import EffectiveSize, checked_weights, effective_size

ROUNDS = 1000
TOLERANCE = 1e-9
NOTHING = N_("Aucune réponse n’a de poids : il n’y a rien à redresser.")
BLANKS = N_(
    "Marge « {margin} » : des réponses n’ont pas de valeur ({count}). Complétez-les ou écartez-les avant de redresser."
)
NOT_SAMPLED = N_(
    "Marge « {margin} » : la population a des « {label} » et l’échantillon n’en a aucun. Regroupez cette modalité avec une autre."
)
NOT_IN_POPULATION = N_(
    "Marge « {margin} » : l’échantillon a des « {label} » et la population n’en a aucun. Corrigez la modalité ou donnez son effectif."
)
DISAGREE = N_(
    "Les marges se contredisent : « {first} » fait {first_total} en tout et « {second} » {second_total}."
)
NOT_REACHED = N_(
    "Le redressement n’a pas abouti en {rounds} tours : pour « {label} » de la marge « {margin} », {reached} au lieu de {wanted}. Les marges se contredisent dans cet échantillon."
)

Population = Mapping[str, float] | Mapping[int, float] | Mapping[float, float] | Mapping[bool, float]
"""How many of each label the population has: units or shares, none negative."""


class Margin(NamedTuple):
    """One variable, as the sample has it and as the population does. A plain pair does as well."""

    labels: Labels
    """(n,), the sample's labels; None and NaN are blanks."""
    population: Population


class Gap(NamedTuple):
    """The label of which the weights miss the population most, relatively to it."""

    margin: str
    label: object
    reached: float
    wanted: float

    @property
    def relative(self) -> float:
        """Share of the wanted count that is missing or too much, 0 when it is met."""
        return abs(self.reached - self.wanted) / self.wanted if self.wanted else abs(self.reached)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Raking:
    """Raked weights, and what they cost."""

    weights: FloatArray
    """(n,), in the unit of the margins; NaN when there is a reason."""
    factors: FloatArray
    """(n,), raked weight / given weight; 1 where the given weight is zero; NaN when there is a reason."""
    smallest: float
    """The smallest weight that is not zero; NaN when there is a reason."""
    largest: float
    """The largest weight; NaN when there is a reason."""
    effective: EffectiveSize
    """Kish's, of the raked weights."""
    rounds: int
    """Turns made: 0 when the raking could not start."""
    trimmed: int
    """Answers whose weight was held back by `trim`."""
    gap: Gap | None
    """How far the worst label is from its population; None when the raking could not start."""
    reason: Reason | None = None
    """Why there are no weights."""


class Cells(NamedTuple):
    """A margin in numbers."""

    name: str
    codes: IntArray
    """(n,), place of the row's label among `labels`; rows without weight may have -1."""
    labels: tuple[object, ...]
    wanted: FloatArray
    """(labels,), the population."""


def rake(
    weights: npt.ArrayLike,
    *,
    margins: Mapping[str, Margin | tuple[Labels, Population]],
    trim: tuple[float, float] | None = None,
    tolerance: float = TOLERANCE,
    rounds: int = ROUNDS,
) -> Raking:
    """Return weights that give every margin its population, by iterative proportional fitting.

    Deming and Stephan (1940, Annals of Mathematical Statistics 11:427-444); Deville, Särndal and Sautory
    (1993, JASA 88:1013-1020). Each turn scales the weights to one margin after the other, until no label
    is further from its population than `tolerance`, relatively. With one margin it is post-stratification.

    weights: (n,), of the design; ones for a survey of all the members. Zero stays zero, and counts nothing.
    margins: name -> labels of the sample (n,) and population by label, in units or in shares; the same
    total in all of them. A label is never put with another silently: one that only the population has, or
    only the sample, a blank, totals that differ, or margins that no weights can give have their `reason`.
    trim: lowest and highest weight as multiples of the mean weight, such as (0.3, 3). Weights are held
    between them after each turn; they may then miss the margins, and `gap` says by how much.
    ValueError: weights negative or blank, no margin, lengths that differ, a population that is negative.
    """
    given = checked_weights(weights)
    if not margins:
        raise ValueError("There is no margin to rake to.")
    if trim is not None and not 0 <= trim[0] < 1 < trim[1]:
        raise ValueError(
            f"Trimming holds weights between multiples of their mean on both sides of 1: {trim}."
        )
    if not tolerance > 0 or rounds < 1:
        raise ValueError(f"It takes a tolerance above 0 and a turn at least: {tolerance}, {rounds}.")
    cells = [cells_of(name, labels, population, given) for name, (labels, population) in margins.items()]
    reason = what_hinders(cells, given, tolerance)
    if reason is not None:
        return _none(given, reason)
    return _rake(given, cells, trim=trim, tolerance=tolerance, rounds=rounds)


def cells_of(name: str, labels: Labels, population: Population, weights: FloatArray) -> Cells:
    """Return a margin in numbers; a label that only one of both sides has counts 0 on the other."""
    found = coded(name, labels)
    if len(found.codes) != len(weights):
        raise ValueError(f"Margin `{name}` has {len(found.codes)} labels for {len(weights)} weights.")
    places = {label: place for place, label in enumerate(found.labels)}
    every = (*found.labels, *(label for label in population if label not in places))
    wanted = np.array([dict(population).get(label, 0.0) for label in every], dtype=np.float64)  # type: ignore[call-overload] # the sample's labels may be of any kind
    if not np.all(np.isfinite(wanted) & (wanted >= 0)):
        raise ValueError(f"The population of margin `{name}` has counts that are negative or no numbers.")
    return Cells(name, found.codes, every, wanted)


def what_hinders(cells: list[Cells], weights: FloatArray, tolerance: float) -> Reason | None:
    """Say why weights cannot give these margins, when that shows before trying."""
    if not np.any(weights > 0):
        return Reason(NOTHING)
    for cell in cells:
        blanks = int(np.sum((cell.codes == BLANK) & (weights > 0)))
        if blanks:
            return Reason(BLANKS, {"margin": cell.name, "count": blanks})
        sampled = _totals(cell, weights)
        for there, absent, message in (
            (cell.wanted, sampled, NOT_SAMPLED),
            (sampled, cell.wanted, NOT_IN_POPULATION),
        ):
            alone = np.flatnonzero((there > 0) & (absent == 0))
            if len(alone):
                return Reason(message, {"margin": cell.name, "label": cell.labels[int(alone[0])]})
    first = cells[0]
    for cell in cells[1:]:
        one, other = float(first.wanted.sum()), float(cell.wanted.sum())
        if abs(one - other) > tolerance * max(one, other):
            return Reason(
                DISAGREE,
                {
                    "first": first.name,
                    "first_total": _written(one),
                    "second": cell.name,
                    "second_total": _written(other),
                },
            )
    return None


def _rake(
    given: FloatArray,
    cells: list[Cells],
    *,
    trim: tuple[float, float] | None,
    tolerance: float,
    rounds: int,
) -> Raking:
    weighing = given > 0
    total = float(cells[0].wanted.sum())
    # Of a relative size of 1, so that neither tiny nor huge weights leave the range of doubles.
    raked = given / given.max() * (total / float((given / given.max()).sum()))
    low, high = (0.0, np.inf) if trim is None else (bound * total / weighing.sum() for bound in trim)
    turn, gap = 0, _worst(cells, raked)
    while (gap.relative > tolerance or _outside(raked[weighing], low, high)) and turn < rounds:
        turn += 1
        before = raked
        for cell in cells:
            sums = _totals(cell, raked)
            raked = raked * np.divide(cell.wanted, sums, out=np.zeros_like(sums), where=sums > 0)[cell.codes]
        if trim is not None:
            raked = np.where(weighing, np.clip(raked, low, high), 0.0)
        gap = _worst(cells, raked)
        if np.array_equal(raked, before):  # it turns in a circle, and would for ever
            break
    if trim is None and gap.relative > tolerance:
        values = {"margin": gap.margin, "label": gap.label, "rounds": turn}
        figures = {"reached": _written(gap.reached), "wanted": _written(gap.wanted)}
        return _none(given, Reason(NOT_REACHED, values | figures), rounds=turn, gap=gap)
    held = np.isclose(raked[weighing], low, rtol=tolerance) | np.isclose(
        raked[weighing], high, rtol=tolerance
    )
    return Raking(
        weights=raked,
        factors=np.divide(raked, given, out=np.ones_like(given), where=weighing),
        smallest=float(raked[weighing].min()),
        largest=float(raked.max()),
        effective=effective_size(raked),
        rounds=turn,
        trimmed=0 if trim is None else int(held.sum()),
        gap=gap,
    )


def _none(given: FloatArray, reason: Reason, *, rounds: int = 0, gap: Gap | None = None) -> Raking:
    return Raking(
        weights=np.full_like(given, np.nan),
        factors=np.full_like(given, np.nan),
        smallest=np.nan,
        largest=np.nan,
        effective=EffectiveSize(size=np.nan, design_effect=np.nan, reason=reason),
        rounds=rounds,
        trimmed=0,
        gap=gap,
        reason=reason,
    )


def _totals(cell: Cells, weights: FloatArray) -> FloatArray:
    # A row without a label has no weight here, and may count anywhere.
    return np.bincount(np.maximum(cell.codes, 0), weights, len(cell.labels)).astype(np.float64, copy=False)


def _worst(cells: list[Cells], weights: FloatArray) -> Gap:
    gaps = []
    for cell in cells:
        reached = _totals(cell, weights)
        off = np.abs(reached - cell.wanted) / np.where(cell.wanted > 0, cell.wanted, 1.0)
        place = int(np.argmax(off))
        gaps.append(Gap(cell.name, cell.labels[place], float(reached[place]), float(cell.wanted[place])))
    return max(gaps, key=lambda gap: gap.relative)


def _outside(weights: FloatArray, low: float, high: float) -> bool:
    return bool(np.any((weights < low) | (weights > high)))


def _written(total: float) -> str:
    return f"{total:.10g}"
