"""Networks that everyone knows, against what is published of them. The data, with its source: `data/`."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from grappe.analysis.statistics.graphs import GraphSummary, graph_summary

DATA = Path(__file__).parent / "data"
SIX_DECIMALS = 5e-7  # as many as are printed
THREE_DECIMALS = 5e-4


def read(file: str, *alone: str) -> tuple[list[str], list[int], list[int]]:
    """The names of the nodes, and the places of both ends of each edge."""
    with (DATA / file).open(encoding="utf-8") as lines:
        edges = [(row["source"], row["target"]) for row in csv.DictReader(lines)]
    names = sorted({name for edge in edges for name in edge} | set(alone))
    return names, [names.index(one) for one, _ in edges], [names.index(other) for _, other in edges]


def summary(file: str, *alone: str) -> GraphSummary:
    names, source, target = read(file, *alone)
    return graph_summary([0] * len(names), source, target)


def test_the_karate_club() -> None:
    # konect.cc, ucidata-zachary; the centralisation by networkx and igraph.
    found = summary("karate.csv")

    assert (int(found.nodes[0]), int(found.edges[0]), int(found.components[0])) == (34, 78, 1)
    assert float(found.density[0]) == pytest.approx(0.139037, abs=SIX_DECIMALS)
    assert float(found.centralisation[0]) == pytest.approx(0.3996212121212121, rel=1e-12)


def test_the_families_of_florence_with_the_one_that_married_nobody() -> None:
    # S. Wasserman and K. Faust (1994), Social Network Analysis: degree centralisation 0.267 with Pucci.
    found = summary("florentine_marriages.csv", "Pucci")

    assert (int(found.nodes[0]), int(found.edges[0]), int(found.components[0])) == (16, 20, 2)
    assert float(found.density[0]) == pytest.approx(1 / 6, rel=1e-12)
    assert float(found.centralisation[0]) == pytest.approx(0.267, abs=THREE_DECIMALS)


def test_the_families_of_florence_without_it() -> None:
    found = summary("florentine_marriages.csv")

    assert (int(found.nodes[0]), int(found.components[0])) == (15, 1)
    assert float(found.density[0]) == pytest.approx(0.19047619047619047, rel=1e-12)
    assert float(found.centralisation[0]) == pytest.approx(0.27472527472527475, rel=1e-12)


def test_both_networks_side_by_side_are_what_they_are_alone() -> None:
    karate, florence = read("karate.csv"), read("florentine_marriages.csv")
    beyond = len(karate[0])

    found = graph_summary(
        [0] * beyond + [1] * len(florence[0]),
        karate[1] + [beyond + place for place in florence[1]],
        karate[2] + [beyond + place for place in florence[2]],
    )

    np.testing.assert_array_equal(found.edges, [78, 20])
    np.testing.assert_allclose(found.density, [0.13903743315508021, 0.19047619047619047], rtol=1e-12)
