"""Effects by group and period, when units are treated at different times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import Labels
from grappe.analysis.statistics.difference_scores import METHODS, Method, Score, panel_score, sections_score
from grappe.analysis.statistics.effect import Effect, absent, effect_of
from grappe.analysis.statistics.interval import BoolArray, FloatArray
from grappe.analysis.statistics.panel_rows import Panel, panel_of
from grappe.analysis.statistics.reason import Reason

ALWAYS = N_("Unités écartées, parce qu’elles sont traitées dès la première période : {count}.")
LAST_GROUP = N_(
    "Aucune unité n’est jamais traitée : le dernier groupe ({group}) sert de comparaison, et les périodes où il l’est sont écartées."
)
NO_BEFORE = N_("Groupe {group} : aucune période ne précède le traitement et son anticipation.")
NOBODY_BESIDE = N_("Groupe {group}, période {period} : aucune unité de comparaison.")
ALONE = N_(
    "Groupe {group} : une seule unité ; ce qui la distingue des autres et l’effet ne se séparent pas, et l’effet n’a pas d’erreur type."
)
REFERENCE = N_("Période de référence : l’effet y est nul par définition.")
NOTHING_BEFORE = N_("Aucun effet n’est estimé avant le traitement : il n’y a rien à mettre à l’épreuve.")
SINGULAR = N_(
    "Les effets d’avant le traitement ne se mettent pas à l’épreuve ensemble : ils sont trop nombreux pour les unités, ou l’un n’a pas d’erreur type."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What effects are measured against."""

    control: Literal["never", "not_yet"] = "never"
    """Units never treated, or those not treated yet (the never treated among them)."""
    base: Literal["varying", "universal"] = "varying"
    """Before the treatment, each period beside the one before it, or all beside the last one before."""
    anticipation: int = 0
    """Periods before the treatment in which it may show already."""
    method: Method = "dr"
    """How covariates are taken into account; without any, the three are one."""

    def __post_init__(self) -> None:
        """Refuse what is none of these."""
        if self.control not in {"never", "not_yet"} or self.base not in {"varying", "universal"}:
            raise ValueError(f"No such comparison: {self.control}, {self.base}.")
        if self.method not in METHODS or self.anticipation < 0:
            raise ValueError(f"No such method or anticipation: {self.method}, {self.anticipation}.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cell:
    """The effect on one group in one period."""

    group: float
    """First period in which the group is treated."""
    period: float
    effect: Effect

    @property
    def is_post(self) -> bool:
        """Whether the group is treated by then."""
        return self.period >= self.group


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GroupTime:
    """All the effects by group and period, sorted by group, then period."""

    cells: tuple[Cell, ...]
    panel: Panel
    """The units that were kept, in the order of the influences."""
    groups: FloatArray
    """(groups,), sorted upwards."""
    alone: tuple[float, ...]
    """Groups of one unit. They count in what sums effects up, whose errors are then too small."""
    notes: tuple[Reason, ...]
    """Rows and units left out, and why."""
    pretest_p: float
    """Wald's test that all the effects before the treatment are zero; NaN with `pretest_reason`."""
    pretest_reason: Reason | None = None

    @property
    def unit_weights(self) -> FloatArray:
        """(units,), in the first period: how much each counts in the size of its group."""
        return self.panel.weights[:, 0]


def group_time_effects(
    outcome: npt.ArrayLike,
    *,
    unit: Labels | None,
    period: npt.ArrayLike,
    first_treated: npt.ArrayLike,
    covariates: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    clusters: Labels | None = None,
    comparison: Comparison = Comparison(),
) -> GroupTime:
    """Return ATT(g, t), the mean effect in period t on those first treated in period g.

    Callaway and Sant'Anna (2021, Journal of Econometrics 225:200-230); within each cell, Sant'Anna and
    Zhao (2020). Errors from influence functions, summed within clusters when there are any.

    outcome: (n,), one row per unit and period; rows with a blank are left out, then units that are not
    seen in each period: `notes` counts both. unit: (n,) labels; None: repeated cross-sections, each row
    another unit. period: (n,), numbers, consecutive or not. first_treated: (n,), in the unit of the period;
    0, NaN, infinite or after the last period: never. Units treated from the first period on are left out.
    covariates: (n,) or (n, columns), those of the earlier of the two periods compared count. weights: (n,),
    the same. clusters: (n,) labels, one for each unit.
    An effect without comparison, or without an error, has its reason. ValueError: lengths that differ, a
    unit twice in a period, or whose first treatment changes.
    """
    panel = panel_of(
        outcome,
        unit=unit,
        period=period,
        first_treated=first_treated,
        covariates=covariates,
        weights=weights,
        clusters=clusters,
    )
    notes = list(panel.notes)
    last = panel.periods[-1] if len(panel.periods) else np.inf
    first = np.where(panel.first > last, np.inf, panel.first)
    always = first <= (panel.periods[0] if len(panel.periods) else -np.inf)
    if always.any():
        notes.append(Reason(ALWAYS, {"count": int(always.sum())}))
    panel = _part(panel, first, ~always, panel.periods)
    groups = np.unique(panel.first[np.isfinite(panel.first)])
    if comparison.control == "not_yet" and len(groups) > 1 and np.isfinite(panel.first).all():
        notes.append(Reason(LAST_GROUP, {"group": _plain(groups[-1])}))
        early = panel.periods < groups[-1] - comparison.anticipation
        first = np.where(panel.first == groups[-1], np.inf, panel.first)
        if panel.is_sections:
            panel = _part(panel, first, early[panel.seen], panel.periods[early])
        else:
            panel = _part(panel, first, np.ones(len(first), dtype=np.bool_), panel.periods[early])
        groups = groups[:-1]
    sizes = [int((panel.first == group).sum()) for group in groups]
    alone = (
        ()
        if panel.is_sections
        else tuple(float(g) for g, size in zip(groups, sizes, strict=True) if size == 1)
    )
    cells = tuple(cell for group in groups for cell in _cells(panel, float(group), comparison, alone))
    p, reason = _pretest(cells, panel)
    return GroupTime(
        cells=cells,
        panel=panel,
        groups=groups,
        alone=alone,
        notes=tuple(notes),
        pretest_p=p,
        pretest_reason=reason,
    )


def _part(panel: Panel, first: FloatArray, kept: BoolArray, periods: FloatArray) -> Panel:
    """Return some units, in some of the first periods."""
    many = len(periods)
    return Panel(
        units=tuple(unit for unit, keep in zip(panel.units, kept.tolist(), strict=True) if keep),
        periods=periods,
        outcome=panel.outcome[kept, :many],
        first=first[kept],
        design=panel.design[kept, :many],
        weights=panel.weights[kept, :many],
        clusters=None if panel.clusters is None else panel.clusters[kept],
        seen=panel.seen[kept] if panel.is_sections else panel.seen,
        notes=panel.notes,
    )


def _cells(panel: Panel, group: float, comparison: Comparison, alone: tuple[float, ...]) -> list[Cell]:
    before = np.flatnonzero(panel.periods + comparison.anticipation < group)
    universal = comparison.base == "universal"
    cells = []
    for place in range(0 if universal else 1, len(panel.periods)):
        period = float(panel.periods[place])
        base = int(before[-1]) if len(before) else -1
        latest = max(place, base) if universal else place
        if not universal and period < group:
            base = place - 1
        if base < 0:
            effect = absent(Reason(NO_BEFORE, {"group": _plain(group)}), len(panel.units))
        elif base == place:
            effect = Effect(
                estimate=0.0, error=np.nan, influence=np.zeros(len(panel.units)), reason=Reason(REFERENCE)
            )
        else:
            beside = _beside(panel, group, float(panel.periods[latest]), comparison)
            effect = _effect(panel, group, (base, place), beside, comparison.method)
            if effect.reason is None and group in alone:
                effect = Effect(
                    estimate=effect.estimate,
                    error=np.nan,
                    influence=effect.influence,
                    reason=Reason(ALONE, {"group": _plain(group)}),
                )
        cells.append(Cell(group=group, period=period, effect=effect))
    return cells


def _beside(panel: Panel, group: float, latest: float, comparison: Comparison) -> BoolArray:
    never = np.isinf(panel.first)
    if comparison.control == "never":
        return never
    later = (panel.first > latest + comparison.anticipation) & (panel.first != group)
    return np.asarray(never | later)


def _effect(panel: Panel, group: float, places: tuple[int, int], beside: BoolArray, method: Method) -> Effect:
    base, place = places
    treated = panel.first == group
    rows = np.flatnonzero(treated | beside)
    if panel.is_sections:
        rows = rows[np.isin(panel.seen[rows], places)]
    n = len(panel.units)
    if not beside[rows].any():
        reason = Reason(NOBODY_BESIDE, {"group": _plain(group), "period": _plain(panel.periods[place])})
        return absent(reason, n)
    earlier = min(base, place)
    design, weights = panel.design[rows, earlier], panel.weights[rows, earlier]
    score: Score
    if panel.is_sections:
        seen = panel.seen[rows]
        score = sections_score(
            panel.outcome[rows, seen],
            treated[rows],
            after=seen == place,
            design=design,
            weights=weights,
            method=method,
        )
    else:
        change = panel.outcome[rows, place] - panel.outcome[rows, base]
        score = panel_score(change, treated[rows], design=design, weights=weights, method=method)
    if score.reason is not None:
        return absent(score.reason, n)
    influence = np.zeros(n)
    influence[rows] = score.influence / len(rows)
    return effect_of(score.estimate, influence, panel.clusters)


def _pretest(cells: tuple[Cell, ...], panel: Panel) -> tuple[float, Reason | None]:
    """Return the p value of Wald's test that the effects before the treatment are all zero."""
    before = [cell.effect for cell in cells if not cell.is_post and np.isfinite(cell.effect.estimate)]
    before = [effect for effect in before if effect.influence.any()]
    if not before:
        return np.nan, Reason(NOTHING_BEFORE)
    influence = np.column_stack([effect.influence for effect in before])
    if panel.clusters is not None:
        influence = np.column_stack([np.bincount(panel.clusters, column) for column in influence.T])
    variance = influence.T @ influence
    estimates = np.array([effect.estimate for effect in before])
    spread = np.sqrt(np.diag(variance))
    if any(np.isnan(effect.error) for effect in before) or not _regular(variance / np.outer(spread, spread)):
        return np.nan, Reason(SINGULAR)
    statistic = float(estimates @ np.linalg.solve(variance, estimates))
    return float(chi2.sf(statistic, len(before))), None


def _regular(correlations: FloatArray) -> bool:
    """Say whether no effect is a combination of the others, as far as rounding lets one see."""
    values = np.linalg.eigvalsh(correlations)
    return bool(values[0] > 1e-13 * len(values) * values[-1])


def _plain(number: float) -> str:
    """Write a period as it is written: 2004, not 2004.0."""
    return f"{number:g}" if abs(number) < 1e5 else f"{number:.0f}"
