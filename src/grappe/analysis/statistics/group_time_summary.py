"""Effects by group and period, summed up: overall, by group, by period, by time since the treatment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.effect import Effect, absent, effect_of
from grappe.analysis.statistics.group_time import Cell, GroupTime
from grappe.analysis.statistics.interval import FloatArray
from grappe.analysis.statistics.reason import Reason

NO_EFFECT = N_("Aucun effet n’est estimé là : il n’y a rien à résumer.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """The effect at one place of a summary."""

    at: float
    """The group, the period, or the time since the first treatment (negative: before)."""
    effect: Effect


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Summary:
    """Effects summed up, and their overall mean."""

    overall: Effect
    parts: tuple[Part, ...]
    """Sorted upwards; none for the simple mean."""
    left_out: int
    """Effects by group and period that have no estimate, and are not in the means."""


def simple_effect(effects: GroupTime) -> Summary:
    """Return the mean of all the effects on the treated, weighted by the size of the groups."""
    post = [cell for cell in effects.cells if cell.is_post]
    return Summary(overall=_by_size(effects, post), parts=(), left_out=_without(post))


def effects_by_group(effects: GroupTime) -> Summary:
    """Return each group's mean effect over its periods, and their mean weighted by size."""
    post = [cell for cell in effects.cells if cell.is_post]
    parts = []
    for group in sorted({cell.group for cell in post}):
        own = _estimated([cell for cell in post if cell.group == group])
        equal = np.full(len(own), 1 / max(1, len(own)))
        parts.append(Part(at=group, effect=_mean(effects, [cell.effect for cell in own], equal)))
    given = [part for part in parts if np.isfinite(part.effect.estimate)]
    overall = _weighed(effects, [part.at for part in given], [part.effect for part in given])
    return Summary(overall=overall, parts=tuple(parts), left_out=_without(post))


def effects_by_period(effects: GroupTime) -> Summary:
    """Return each period's mean effect on those treated by then, weighted by size, and their plain mean."""
    post = [cell for cell in effects.cells if cell.is_post]
    parts = [
        Part(at=period, effect=_by_size(effects, [cell for cell in post if cell.period == period]))
        for period in sorted({cell.period for cell in post})
    ]
    return Summary(overall=_plain_mean(effects, parts), parts=tuple(parts), left_out=_without(post))


def event_study(
    effects: GroupTime,
    *,
    balanced: int | None = None,
    earliest: float = -np.inf,
    latest: float = np.inf,
) -> Summary:
    """Return the effect by time since the first treatment, and the plain mean of those from 0 on.

    balanced: only the groups seen at least so long after their treatment, over times that they all have,
    so that the composition stays the same. earliest, latest: times outside are left out.
    """
    chosen = list(effects.cells)
    periods = effects.panel.periods
    if balanced is not None and len(periods):
        kept = {group for group in effects.groups.tolist() if periods[-1] - group >= balanced}
        first = balanced - (periods[-1] - periods[0])
        chosen = [
            cell for cell in chosen if cell.group in kept and first <= cell.period - cell.group <= balanced
        ]
    chosen = [cell for cell in chosen if earliest <= cell.period - cell.group <= latest]
    parts = [
        Part(
            at=since, effect=_by_size(effects, [cell for cell in chosen if cell.period - cell.group == since])
        )
        for since in sorted({cell.period - cell.group for cell in chosen})
    ]
    overall = _plain_mean(effects, [part for part in parts if part.at >= 0])
    return Summary(overall=overall, parts=tuple(parts), left_out=_without(chosen))


def _estimated(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if np.isfinite(cell.effect.estimate)]


def _without(cells: list[Cell]) -> int:
    return len(cells) - len(_estimated(cells))


def _by_size(effects: GroupTime, cells: list[Cell]) -> Effect:
    given = _estimated(cells)
    if not given and cells:
        return absent(cells[0].effect.reason or Reason(NO_EFFECT), len(effects.panel.units))
    return _weighed(effects, [cell.group for cell in given], [cell.effect for cell in given])


def _weighed(effects: GroupTime, groups: list[float], parts: list[Effect]) -> Effect:
    """Return the mean weighted by the groups' sizes, which are estimated too and weigh in the error."""
    if not parts:
        return absent(Reason(NO_EFFECT), len(effects.panel.units))
    weights = effects.unit_weights
    share_of = {g: float((weights * (effects.panel.first == g)).mean()) for g in set(groups)}
    shares = np.array([share_of[group] for group in groups])
    total = shares.sum()
    if not total > 0:
        return absent(Reason(NO_EFFECT), len(effects.panel.units))
    estimates = np.array([part.estimate for part in parts])
    centre = float(shares @ estimates / total)
    # The weight of a unit's group moves by the unit's own; in sum: w * (effects of its group - mean).
    moved = np.zeros(len(weights))
    for group in set(groups):
        mine = np.array([g == group for g in groups])
        moved[effects.panel.first == group] = float((estimates[mine] - centre).sum())
    sizes = weights * moved - float((shares * (estimates - centre)).sum())
    return _mean(effects, parts, shares / total, more=sizes / total / len(weights))


def _plain_mean(effects: GroupTime, parts: list[Part]) -> Effect:
    given = [part.effect for part in parts if np.isfinite(part.effect.estimate)]
    return _mean(effects, given, np.full(len(given), 1 / max(1, len(given))))


def _mean(
    effects: GroupTime, parts: list[Effect], weights: FloatArray, *, more: FloatArray | None = None
) -> Effect:
    if not parts:
        return absent(Reason(NO_EFFECT), len(effects.panel.units))
    influence = np.column_stack([part.influence for part in parts]) @ weights
    if more is not None:
        influence = influence + more
    estimate = float(weights @ np.array([part.estimate for part in parts]))
    found = effect_of(estimate, influence, effects.panel.clusters)
    # What has no error for one and the same reason in each part has none in their mean.
    reasons = [part.reason for part in parts]
    if reasons[0] is not None and all(reason == reasons[0] for reason in reasons):
        return Effect(estimate=estimate, error=np.nan, influence=influence, reason=reasons[0])
    return found
