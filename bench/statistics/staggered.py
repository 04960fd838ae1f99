"""Difference-in-differences on 2,604 units over 11 years, with its event study and 1,000 bootstrap draws."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from statistics import median
from typing import TypeVar

import numpy as np
import pandas as pd
from diff_diff import CallawaySantAnna

from bench.record import Record
from grappe.analysis.statistics.group_time import Comparison, GroupTime, group_time_effects
from grappe.analysis.statistics.group_time_summary import Summary, event_study
from grappe.analysis.statistics.uniform_bands import uniform_bands

ROUNDS = 7
"""Each side in turn, so that a busy minute of the machine falls on both."""
DRAWS = 1000
T = TypeVar("T")
YEARS = range(2007, 2018)


def made_up(units: int) -> pd.DataFrame:
    """Return a panel in which one unit in nine is never treated, and the effect grows with the years."""
    rng = np.random.default_rng(2604)
    first = rng.choice([0, *range(2009, 2017)], units)
    frame = pd.DataFrame(
        {
            "unit": np.repeat(np.arange(units), len(YEARS)),
            "year": np.tile(np.array(YEARS), units),
            "first": np.repeat(first, len(YEARS)),
            "size": np.repeat(rng.normal(size=units), len(YEARS)),
        }
    )
    since = np.where(frame["first"] > 0, frame["year"] - frame["first"] + 1, 0).clip(0)
    trend = (0.1 + 0.05 * frame["size"]) * (frame["year"] - YEARS[0])
    return frame.assign(y=trend + 0.2 * since + rng.normal(size=len(frame)))


def measure(record: Record, *, quick: bool) -> None:
    """Time both on the same panel, without and with a covariate, and hold their points together."""
    units = 120 if quick else 2604
    frame = made_up(units)
    for name, covariates in (("plain", None), ("regression on a covariate", "size")):
        took: dict[str, list[float]] = {"ours": [], "diff-diff": []}
        for _ in range(1 if quick else ROUNDS):
            seconds, (ours, study) = _timed(lambda covariates=covariates: _ours(frame, covariates))
            took["ours"].append(seconds)
            seconds, theirs = _timed(lambda covariates=covariates: _theirs(frame, covariates))
            took["diff-diff"].append(seconds)
        for side, seconds in took.items():
            record.add(f"event study, {name}: {side}", median(seconds), "s", size=str(units))
        ratio = median(a / b for a, b in zip(took["ours"], took["diff-diff"], strict=True))
        record.add(f"event study, {name}: ours / diff-diff", ratio, "times", size=str(units))
        record.add(f"event study, {name}: furthest apart", _apart(ours, study, theirs), "", size=str(units))
    _, study = _ours(frame, None)
    rng = np.random.default_rng(1)
    parts = [part.effect for part in study.parts]
    seconds, _ = _timed(lambda: uniform_bands(parts, rng=rng, draws=DRAWS))
    record.add(f"{DRAWS} bootstrap draws", seconds, "s", size=str(units))


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


def _ours(frame: pd.DataFrame, covariates: str | None) -> tuple[GroupTime, Summary]:
    effects = group_time_effects(
        frame["y"].to_numpy(),
        unit=frame["unit"].to_numpy(),
        period=frame["year"].to_numpy(),
        first_treated=frame["first"].to_numpy(),
        covariates=None if covariates is None else frame[covariates].to_numpy(),
        comparison=Comparison(method="reg"),
    )
    return effects, event_study(effects)


def _theirs(frame: pd.DataFrame, covariates: str | None) -> CallawaySantAnna:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it talks
        return CallawaySantAnna(control_group="never_treated", estimation_method="reg").fit(
            frame,
            "y",
            "unit",
            "year",
            "first",
            covariates=None if covariates is None else [covariates],
            aggregate="event_study",
        )


def _apart(ours: GroupTime, study: Summary, theirs: CallawaySantAnna) -> float:
    """Return the largest gap between two estimates, or two errors, of the same effect."""
    pairs = [(cell.effect, theirs.group_time_effects[cell.group, cell.period]) for cell in ours.cells]
    pairs += [(part.effect, theirs.event_study_effects[part.at]) for part in study.parts]
    return max(
        max(abs(effect.estimate - other["effect"]), abs(effect.error - other["se"]))
        for effect, other in pairs
    )
