"""How the clusters of a campaign spread on each main figure. Nothing is ranked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.comparability import WITH_ITEMS, Reserve, answers_by_cluster, reserves
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.labels import Labels
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.typography import typeset

ENOUGH = 5
"""Clusters from which their quarters are told."""
ALSO_MAIN = (("members.by_kind", "enterprise"), ("actions.by_scope", "international"))
"""Classes that are compared beside the figures without classes."""
YEARLY = (
    "finance.result",
    "finance.own_share",
    "finance.subsidy_due",
    "finance.cash_over_need",
    "finance.gap",
)
"""Figures of each year, compared on one closed year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarters:
    """Values of clusters: type 7 quartiles between the least and the greatest; None without any."""

    clusters: int
    """Those that have one."""
    low: float | None
    q1: float | None
    median: float | None
    q3: float | None
    high: float | None


def quarters_of(values: pl.Series) -> Quarters:
    """Return the quarters of values, one per cluster."""
    return Quarters(
        clusters=len(values),
        low=_number(values.min()),
        q1=values.quantile(0.25, "linear"),
        median=values.quantile(0.5, "linear"),
        q3=values.quantile(0.75, "linear"),
        high=_number(values.max()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread(Quarters):
    """One figure over the clusters that have it."""

    figure: Figure
    key: str
    """The one class that is compared; empty for a figure without classes."""
    label: str
    number: int
    unit: str
    hidden: int
    values: dict[str, float] = field(default_factory=dict)
    """By cluster."""
    used: dict[str, int] = field(default_factory=dict)
    """How many units each cluster's value was computed on, where that is not the value itself."""
    answers: dict[str, int] = field(default_factory=dict)
    """How many people answered, by cluster, where the units are questions."""
    reserves: tuple[Reserve, ...] = ()
    """What is to be known before it is compared."""
    missing: tuple[tuple[str, int], ...] = ()
    """What the others lack, as tokens of the papers, with how many lack it."""

    @property
    def anchor(self) -> str:
        """Where its papers stand."""
        return f"p{self.number}-1"


def told_ends(among: Quarters) -> tuple[float | None, ...]:
    """Return the least, the quartiles and the greatest; quarters of a handful are the clusters themselves."""
    enough = among.clusters >= ENOUGH
    return among.low, among.q1 if enough else None, among.median, among.q3 if enough else None, among.high


def campaign_spreads(
    results: pl.DataFrame, dossier: Dossier, asked: Asked, language: Language
) -> Iterator[Spread]:
    """Yield the spread of each main figure, in the order of the catalogue."""
    labels = Labels(dossier, language)
    keys = dict(ALSO_MAIN)
    year = common_year(results, asked.as_of)
    if year:
        keys |= dict.fromkeys(YEARLY, year)
    also = pl.any_horizontal(
        *((pl.col("figure") == figure) & (pl.col("key") == key) for figure, key in keys.items())
    )
    keyless = [figure.id for figure in figures().values() if figure.key is None]
    main = results.filter(pl.col("figure").is_in(keyless) | also)
    by_figure = {name[0]: frame for name, frame in main.group_by("figure", maintain_order=True)}
    held = reserves(dossier, asked, results, [(name, keys.get(name, "")) for name in by_figure])
    answers = answers_by_cluster(results)
    number = 0
    for figure in figures().values():
        frame = by_figure.get(figure.id)
        if frame is None:
            continue
        number += 1
        known = frame.filter((pl.col("status") == "ok") & pl.col("value").is_not_null())
        key = keys.get(figure.id)
        named = labels.key(figure, key)
        lacking = Counter(frame.filter(pl.col("status") == "not_available")["missing"].to_list())
        label = labels.figure(figure)
        yield Spread(
            figure=figure,
            key=key or "",
            label=typeset(f"{label} – {named}" if named else label, language),
            number=number,
            unit=figure.printed_in(known["unit"][0] if len(known) else figure.unit),
            hidden=frame.filter(pl.col("status") == "suppressed").height,
            **asdict(quarters_of(known["value"])),
            values=dict(known.select("cluster_id", "value").iter_rows()),
            used={}
            if figure.measure.statistic in ("count", "distinct", "single")
            else dict(known.select("cluster_id", "n_used").iter_rows()),
            answers=answers if figure.id in WITH_ITEMS else {},
            reserves=held[figure.id, key or ""],
            missing=tuple((token or "", count) for token, count in lacking.most_common()),
        )


def common_year(results: pl.DataFrame, day: dt.date) -> str:
    """Return the last closed year of accounts that most clusters share, as a key; empty without any."""
    known = results.filter(
        pl.col("figure").is_in(YEARLY),
        pl.col("status") == "ok",
        pl.col("value").is_not_null(),
        pl.col("key").str.contains(r"^\d{4}$"),
    )
    sharing = known.group_by("key").agg(pl.col("cluster_id").n_unique())
    closed = [(many, key) for key, many in sharing.iter_rows() if dt.date(int(key), 12, 31) <= day]
    return max(closed, default=(0, ""))[1]


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
