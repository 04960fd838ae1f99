"""The made-up campaign: the same each time, good, and evaluated whole as each of its clusters alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.reading import inspect_dossier, read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.engine import evaluate

FOLDER = Path(__file__).parents[2] / "examples" / "campaign"
MARGIN = 1e-12  # sums of floats in another order
TODAY = dt.date(2026, 11, 23)
KEYS = ["cluster_id", "figure", "key"]


@pytest.fixture(scope="module")
def campaign() -> Dossier:
    return read_dossier(FOLDER)


@pytest.fixture(scope="module")
def results(campaign: Dossier) -> pl.DataFrame:
    return evaluate(campaign, asked_of(campaign, today=TODAY))


def alone(campaign: Dossier, cluster: str) -> Dossier:
    """One cluster's part of the campaign; a table in which it has no row was not given."""
    tables = {name: table.filter(pl.col("cluster_id") == cluster) for name, table in campaign.tables.items()}
    given = {name: table for name, table in tables.items() if not table.is_empty()}
    return dataclasses.replace(campaign, tables=given)


def test_the_generator_writes_the_committed_files_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, FOLDER / "generate.py", tmp_path], check=True)

    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert len(written) > 25
    assert [name for name, content in written.items() if content != (FOLDER / name).read_bytes()] == []


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 1_500_000


def test_the_campaign_has_no_fault() -> None:
    dossier, faults = inspect_dossier(FOLDER)

    assert dossier is not None
    assert [fault for fault in faults if fault.severity == "fault"] == []


def test_its_clusters_are_of_all_sizes_and_one_is_deserted(results: pl.DataFrame) -> None:
    sizes = results.filter(pl.col("figure") == "members.total")["value"].sort().to_list()

    assert len(sizes) == 12
    assert sizes[0] == 0
    assert sizes[1] < 15
    assert sizes[-1] > 100


def test_every_cluster_has_every_figure(results: pl.DataFrame) -> None:
    found = results.group_by("cluster_id", maintain_order=True).agg(pl.col("figure").unique())

    assert {cluster: set(figures()) - set(ids) for cluster, ids in found.iter_rows()} == {
        f"c{number:05d}": set() for number in range(1, 13)
    }


def test_every_figure_is_there_for_some_and_missing_for_others(results: pl.DataFrame) -> None:
    statuses = results.group_by("figure").agg(pl.col("status").unique().sort())
    always = {"members.total", "members.by_kind", "survey.invited"}

    assert [f for f, found in statuses.iter_rows() if "ok" not in found] == []
    assert {f for f, found in statuses.iter_rows() if "not_available" not in found} == always


@pytest.mark.parametrize("number", range(1, 13))
def test_a_cluster_alone_has_the_figures_that_it_has_in_the_campaign(
    campaign: Dossier, results: pl.DataFrame, number: int
) -> None:
    cluster = f"c{number:05d}"
    dossier = alone(campaign, cluster)

    own = evaluate(dossier, asked_of(dossier, today=TODAY))

    within = results.filter(pl.col("cluster_id") == cluster)
    numbers = [name for name, dtype in own.schema.items() if dtype == pl.Float64]
    assert own.select(KEYS).equals(within.select(KEYS))
    assert own.drop(numbers).equals(within.drop(numbers))
    for name in numbers:
        apart = (own[name] - within[name]).abs() / within[name].abs().clip(1)
        assert own[name].is_null().equals(within[name].is_null()), name
        assert (apart.max() or 0) <= MARGIN, name
