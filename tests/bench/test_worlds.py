"""The worlds whose truth is known, on few seeds; the table of many is kept and told."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from bench.worlds import TABLE
from bench.worlds.made import WORLDS, World, made
from bench.worlds.tried import summed, tries


def kept() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_few_seeds_of_a_world_are_tried_and_summed_up() -> None:
    world = World(members=40, peers=400, late=0.4)

    rows = list(summed("small", world, list(tries(world, range(2)))))

    late = next(row for row in rows if row["outcome"] == "fte" and row["truth"] == "0.40")
    assert len(rows) == 4
    assert abs(float(late["bias"] or 0)) < 0.2


def test_a_made_registry_is_the_same_for_the_same_seed_and_holds_whom_it_says() -> None:
    world = WORLDS["failed of both gone"]
    one, same, other = made(world, 1), made(world, 1), made(world, 2)

    assert one.equals(same)
    assert not one.equals(other)
    firms = one.unique("enterprise")
    assert (firms["joined"].is_not_null().sum(), len(firms)) == (world.members, world.members + world.peers)
    assert one.group_by("enterprise").len()["len"].unique().to_list() == [15]


def test_every_world_is_in_the_table_that_is_kept_and_the_documentation_shows_it() -> None:
    page = (Path(__file__).parents[2] / "docs" / "bench.md").read_text(encoding="utf-8")

    assert set(WORLDS) == {row["world"] for row in kept()}
    assert "worlds/worlds.csv" in page


def test_what_does_not_happen_is_called_an_impact_in_one_registry_of_twenty_at_most_in_any_world() -> None:
    nothing = [float(row["found, not weak"]) for row in kept() if row["truth"] == "0.00"]

    assert max(nothing) <= 0.05
    assert np.mean(nothing) <= 0.01


def test_where_members_are_as_others_the_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    alike = (
        "no effect",
        "late effect",
        "early effect",
        "failed of both gone",
        "many members and late effect",
    )
    covered = [float(row["coverage"]) for row in kept() if row["world"] in alike]

    assert min(covered) >= 0.9
    assert np.mean(covered) >= 0.94
