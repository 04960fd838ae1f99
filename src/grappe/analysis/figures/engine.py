"""From a dossier to figures: one grouped query per base, for one cluster or for thousands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import narwhals as nw
import numpy as np
import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures import targets
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.availability import Availability
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.intervals import Method, with_intervals
from grappe.analysis.figures.papers import COVERAGE, LINE, named_rows, with_papers
from grappe.analysis.figures.readings import Readings, completed, on_polars, readings_of
from grappe.analysis.figures.registered import with_register


def evaluate(dossier: Dossier, asked: Asked, *, method: Method = "hypergeometric") -> pl.DataFrame:
    """Return every figure of every cluster of a dossier on one day: the columns of `RESULT`.

    Every figure of the catalogue has at least one row per cluster; what cannot be computed says why.
    """
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    return evaluate_readings(dossier, readings, figures().values(), method=method)


def evaluate_readings(
    dossier: Dossier,
    readings: Readings,
    chosen: Iterable[Figure],
    *,
    method: Method = "hypergeometric",
    intervals: bool = True,
) -> pl.DataFrame:
    """Return chosen figures from readings already made, on whatever engine they are.

    intervals: whether they are worked out at all; what only looks at values goes faster without.
    """
    chosen = tuple(chosen)
    clusters = dossier.clusters
    availability = Availability(dossier.tables, readings, clusters, chosen)
    missing = {figure.id: availability.missing(figure) for figure in chosen}
    # A base that no cluster can feed is not even read.
    fed = [f for f in chosen if f is not targets.REACHED and len(missing[f.id]) < len(clusters)]
    lines = _lines(fed, readings, clusters)
    lines = with_intervals(lines, fed if intervals else _without_intervals(fed), readings, method)
    results = with_papers(lines.drop("place"), chosen, missing, clusters, readings.day)
    if targets.REACHED in chosen and len(missing[targets.REACHED.id]) < len(clusters):
        promised = targets.reached(results, completed("targets", dossier.tables["targets"]))
        results = pl.concat(
            [
                results.filter(pl.col("figure") != targets.REACHED.id),
                with_papers(promised, (targets.REACHED,), missing, clusters, readings.day),
            ]
        )
    return with_register(results, chosen, dossier)


def _without_intervals(figures: Iterable[Figure]) -> list[Figure]:
    return [replace(figure, interval=None) for figure in figures]


@dataclass(slots=True)
class _Queries:
    """What is asked of the bases, to be worked out together: the engine shares what they have in common."""

    asked: list[pl.LazyFrame] = field(default_factory=list)
    values: list[tuple[list[int], bool, int]] = field(default_factory=list)
    """Places of figures that share a base and a key; whether by class or by cluster; place of the query."""
    names: dict[object, int] = field(default_factory=dict)
    """For each set of rows that the papers name, the place of its query."""

    def ask(self, query: pl.LazyFrame) -> int:
        self.asked.append(query)
        return len(self.asked) - 1


def _lines(figures: Sequence[Figure], readings: Readings, clusters: list[str]) -> pl.DataFrame:
    """Compute the figures, in one grouped query per base and key; a line bears its figure's place."""
    groups: dict[tuple[Base, str | None], list[int]] = {}
    for place, figure in enumerate(figures):
        groups.setdefault((figure.base, figure.key), []).append(place)
    queries = _Queries()
    named = [0] * len(figures)
    for (base, key), places in groups.items():
        rows = readings.base(base)
        by_class = rows if key is None else rows.filter(~nw.col(key).is_null())
        within = ["cluster_id"] if key is None else ["cluster_id", key]
        group = [figures[place] for place in places]
        queries.values.append((places, True, queries.ask(_aggregated(by_class, within, group))))
        # A count by class is known on all the rows whose class is known: n is the cluster's, not the class's.
        counts = [place for place in places if _counts_by_class(figures[place])]
        if counts:
            coverage = _coverage(rows, [figures[place] for place in counts])
            queries.values.append((counts, False, queries.ask(coverage)))
        for place in places:
            # Figures of one base often rest on the same rows: these are named once.
            measure = figures[place].measure
            which = (base, key, measure.column if measure.rows_have_value else id(measure.rows))
            if which not in queries.names:
                queries.names[which] = queries.ask(named_rows(figures[place], by_class))
            named[place] = queries.names[which]
    # The streaming engine shares a group's rows out between cores: the last digit of a sum would then vary.
    answers = pl.collect_all(queries.asked, engine="in-memory")
    found: list[pl.DataFrame] = []
    whole: list[pl.DataFrame] = []
    for places, has_values, query in queries.values:
        for place in places:
            columns = _columns(place, figures[place], answers[query], by_class=has_values)
            (found if has_values else whole).append(columns)
    names = [answers[query].with_columns(named=pl.lit(query)) for query in queries.names.values()]
    lines = _completed(figures, pl.concat([_NOTHING, *found], how="diagonal").lazy(), clusters)
    return (
        lines.join(
            pl.concat([_NOTHING.select("place", "cluster_id", *COVERAGE), *whole]).lazy(),
            on=["place", "cluster_id"],
            how="left",
            suffix="_whole",
            maintain_order="left",
        )
        .with_columns(
            pl.when(
                pl.col("place").is_in([p for p, figure in enumerate(figures) if _counts_by_class(figure)])
            )
            .then(f"{column}_whole")
            .otherwise(column)
            .alias(column)
            for column in COVERAGE
        )
        .with_columns(named=pl.lit(pl.Series(named, dtype=pl.Int32)).gather("place"))
        .join(
            pl.concat([_NAMELESS, *names]).lazy(),
            on=["named", "cluster_id", "key"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .with_columns(figure=pl.lit(pl.Series([f.id for f in figures], dtype=pl.String)).gather("place"))
        .collect()
    )


_NOTHING = pl.DataFrame(
    schema={
        "place": pl.Int64,
        **{c: t for c, t in LINE.items() if c not in ("figure", "level", "method", "rows")},
    }
)
_NAMELESS = pl.DataFrame(
    schema={"cluster_id": pl.String, "key": pl.String, "rows": pl.String, "named": pl.Int32}
)


def _counts_by_class(figure: Figure) -> bool:
    return figure.key is not None and figure.measure.statistic == "count" and figure.measure.rows is None


def _columns(place: int, figure: Figure, answer: pl.DataFrame, *, by_class: bool) -> pl.DataFrame:
    """Return one figure's columns of an answer, under the names of a line."""
    columns = [pl.Series("place", np.full(len(answer), place)), answer["cluster_id"]]
    if by_class:
        key = answer[figure.key].cast(pl.String) if figure.key else pl.Series([None], dtype=pl.String)
        columns.append((key if figure.key else key.new_from_index(0, len(answer))).alias("key"))
    for name in ("value", "n_used", "n_eligible", "spread", "low", "high") if by_class else COVERAGE:
        if (column := f"{name}@{figure.id}") in answer.columns:
            columns.append(answer[column].cast(LINE[name]).alias(name))
    return pl.DataFrame(columns)


def _aggregated(rows: Rows, within: list[str], asked: list[Figure]) -> pl.LazyFrame:
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
    return on_polars(rows.group_by(within).agg(*aggregates)).sort(within)


def _coverage(rows: Rows, counts: list[Figure]) -> pl.LazyFrame:
    aggregates = [
        expression.alias(f"{column}@{figure.id}")
        for figure in counts
        for column, expression in zip(COVERAGE, (figure.measure.used, figure.measure.eligible), strict=True)
    ]
    return on_polars(rows.group_by("cluster_id").agg(*aggregates))


def _completed(figures: Sequence[Figure], found: pl.LazyFrame, clusters: list[str]) -> pl.LazyFrame:
    """Give each cluster its line, and each class of a closed list its own; zero where nothing counts.

    An open list has the classes that occur; without any, one line says so.
    """
    frame = pl.LazyFrame({"cluster_id": clusters}, schema={"cluster_id": pl.String})
    open_lists = [p for p, figure in enumerate(figures) if figure.key is not None and figure.classes is None]
    closed = [
        (place, key, figure.empty)
        for place, figure in enumerate(figures)
        if figure.key is None or figure.classes is not None
        for key in ([None] if figure.key is None else figure.classes or ())
    ]
    schema = {"place": pl.Int64, "key": pl.String, "empty": pl.Float64}
    classes = pl.LazyFrame(closed, schema=schema, orient="row")
    return pl.concat(
        [
            classes.join(frame, how="cross", maintain_order="left_right")
            .join(
                found,
                on=["place", "cluster_id", "key"],
                how="left",
                nulls_equal=True,
                maintain_order="left",
            )
            .with_columns(pl.col("value").fill_null(pl.col("empty"))),
            pl.LazyFrame({"place": open_lists}, schema={"place": pl.Int64})
            .join(frame, how="cross", maintain_order="left_right")
            .join(found, on=["place", "cluster_id"], how="left", maintain_order="left_right"),
        ],
        how="diagonal",
    )
