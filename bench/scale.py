"""What a campaign costs at 10, 100, 1,000 and 10,000 clusters of 100 members each."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import altair as alt
import polars as pl

from bench import yardstick
from bench.record import Record
from bench.work import alone, generated

SIZES = (10, 100, 1_000, 10_000)
MEMBERS, YEARS = 100, 3


def measure(record: Record, *, quick: bool) -> None:
    """Measure reading with its checks, and all figures of the tables read, each in a process of its own."""
    for clusters in SIZES[:1] if quick else SIZES:
        with TemporaryDirectory() as temporary:
            folder, tables = Path(temporary) / "dossier", Path(temporary) / "typed"
            generated(folder, clusters=clusters, members=clusters * MEMBERS, years=YEARS, even=True)
            reading = alone("read", folder)
            yardstick.typed(folder, tables)
            evaluating = alone("everything", tables)
        for name, took in (("read", reading), ("evaluate", evaluating)):
            record.add(f"{name}: seconds", took["seconds"], "s", size=str(clusters))
            record.add(f"{name}: cpu", took["cpu"], "s of processor", size=str(clusters))
            record.add(f"{name}: memory", took["memory"], "GB at most", size=str(clusters))


def draw(record: Record, folder: Path) -> None:
    """Draw the cost by number of clusters, beside a straight line through the largest."""
    largest = str(SIZES[-1])
    rows = [
        {"clusters": size, "seconds": record.value(f"{name}: cpu", str(size)), "what": label}
        for size in SIZES
        for name, label in (("evaluate", "all figures"), ("read", "reading and checks"))
    ]
    per_cluster = record.value("evaluate: cpu", largest) / SIZES[-1]
    rows += [{"clusters": s, "seconds": per_cluster * s, "what": "in proportion"} for s in SIZES]
    kinds = ["all figures", "reading and checks", "in proportion"]
    colour = alt.Scale(domain=kinds, range=["#4A1942", "#C77B30", "#8A8A8A"])
    dash = alt.Scale(domain=kinds, range=[[1, 0], [1, 0], [4, 4]])
    chart = (
        alt.Chart(pl.DataFrame(rows))
        .mark_line(point={"size": 45})
        .encode(
            x=alt.X(
                "clusters:Q",
                scale=alt.Scale(type="log"),
                title="clusters of 100 members",
                axis=alt.Axis(values=list(SIZES), grid=False),
            ),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds of processor"),
            color=alt.Color("what:N", scale=colour, sort=kinds, title=None),
            strokeDash=alt.StrokeDash("what:N", scale=dash, sort=kinds, title=None),
        )
        .properties(width=460, height=260)
        .configure_view(stroke=None)
    )
    chart.save(str(folder / "scale.svg"))
