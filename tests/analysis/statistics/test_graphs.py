from __future__ import annotations

from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.analysis.statistics.graphs import GraphSummary, graph_summary

ROUNDING = 1e-12  # one division of whole numbers

Network = tuple[int, list[tuple[int, int]]]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    nodes = draw(st.integers(0, 9))
    if not nodes:
        return 0, []
    node = st.integers(0, nodes - 1)
    return nodes, draw(st.lists(st.tuples(node, node), max_size=20))


def by_networkx(network: Network) -> tuple[float, ...]:
    nodes, links = network
    graph = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from((one, other) for one, other in links if one != other)
    degrees = [degree for _, degree in graph.degree()]
    away = sum(max(degrees) - degree for degree in degrees) if nodes else 0
    return (
        graph.number_of_nodes(),
        graph.number_of_edges(),
        nx.density(graph) if nodes > 1 else np.nan,
        nx.number_connected_components(graph),
        away / ((nodes - 1) * (nodes - 2)) if nodes > 2 else np.nan,
    )


def as_rows(found: GraphSummary) -> np.ndarray:
    return np.transpose([found.nodes, found.edges, found.density, found.components, found.centralisation])


@given(st.lists(networks(), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_networks_summarised_together_are_what_networkx_says_of_each(
    drawn: list[Network], random: Random
) -> None:
    # The nodes of all the networks are shuffled: a group's need not stand side by side.
    named = [(group, node) for group, (nodes, _) in enumerate(drawn) for node in range(nodes)]
    random.shuffle(named)
    place = {name: position for position, name in enumerate(named)}
    links = [
        (place[group, one], place[group, other])
        for group, (_, pairs) in enumerate(drawn)
        for one, other in pairs
    ]

    found = graph_summary(
        np.array([group for group, _ in named], dtype=np.int64),
        np.array([one for one, _ in links], dtype=np.int64),
        np.array([other for _, other in links], dtype=np.int64),
        groups=len(drawn),
    )

    np.testing.assert_allclose(as_rows(found), [by_networkx(network) for network in drawn], rtol=ROUNDING)


def test_doubles_reverses_and_self_links_change_nothing() -> None:
    once = graph_summary([0, 0, 0, 0], [0, 1], [1, 2])
    often = graph_summary([0, 0, 0, 0], [0, 1, 0, 2, 3], [1, 0, 1, 1, 3])

    np.testing.assert_array_equal(as_rows(often), as_rows(once))
    assert (int(once.edges[0]), int(once.components[0])) == (2, 2)


def test_a_star_is_wholly_centralised_and_a_ring_not_at_all() -> None:
    found = graph_summary([0] * 5 + [1] * 5, [0, 0, 0, 0, 5, 6, 7, 8, 9], [1, 2, 3, 4, 6, 7, 8, 9, 5])

    assert found.centralisation.tolist() == [1.0, 0.0]


def test_small_networks_say_what_they_can() -> None:
    found = graph_summary([1, 2, 2, 3, 3, 3], [1], [2], groups=5)

    assert found.nodes.tolist() == [0, 1, 2, 3, 0]
    assert found.components.tolist() == [0, 1, 1, 3, 0]
    np.testing.assert_array_equal(found.density, [np.nan, np.nan, 1.0, 0.0, np.nan])
    np.testing.assert_array_equal(found.centralisation, [np.nan, np.nan, np.nan, 0.0, np.nan])


def test_of_no_network_there_is_nothing_to_say() -> None:
    nothing = np.array([], dtype=np.int64)

    assert as_rows(graph_summary(nothing, nothing, nothing)).shape == (0, 5)


@pytest.mark.parametrize(
    ("source", "target", "groups", "said"),
    [
        ([0], [2], None, "A link joins two groups: source 0, target 2"),
        ([0], [9], None, "There are 3 nodes, counted from 0: place 9"),
        ([0], [1], 1, "There are 1 groups, counted from 0: group 1"),
    ],
)
def test_links_that_cannot_be_are_refused(
    source: list[int], target: list[int], groups: int | None, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        graph_summary([0, 0, 1], source, target, groups=groups)
