"""Large clusters, all provinces, steep years: what is drawn stays in its card, what is written is clear."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.report.charts.drawn import boxes, fits, marks, names, study

from grappe.analysis.report.charts.clear_places import crosses, meet
from grappe.analysis.report.charts.employment import employment_chart
from grappe.analysis.report.charts.provinces import provinces_chart
from grappe.analysis.report.charts.years import years_chart

TALLEST = 280
"""Pixels: half a page."""
PROVINCES = ("1000", "1300", "2000", "3000", "3500", "4000", "5000", "6700", "7000", "8000", "9000")


def written(path: Path, head: list[str], rows: list[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def cluster_of(folder: Path, employment: list[float], codes: tuple[str, ...] = ("4000",)) -> Path:
    count = max(len(employment), len(codes))
    member = ["cluster_id", "member_id", "name", "kind", "joined_on", "postal_code", "country"]
    written(folder / "cluster.csv", ["cluster_id", "name"], [["c", "Grand"]])
    rows = [
        ["c", f"m{k}", f"Firme {k}", "enterprise", "2009-01-05", codes[k % len(codes)], "BE"]
        for k in range(count)
    ]
    written(folder / "members.csv", member, rows)
    if employment:
        written(
            folder / "accounts.csv",
            ["cluster_id", "member_id", "year", "closed_on", "fte"],
            [["c", f"m{k}", 2009, "2009-12-31", fte] for k, fte in enumerate(employment)],
        )
    return folder


SPREAD = [1, 2, 3, 3, 4, 5, 8, 12, 13, 20, 35, 60]


@pytest.mark.parametrize(
    "employment",
    [
        SPREAD[:6],
        SPREAD * 5,
        [value + k / 10 for k in range(36) for value in SPREAD][:426],
        SPREAD * 250,
        [10] * 60,
        [10] * 3000,
        [0] * 9,
        [*SPREAD * 35, 50_000],
    ],
    ids=["6", "60", "426", "3000", "60 equal", "3000 equal", "all without employees", "one giant"],
)
def test_employment_of_any_cluster_keeps_its_height_its_axis_its_median_and_its_quartiles(
    tmp_path: Path, employment: list[float]
) -> None:
    drawing = employment_chart(*study(cluster_of(tmp_path, employment)))
    assert drawing is not None
    span = marks(drawing, "quartiles")[0]
    median = marks(drawing, "median")[0]
    ticks = boxes(drawing, ("ticks",))

    assert drawing.picture["height"] <= TALLEST
    assert {"ticks", "median words", "mean words", "quartiles words", "firms"} <= names(drawing)
    assert fits(drawing) == []
    assert all(0 <= mark["y"] < span["y"] for mark in marks(drawing, "firms"))
    assert span["x2"] - span["x"] >= 6
    assert span["x"] <= median["x"] <= span["x2"]
    assert [(a, b) for a, b in pairwise(ticks) if meet(a, b)] == []


def test_too_many_enterprises_for_points_are_bars_that_count_them_all(tmp_path: Path) -> None:
    drawing = employment_chart(*study(cluster_of(tmp_path, SPREAD * 250)))
    assert drawing is not None
    bars = marks(drawing, "firms")
    counts = [int(bar["tip"].split("\n")[1].split()[0].replace("\u202f", "")) for bar in bars]
    heights = [bar["y2"] - bar["y"] for bar in bars]

    assert sum(counts) == 3000
    assert heights.index(max(heights)) == counts.index(max(counts))
    assert "la hauteur d’une barre est son nombre d’entreprises" in drawing.subtitle.replace("\u202f", " ")


def test_names_of_provinces_lie_on_no_other_name_and_on_no_circle_where_each_has_members(
    tmp_path: Path,
) -> None:
    drawing = provinces_chart(study(cluster_of(tmp_path, [], PROVINCES))[0])
    assert drawing is not None
    told = boxes(drawing, ("names-left", "names-center", "names-right"))
    circles = [
        (c["x"] - r, c["y"] - r, c["x"] + r, c["y"] + r)
        for c in marks(drawing, "circles")
        for r in [(c["area"] / 3.1416) ** 0.5]
    ]

    assert len(told) == len(circles) == 11
    assert [(a, b) for k, a in enumerate(told) for b in told[k + 1 :] if meet(a, b)] == []
    assert [(a, b) for a in told for b in circles if meet(a, b)] == []


@pytest.mark.parametrize(
    "actual",
    [
        {2007: -27_000, 2008: 10_000, 2009: 17_000},
        {2007: 37_000, 2008: 6_000, 2009: 4_000},
        {2007: 48_000, 2008: -48_000, 2009: 48_000},
        {2007: 0, 2008: 0, 2009: 0},
        {2007: -4_000, 2008: -100_000, 2009: -5_000},
    ],
)
def test_amounts_of_years_are_free_of_the_lines_of_the_zero_and_of_the_axis(actual: dict[int, float]) -> None:
    found = {"": dict(actual), "maintien": {2010: -30_000.0, 2011: -90_000.0}}
    drawing = years_chart("t", found, "fr")
    assert drawing is not None
    values = boxes(drawing, ("values",))
    drawn = [marks(drawing, name) for name in ("line", "line maintien")]
    zero = marks(drawing, "zero")[0]
    segments = [((a["x"], a["y"]), (b["x"], b["y"])) for line in drawn for a, b in pairwise(line)]
    segments.append(((zero["x"], zero["y"]), (zero["x2"], zero["y2"])))

    assert values
    assert [(box, one) for box in values for one in segments if crosses(one, box)] == []
    assert [
        (box, other) for box in values for other in boxes(drawing, ("ticks", "years")) if meet(box, other)
    ] == []
    assert [(a, b) for k, a in enumerate(values) for b in values[k + 1 :] if meet(a, b)] == []
