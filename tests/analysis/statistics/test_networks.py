from __future__ import annotations

from collections import deque
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.analysis.statistics.networks import (
    Network,
    centralisations,
    centralities,
    network,
    network_summary,
    without,
)

CLOSE = 1e-9  # the same few numbers, added up in another order
LETTERS = "abcdefg"
LINKS = st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), max_size=14)


def of(names: str, *links: str) -> Network:
    return network(list(names), [link[0] for link in links], [link[1] for link in links])


def neighbours(links: list[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in LETTERS}
    for one, other in links:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return found


def ways(near: dict[str, set[str]], start: str) -> tuple[dict[str, int], dict[str, int]]:
    """How far each node is, and by how many shortest ways."""
    far, number, waiting = {start: 0}, {start: 1}, deque([start])
    while waiting:
        here = waiting.popleft()
        for name in near[here]:
            if name not in far:
                far[name], number[name] = far[here] + 1, 0
                waiting.append(name)
            if far[name] == far[here] + 1:
                number[name] += number[here]
    return far, number


@given(LINKS)
def test_the_centralities_are_those_of_the_definitions(links: list[tuple[str, str]]) -> None:
    near = neighbours(links)
    paths = {name: ways(near, name) for name in LETTERS}

    found = centralities(network(list(LETTERS), [a for a, _ in links], [b for _, b in links]))

    for place, name in enumerate(LETTERS):
        far, _ = paths[name]
        between = 0.0
        for one, other in combinations([each for each in LETTERS if each != name], 2):
            distance, number = paths[one]
            met = other in distance and name in distance
            if met and distance[name] + far[other] == distance[other]:
                between += number[name] * paths[name][1][other] / number[other]
        total, reach = sum(far.values()), len(far) - 1
        assert found.degree[place] == len(near[name])
        assert found.degree_share[place] == pytest.approx(len(near[name]) / 6)
        assert found.betweenness[place] == pytest.approx(between, abs=CLOSE)
        assert found.betweenness_share[place] == pytest.approx(between / 15, abs=CLOSE)
        if near[name]:
            assert found.closeness[place] == pytest.approx(1 / total, rel=CLOSE)
            assert found.closeness_share[place] == pytest.approx(reach / 6 * reach / total, rel=CLOSE)
            share = {(a, b): 1 / len(near[a]) for a in LETTERS for b in near[a]}
            others = [each for each in LETTERS if each != name]
            # Burt: (own share + what goes through others) squared, over the nodes that one has a link with.
            constraint = sum(
                (share[name, j] + sum(share[name, q] * share.get((q, j), 0.0) for q in near[name] if q != j))
                ** 2
                for j in others
                if j in near[name]
            )
            inner = sum(b in near[a] for a, b in combinations(sorted(near[name]), 2))
            assert found.constraint[place] == pytest.approx(constraint, rel=CLOSE)
            assert found.effective_size[place] == pytest.approx(
                len(near[name]) - 2 * inner / len(near[name]), rel=CLOSE
            )
        else:
            assert np.isnan(
                [found.closeness[place], found.constraint[place], found.effective_size[place]]
            ).all()
            assert found.closeness_share[place] == 0
            assert found.reasons["constraint"].sentence() == "Ce membre n’a aucun lien."


@given(LINKS)
def test_the_summary_is_that_of_the_definitions(links: list[tuple[str, str]]) -> None:
    near = neighbours(links)
    edges = [(a, b) for a, b in combinations(LETTERS, 2) if b in near[a]]
    triangles = sum(b in near[a] and c in near[a] and c in near[b] for a, b, c in combinations(LETTERS, 3))
    two_paths = sum(len(near[name]) * (len(near[name]) - 1) // 2 for name in LETTERS)

    found = network_summary(network(list(LETTERS), [a for a, _ in links], [b for _, b in links]))

    assert (found.nodes, found.edges) == (7, len(edges))
    assert found.density == pytest.approx(len(edges) / 21)
    assert found.isolates == sum(not near[name] for name in LETTERS)
    assert {frozenset(part) for part in found.components} == {
        frozenset(ways(near, name)[0]) for name in LETTERS
    }
    assert [len(part) for part in found.components] == sorted(map(len, found.components), reverse=True)
    if two_paths:
        assert found.transitivity == pytest.approx(3 * triangles / two_paths)
    else:
        assert found.reasons["transitivity"].sentence() == (
            "Aucun membre n’a deux liens : il n’y a pas de triangle à fermer."
        )
    ends = [(len(near[a]), len(near[b])) for a, b in edges] + [(len(near[b]), len(near[a])) for a, b in edges]
    if len({own for own, _ in ends}) > 1:
        assert found.assortativity == pytest.approx(np.corrcoef(np.array(ends).T)[0, 1], abs=CLOSE)
    else:
        assert np.isnan(found.assortativity)
        assert "assortativity" in found.reasons
    if len(found.components) == 1:
        lengths = [ways(near, a)[0][b] for a, b in combinations(LETTERS, 2)]
        assert (found.mean_distance, found.diameter) == (pytest.approx(np.mean(lengths)), max(lengths))
    else:
        assert np.isnan([found.mean_distance, found.diameter]).all()
        assert "morceaux" in found.reasons["diameter"].sentence()


def test_a_star_is_as_central_as_can_be_and_a_ring_not_at_all() -> None:
    star = centralisations(of("abcde", "ab", "ac", "ad", "ae"))
    ring = centralisations(of("abcde", "ab", "bc", "cd", "de", "ea"))

    assert (star.degree, star.closeness, star.betweenness) == pytest.approx((1, 1, 1))
    assert (ring.degree, ring.closeness, ring.betweenness) == pytest.approx((0, 0, 0))


def test_closeness_has_no_centralisation_where_some_are_out_of_reach() -> None:
    found = centralisations(of("abcd", "ab", "bc"))

    assert np.isnan(found.closeness)
    assert found.degree == pytest.approx((4 * 2 - 4) / 6)
    assert found.reasons["closeness"].sentence() == (
        "Le réseau est en plusieurs morceaux : certains membres sont hors d’atteinte des autres."
    )


def test_doubles_reverses_and_loops_change_nothing() -> None:
    assert of("abc", "ab", "ba", "ab", "cc", "cb").edges.tolist() == [[0, 1], [1, 2]]


@pytest.mark.parametrize("names", ["", "a", "ab"])
def test_a_network_too_small_says_so(names: str) -> None:
    given = of(names)
    found, own, central = network_summary(given), centralities(given), centralisations(given)

    assert found.components == tuple((name,) for name in names)
    for values in (found, central):
        for name in values.__slots__:
            number = getattr(values, name)
            assert not (isinstance(number, float) and np.isnan(number)) or name in values.reasons
    for name in own.__slots__:
        row = getattr(own, name)
        assert not (isinstance(row, np.ndarray) and np.isnan(row).any()) or name in own.reasons
    assert np.isnan([central.degree, central.closeness, central.betweenness]).all()


def test_without_the_office_the_network_falls_apart() -> None:
    found = without(of("oabcde", "oa", "ob", "oc", "ab", "od", "de"), "o")

    assert (len(found.before.components), len(found.after.components)) == (1, 3)
    assert found.after.components == (("a", "b"), ("d", "e"), ("c",))
    assert found.cut_off == ("c",)
    assert (found.components_added, found.largest_lost) == (2, 4)
    assert found.after.density == pytest.approx(2 / 10)


def test_without_an_isolate_there_is_one_piece_fewer() -> None:
    found = without(of("abc", "ab"), "c")

    assert (found.components_added, found.largest_lost, found.cut_off) == (-1, 0, ())


def test_without_its_only_node_a_network_is_empty() -> None:
    found = without(of("a"), "a")

    assert found.after.components == ()
    assert (found.components_added, found.largest_lost) == (-1, 1)


def test_what_is_no_network_is_refused() -> None:
    with pytest.raises(ValueError, match="named twice"):
        of("aa")
    with pytest.raises(ValueError, match="ends at 'z'"):
        of("ab", "az")
    with pytest.raises(ValueError, match="two ends"):
        network(["a"], ["a"], [])
    with pytest.raises(ValueError, match="'z' is no node"):
        without(of("ab", "ab"), "z")
