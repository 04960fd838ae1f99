"""Networks that everyone knows, against what is published of them. The data, with its source: `data/`."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from grappe.analysis.statistics.graphs import GraphSummary, graph_summary
from grappe.analysis.statistics.network_groups import communities, ei_index, modularity
from grappe.analysis.statistics.networks import (
    Network,
    centralisations,
    centralities,
    network,
    network_summary,
    without,
)

DATA = Path(__file__).parent / "data"
SEVEN_DECIMALS = 5e-8  # as many as are printed
SIX_DECIMALS = 5e-7
FOUR_DECIMALS = 5e-5
THREE_DECIMALS = 5e-4
CLOSE = 1e-9  # by another program, printed in full
# Who went with the instructor, H, and who with the officer, O, when the club fell apart (Zachary 1977).
CLUBS = "HHHHHHHHHOHHHHOOHHOHOHOOOOOOOOOOOO"


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


def one(file: str, *alone: str) -> Network:
    names, source, target = read(file, *alone)
    return network(names, [names[place] for place in source], [names[place] for place in target])


def club_of(karate: Network) -> list[str]:
    return [CLUBS[int(str(name))] for name in karate.nodes]


def of_nodes(given: Network, values: np.ndarray, *names: str) -> list[float]:
    return [float(values[given.nodes.index(name)]) for name in names]


def test_what_is_published_of_the_karate_club() -> None:
    # konect.cc, and the literature for clustering and distance.
    found = network_summary(one("karate.csv"))

    assert found.density == pytest.approx(0.139037, abs=SIX_DECIMALS)
    assert found.transitivity == pytest.approx(0.255682, abs=SIX_DECIMALS)
    assert found.assortativity == pytest.approx(-0.475613, abs=SIX_DECIMALS)
    assert (found.clustering, found.mean_distance) == pytest.approx((0.5706, 2.4082), abs=FOUR_DECIMALS)
    assert (found.diameter, len(found.components), found.reasons) == (5, 1, {})


def test_the_members_of_the_karate_club() -> None:
    # By networkx and by igraph.
    karate = one("karate.csv")
    own, all_of_it = centralities(karate), centralisations(karate)

    assert of_nodes(karate, own.degree, "33", "0", "32") == [17, 16, 12]
    assert of_nodes(karate, own.betweenness, "0", "33", "32") == pytest.approx(
        [231.0714285714286, 160.5515873015873, 76.69047619047619], rel=CLOSE
    )
    assert of_nodes(karate, own.closeness_share, "0", "2", "33") == pytest.approx(
        [0.5689655172413793, 0.559322033898305, 0.55], rel=CLOSE
    )
    assert of_nodes(karate, own.constraint, "0", "33", "2") == pytest.approx(
        [0.15542329764660495, 0.1564186851211073, 0.18517663966049383], rel=CLOSE
    )
    assert of_nodes(karate, own.effective_size, "33", "0", "32") == pytest.approx(
        [15.235294117647062, 13.75, 9.833333333333336], rel=CLOSE
    )
    assert (all_of_it.degree, all_of_it.betweenness, all_of_it.closeness) == pytest.approx(
        (0.3996212121212121, 0.4055571953299228, 0.298194891208297), rel=CLOSE
    )


def test_the_two_clubs_and_the_best_groups() -> None:
    # The highest modularity, 0.4198, is proven in the literature; the search finds it.
    karate = one("karate.csv")
    clubs = club_of(karate)
    found = ei_index(karate, clubs)

    assert modularity(karate, clubs).modularity == pytest.approx(0.3582347140039448, rel=CLOSE)
    assert (found.overall.external, found.overall.internal) == (11, 67)
    assert found.overall.index == pytest.approx(-0.717948717948718, rel=CLOSE)
    best = communities(karate, rng=np.random.default_rng(1977))
    assert best.modularity == pytest.approx(0.4198, abs=FOUR_DECIMALS)
    assert len(best.groups) == 4


def test_without_its_instructor_the_club_falls_into_three() -> None:
    # Node 0 is its only cut point; node 11 hangs on it alone.
    karate = one("karate.csv")
    added = {str(name): without(karate, name).components_added for name in karate.nodes}

    assert added == dict.fromkeys(added, 0) | {"0": 2}
    assert without(karate, "0").cut_off == ("11",)
    assert without(karate, "0").after.nodes == 33


def test_what_is_published_of_the_families_of_florence() -> None:
    # Wasserman and Faust (1994): Medici 47.5, 0.522 and 0.56; closeness 0.322 and betweenness 0.437 without
    # Pucci. Transitivity 0.1914894, printed with R's `statnet`.
    florence = one("florentine_marriages.csv")
    own, found, all_of_it = centralities(florence), network_summary(florence), centralisations(florence)

    assert found.transitivity == pytest.approx(0.1914894, abs=SEVEN_DECIMALS)
    assert found.assortativity == pytest.approx(-0.37483787289234766, rel=CLOSE)
    assert (found.clustering, found.diameter) == (pytest.approx(0.16), 5)
    assert of_nodes(florence, own.degree, "Medici", "Strozzi", "Guadagni") == [6, 4, 4]
    assert of_nodes(florence, own.betweenness, "Medici") == [47.5]
    assert of_nodes(florence, own.betweenness_share, "Medici") == pytest.approx([0.522], abs=THREE_DECIMALS)
    assert of_nodes(florence, own.closeness_share, "Medici") == pytest.approx([0.56], rel=CLOSE)
    assert of_nodes(florence, own.constraint, "Medici", "Guadagni", "Strozzi") == pytest.approx(
        [0.2098765432098766, 0.25, 0.4583333333333333], rel=CLOSE
    )
    assert of_nodes(florence, own.effective_size, "Medici", "Ridolfi") == pytest.approx([17 / 3, 7 / 3])
    assert all_of_it.closeness == pytest.approx(0.322, abs=THREE_DECIMALS)
    assert all_of_it.betweenness == pytest.approx(0.437, abs=THREE_DECIMALS)


def test_the_families_with_the_one_that_married_nobody_fall_in_two() -> None:
    florence = one("florentine_marriages.csv", "Pucci")
    found, all_of_it = network_summary(florence), centralisations(florence)

    assert [len(part) for part in found.components] == [15, 1]
    assert (found.isolates, found.components[1]) == (1, ("Pucci",))
    assert found.transitivity == pytest.approx(0.1914894, abs=SEVEN_DECIMALS)
    assert all_of_it.degree == pytest.approx(0.267, abs=THREE_DECIMALS)
    assert all_of_it.betweenness == pytest.approx(0.3834920634920636, rel=CLOSE)
    assert np.isnan(all_of_it.closeness)
    assert "closeness" in all_of_it.reasons


def test_the_cut_points_of_florence() -> None:
    florence = one("florentine_marriages.csv")
    cut = {name for name in florence.nodes if without(florence, name).components_added > 0}

    assert cut == {"Albizzi", "Guadagni", "Medici", "Salviati"}


def test_krackhardts_kite() -> None:
    # D. Krackhardt (1990), Administrative Science Quarterly 35:342-369: three nodes are first, each its way.
    kite = network(list("ABCDEFGHIJ"), list("AAAABBBCCDDDEFFGHI"), list("BCDFDEGDFEFGGGHHIJ"))
    own = centralities(kite)

    assert of_nodes(kite, own.degree_share, "D") == pytest.approx([0.667], abs=THREE_DECIMALS)
    assert of_nodes(kite, own.closeness_share, "F", "G") == pytest.approx([0.643, 0.643], abs=THREE_DECIMALS)
    assert of_nodes(kite, own.betweenness, "H") == pytest.approx([14], rel=CLOSE)
    assert of_nodes(kite, own.betweenness_share, "H") == pytest.approx([0.389], abs=THREE_DECIMALS)
