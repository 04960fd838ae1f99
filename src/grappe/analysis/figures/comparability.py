"""What forbids to set the clusters of a campaign side by side on a figure, by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.recognitions import covering
from grappe.analysis.figures.series import LENGTH_APART, goes_with_the_length

Kind = Literal["some", "few_answers", "coverage", "response_rate", "items", "period", "regime", "size"]
KINDS: tuple[Kind, ...] = (
    "some",
    "few_answers",
    "coverage",
    "response_rate",
    "items",
    "period",
    "regime",
    "size",
)
FEW_ANSWERS = 5
"""Units under which a share, a mean or a quantile of one cluster says more of who they are than of it."""
COVERAGE_APART = 0.2
"""Difference between the best and the least covered cluster from which a figure is not compared as such."""
LOW_RATE = 0.5
"""Response rate under which those who kept silent are the more numerous."""
SIZE_APART = 2.0
"""Times that the largest cluster holds the members of the smallest, from which counts tell the size."""
OF_A_FEW = ("share", "mean", "quantile", "spread")
OF_THE_SIZE = ("count", "distinct", "total")
ALSO_OF_THE_SIZE = ("survey.invited",)
"""Counts that a formula makes: as many are asked as there are members."""
WITH_ITEMS = ("satisfaction.mean", "impact.mean")
"""Means of the items of a questionnaire, which not all clusters asked alike: n is the number of questions."""
OF_THE_REGIME = ("recognition.number", "recognition.days_to_renewal", "finance.subsidy_due")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """One rule that bites on one figure."""

    kind: Kind
    clusters: int
    """How many clusters it is about; those that have the figure, for the rules about all."""
    low: float = 0.0
    high: float = 0.0
    """The least and the greatest of what differs: coverages, days of the periods, items, members."""


def reserves(
    dossier: Dossier, asked: Asked, results: pl.DataFrame, chosen: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Reserve, ...]]:
    """Return what is to be known before a figure is compared, by figure and class.

    results: of the one day of `asked`.
    """
    setting = _Setting(
        clusters=len(dossier.clusters),
        rates=_values(results, "survey.response_rate"),
        sizes=_values(results, "members.total"),
        answers=answers_by_cluster(results),
        lengths={c: (p[1] - p[0]).days + 1 for c, p in asked.periods.items() if p is not None},
        regimes=_regimes(dossier, asked),
    )
    known = results.filter(pl.col("status") == "ok", pl.col("value").is_not_null())
    by_name = {
        (figure, key or ""): frame
        for (figure, key), frame in known.group_by(["figure", "key"], maintain_order=True)
    }
    return {
        name: tuple(_reserves(figures()[name[0]], by_name[name], setting)) if name in by_name else ()
        for name in chosen
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What the rules look at beside the figure itself, by cluster."""

    clusters: int
    rates: Mapping[str, float]
    sizes: Mapping[str, float]
    answers: Mapping[str, int]
    lengths: Mapping[str, int]
    regimes: Mapping[str, str]


def _reserves(figure: Figure, own: pl.DataFrame, setting: _Setting) -> Iterator[Reserve]:
    clusters = own["cluster_id"].to_list()
    used, eligible = own["n_used"].fill_null(0), own["n_eligible"].fill_null(0)
    if len(clusters) < setting.clusters:
        yield Reserve(kind="some", clusters=len(clusters))
    if len(clusters) < 2:
        return
    # Whose number of answers is hidden gave few of them.
    people = [setting.answers.get(c, 0) for c in clusters] if figure.id in WITH_ITEMS else used.to_list()
    few = sum(n < FEW_ANSWERS for n in people)
    if figure.measure.statistic in OF_A_FEW and few:
        yield Reserve(kind="few_answers", clusters=few)
    covered = [n / of for n, of in zip(used, eligible, strict=True) if of]
    if figure.id not in WITH_ITEMS and covered and round(max(covered) - min(covered), 9) >= COVERAGE_APART:
        yield Reserve(kind="coverage", clusters=len(clusters), low=min(covered), high=max(covered))
    silent = [c for c in clusters if setting.rates.get(c, 1.0) < LOW_RATE]
    if (
        "responses" in figure.base.tables
        and figure.id not in ("survey.responses", "survey.response_rate")
        and silent
    ):
        yield Reserve(kind="response_rate", clusters=len(silent))
    if figure.id in WITH_ITEMS and used.n_unique() > 1:
        yield _apart("items", used.to_list())
    lengths = [setting.lengths[c] for c in clusters if c in setting.lengths]
    if goes_with_the_length(figure) and lengths and max(lengths) - min(lengths) > LENGTH_APART * max(lengths):
        yield _apart("period", lengths)
    regimes = {setting.regimes[c] for c in clusters if c in setting.regimes}
    if figure.id in OF_THE_REGIME and len(regimes) > 1:
        yield Reserve(kind="regime", clusters=len(clusters), high=len(regimes))
    sizes = [setting.sizes[c] for c in clusters if setting.sizes.get(c)]
    if follows_the_size(figure) and sizes and max(sizes) >= SIZE_APART * min(sizes):
        yield _apart("size", sizes)


def follows_the_size(figure: Figure) -> bool:
    """Tell whether a larger cluster has more of it for being larger: counts, totals, euros."""
    return figure.measure.statistic in OF_THE_SIZE or figure.id in ALSO_OF_THE_SIZE or figure.unit == "eur"


def answers_by_cluster(results: pl.DataFrame) -> dict[str, int]:
    """Return how many answered the survey of each cluster, where that may be known."""
    return {cluster: round(value) for cluster, value in _values(results, "survey.responses").items()}


def _apart(kind: Kind, values: Sequence[float]) -> Reserve:
    return Reserve(kind=kind, clusters=len(values), low=min(values), high=max(values))


def _values(results: pl.DataFrame, figure: str) -> dict[str, float]:
    own = results.filter(pl.col("figure") == figure, pl.col("status") == "ok").drop_nulls("value")
    return dict(own.select("cluster_id", "value").iter_rows())


def _regimes(dossier: Dossier, asked: Asked) -> dict[str, str]:
    table = dossier.tables.get("recognitions")
    if table is None or not {"starts_on", "ends_on", "regime"} <= set(table.columns):
        return {}
    return dict(covering(table, asked.as_of).drop_nulls("regime").select("cluster_id", "regime").iter_rows())
