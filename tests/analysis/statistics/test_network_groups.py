from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from grappe.analysis.statistics.network_groups import communities, ei_index, modularity
from grappe.analysis.statistics.networks import Network, network


def of(names: str, *links: str) -> Network:
    return network(list(names), [link[0] for link in links], [link[1] for link in links])


TWO_TRIANGLES = of("abcdef", "ab", "bc", "ca", "de", "ef", "fd", "cd")


def test_links_within_and_between_are_counted_for_all_and_for_each_group() -> None:
    found = ei_index(TWO_TRIANGLES, ["x", "x", "y", "y", "y", "y"])

    # Between: bc, ca. Within: ab for x; cd, de, ef, fd for y.
    assert (found.overall.external, found.overall.internal, found.overall.index) == (2, 5, -3 / 7)
    assert (found.by_group["x"].external, found.by_group["x"].internal) == (2, 1)
    assert found.by_group["x"].index == pytest.approx(1 / 3)
    assert found.by_group["y"].index == pytest.approx(-2 / 6)
    assert found.set_aside == 0


def test_links_of_a_node_without_group_are_set_aside() -> None:
    found = ei_index(TWO_TRIANGLES, ["x", "x", None, "y", "y", "y"])

    assert found.set_aside == 3
    assert (found.overall.external, found.overall.internal) == (0, 4)


def test_groups_without_links_are_a_sentence() -> None:
    found = ei_index(of("abc", "ab"), [1, 1, 2])
    nothing = ei_index(of("ab", "ab"), [None, 1])

    assert np.isnan([found.by_group[2].index, nothing.overall.index]).all()
    assert found.by_group[2].reason is not None
    assert found.by_group[2].reason.sentence() == (
        "Aucun membre de ce groupe n’a de lien avec un membre dont le groupe est connu."
    )
    assert nothing.overall.reason is not None
    assert nothing.overall.reason.sentence() == "Aucun lien ne joint deux membres dont le groupe est connu."


def slowly(given: Network, groups: tuple[int, ...]) -> float:
    """Over all pairs of places: whether they are linked, less what their degrees would lead one to expect."""
    size, edges = len(given.nodes), len(given.edges)
    linked = np.zeros((size, size))
    for one, other in given.edges:
        linked[one, other] = linked[other, one] = 1
    degree = linked.sum(axis=0)
    return float(
        sum(
            linked[i, j] - degree[i] * degree[j] / (2 * edges)
            for i in range(size)
            for j in range(size)
            if groups[i] == groups[j]
        )
        / (2 * edges)
    )


def test_the_modularity_is_that_of_all_pairs() -> None:
    for groups in product(range(2), repeat=6):
        found = modularity(TWO_TRIANGLES, groups)
        assert found.modularity == pytest.approx(slowly(TWO_TRIANGLES, groups), abs=1e-12)


def test_the_best_groups_of_a_small_network_are_found() -> None:
    best = max(slowly(TWO_TRIANGLES, groups) for groups in product(range(3), repeat=6))

    found = communities(TWO_TRIANGLES, rng=np.random.default_rng(1), draws=5)

    assert found.modularity == pytest.approx(best, abs=1e-12)
    assert found.groups == (("a", "b", "c"), ("d", "e", "f"))


def test_one_seed_gives_one_answer() -> None:
    rng = np.random.default_rng(5)
    links = rng.integers(0, 30, (60, 2)).tolist()
    given = network(range(30), [a for a, _ in links], [b for _, b in links])

    once, again = (communities(given, rng=np.random.default_rng(2), draws=3) for _ in range(2))

    assert once == again


def test_no_modularity_is_a_sentence() -> None:
    alone, unknown = modularity(of("ab"), [1, 1]), modularity(of("ab", "ab"), [1, None])
    searched = communities(of("ab"), rng=np.random.default_rng(1))

    assert np.isnan([alone.modularity, unknown.modularity, searched.modularity]).all()
    assert [each.reason and each.reason.sentence() for each in (alone, unknown, searched)] == [
        "Ce réseau n’a aucun lien.",
        "Le groupe d’un membre au moins n’est pas connu : la partition est incomplète.",
        "Ce réseau n’a aucun lien.",
    ]
    assert communities(of(""), rng=np.random.default_rng(1)).groups == ()


def test_what_makes_no_sense_is_refused() -> None:
    for function in (ei_index, modularity):
        with pytest.raises(ValueError, match="one group for each of the 6"):
            function(TWO_TRIANGLES, [1])
    with pytest.raises(ValueError, match="one draw"):
        communities(TWO_TRIANGLES, rng=np.random.default_rng(1), draws=0)
