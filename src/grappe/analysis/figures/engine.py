"""From a dossier to figures: one grouped query per base, for one cluster or for thousands."""

from __future__ import annotations

from collections.abc import Iterable

import narwhals as nw
import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures import targets
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.availability import Availability
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.figure import Figure, Rows
from grappe.analysis.figures.intervals import Method, with_interval
from grappe.analysis.figures.papers import COVERAGE, LINE, rows_of, with_papers
from grappe.analysis.figures.readings import Readings, completed, readings_of


def evaluate(dossier: Dossier, asked: Asked, *, method: Method = "hypergeometric") -> pl.DataFrame:
    """Return every figure of every cluster of a dossier on one day: the columns of `RESULT`.

    Every figure of the catalogue has at least one row per cluster; what cannot be computed says why.
    """
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    return evaluate_readings(dossier, readings, figures().values(), method=method)


def evaluate_readings(
    dossier: Dossier, readings: Readings, chosen: Iterable[Figure], *, method: Method = "hypergeometric"
) -> pl.DataFrame:
    """Return chosen figures from readings already made, on whatever engine they are."""
    chosen = tuple(chosen)
    clusters = dossier.clusters
    availability = Availability(dossier.tables, readings, clusters)
    missing = {figure.id: availability.missing(figure) for figure in chosen}
    groups: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in chosen:
        # A base that no cluster can feed is not even read.
        if figure is not targets.REACHED and len(missing[figure.id]) < len(clusters):
            groups.setdefault((figure.base.name, figure.key), []).append(figure)
    found = [frame for group in groups.values() for frame in _group(group, readings, clusters, method)]
    results = with_papers(_joined(found), chosen, missing, clusters, readings.day)
    if targets.REACHED in chosen and len(missing[targets.REACHED.id]) < len(clusters):
        promised = targets.reached(results, completed("targets", dossier.tables["targets"]))
        results = pl.concat(
            [
                results.filter(pl.col("figure") != targets.REACHED.id),
                with_papers(promised, (targets.REACHED,), missing, clusters, readings.day),
            ]
        )
    return results


def _joined(found: list[pl.DataFrame]) -> pl.DataFrame:
    found = [pl.DataFrame(schema=LINE), *found]
    return pl.concat(found, how="diagonal")


def _group(
    group: list[Figure], readings: Readings, clusters: list[str], method: Method
) -> Iterable[pl.DataFrame]:
    """Compute the figures that share a base and a key, in one grouped query."""
    base, key = group[0].base, group[0].key
    rows = readings.base(base)
    by_class = rows if key is None else rows.filter(~nw.col(key).is_null())
    within = ["cluster_id"] if key is None else ["cluster_id", key]
    values = _aggregated(by_class, within, group)
    # A count by class is known on all the rows whose class is known: n is the cluster's, not the class's.
    counts = [figure for figure in group if key is not None and figure.measure.statistic == "count"]
    whole = _coverage(rows, counts) if counts else None
    named: dict[object, pl.DataFrame] = {}
    for figure in group:
        found = values.select(
            "cluster_id",
            (pl.lit(None, pl.String) if key is None else pl.col(key).cast(pl.String)).alias("key"),
            *(
                pl.col(f"{column}@{figure.id}").cast(LINE[column]).alias(column)
                for column in ("value", "n_used", "n_eligible", "spread", "low", "high")
                if f"{column}@{figure.id}" in values.columns
            ),
        )
        found = _completed(figure, found, clusters)
        if figure in counts and whole is not None:
            of_cluster = whole.select(
                "cluster_id", *(pl.col(f"{n}@{figure.id}").cast(pl.Int64).alias(n) for n in COVERAGE)
            )
            found = found.drop(COVERAGE).join(of_cluster, on="cluster_id", how="left", maintain_order="left")
        found = with_interval(figure, found, by_class, method)
        # Figures of one base often rest on the same rows: these are named once.
        which = figure.measure.column if figure.measure.rows_have_value else id(figure.measure.rows)
        if which not in named:
            named[which] = rows_of(figure, by_class)
        yield found.join(
            named[which], on=["cluster_id", "key"], how="left", nulls_equal=True, maintain_order="left"
        ).with_columns(figure=pl.lit(figure.id))


def _aggregated(rows: Rows, within: list[str], asked: list[Figure]) -> pl.DataFrame:
    aggregates = []
    for figure in asked:
        measure = figure.measure
        aggregates += [
            measure.value.alias(f"value@{figure.id}"),
            measure.used.alias(f"n_used@{figure.id}"),
            measure.eligible.alias(f"n_eligible@{figure.id}"),
        ]
        if figure.interval == "t" and measure.column is not None:
            aggregates.append(nw.col(measure.column).std().alias(f"spread@{figure.id}"))
        if measure.bounds is not None:
            low, high = measure.bounds
            aggregates += [low.alias(f"low@{figure.id}"), high.alias(f"high@{figure.id}")]
    values: pl.DataFrame = rows.group_by(within).agg(*aggregates).collect("polars").to_native()
    return values.sort(within)


def _coverage(rows: Rows, counts: list[Figure]) -> pl.DataFrame:
    aggregates = [
        expression.alias(f"{column}@{figure.id}")
        for figure in counts
        for column, expression in zip(COVERAGE, (figure.measure.used, figure.measure.eligible), strict=True)
    ]
    found: pl.DataFrame = rows.group_by("cluster_id").agg(*aggregates).collect("polars").to_native()
    return found


def _completed(figure: Figure, found: pl.DataFrame, clusters: list[str]) -> pl.DataFrame:
    """Give each cluster its line, and each class of a closed list its own; zero where nothing counts."""
    frame = pl.DataFrame({"cluster_id": clusters}, schema={"cluster_id": pl.String})
    if figure.key is None:
        frame = frame.join(found, on="cluster_id", how="left", maintain_order="left")
        return (
            frame.with_columns(pl.col("value").fill_null(figure.empty)) if figure.empty is not None else frame
        )
    if figure.classes is None:
        # An open list has the classes that occur; without any, one line says so.
        return frame.join(found, on="cluster_id", how="left", maintain_order="left")
    frame = frame.join(pl.DataFrame({"key": list(figure.classes)}), how="cross")
    frame = frame.join(found, on=["cluster_id", "key"], how="left", maintain_order="left")
    return frame.with_columns(pl.col("value").fill_null(figure.empty)) if figure.empty is not None else frame
