"""Many small undirected networks at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from grappe.analysis.statistics.interval import FloatArray, IntArray, refuse_where, whole


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GraphSummary:
    """What the networks are like: each array is (groups,)."""

    nodes: IntArray
    edges: IntArray
    """Pairs of nodes that are linked, whatever the number of links and their direction."""
    density: FloatArray
    """Edges over possible edges, 0 to 1; NaN with fewer than two nodes."""
    components: IntArray
    """Groups of linked nodes; a node without a link is one by itself."""
    centralisation: FloatArray
    """Degree centralisation, 0 (all alike) to 1 (a star); NaN with fewer than three nodes."""


def graph_summary(
    group_of_node: npt.ArrayLike,
    source: npt.ArrayLike,
    target: npt.ArrayLike,
    *,
    groups: int | None = None,
) -> GraphSummary:
    """Summarise each group's network.

    The centralisation is Freeman's: the sum of (largest degree - degree) over (n - 1)(n - 2), what it
    would be in a star (1979, Social Networks 1:215-239).

    group_of_node: (nodes,), the group (0, 1 ...) of each node. source, target: (links,), places in
    `group_of_node`; doubles and reverses count once, a link from a node to itself not at all.
    groups: how many groups there are, when the last may have no node.
    ValueError: a place without a node, a link from one group to another, a group that is not one.
    """
    group = whole("group_of_node", group_of_node)
    count = int(group.max(initial=-1)) + 1 if groups is None else groups
    refuse_where(group >= count, f"There are {count} groups, counted from 0", group=group)
    low, high = _edges(group, source, target)
    nodes = np.bincount(group, minlength=count)
    edges = np.bincount(group[low], minlength=count)
    degree = np.bincount(np.concatenate([low, high]), minlength=len(group))
    largest = np.zeros(count, dtype=np.int64)
    np.maximum.at(largest, group, degree)
    with np.errstate(invalid="ignore", divide="ignore"):
        density = np.where(nodes > 1, 2 * edges / (nodes * (nodes - 1)), np.nan)
        # The degrees of a group add up to twice its edges.
        star = (nodes - 1) * (nodes - 2)
        centralisation = np.where(nodes > 2, (nodes * largest - 2 * edges) / star, np.nan)
    return GraphSummary(
        nodes=nodes,
        edges=edges,
        density=density,
        components=_components(group, low, high, count),
        centralisation=centralisation,
    )


def _edges(group: IntArray, source: npt.ArrayLike, target: npt.ArrayLike) -> tuple[IntArray, IntArray]:
    """Return the two ends of each edge, the smaller place first, each edge once."""
    one, other = whole("source", source), whole("target", target)
    low, high = np.minimum(one, other), np.maximum(one, other)
    refuse_where(high >= len(group), f"There are {len(group)} nodes, counted from 0", place=high)
    refuse_where(group[low] != group[high], "A link joins two groups", source=one, target=other)
    apart = low != high
    pairs = np.unique(low[apart] * len(group) + high[apart])
    return pairs // max(1, len(group)), pairs % max(1, len(group))


def _components(group: IntArray, low: IntArray, high: IntArray, count: int) -> IntArray:
    """Count the components of every group in one pass: all the networks side by side are one network."""
    if not len(group):
        return np.zeros(count, dtype=np.int64)
    links = csr_array((np.ones(len(low), dtype=np.int8), (low, high)), shape=(len(group), len(group)))
    _, labels = connected_components(links, directed=False)
    _, one_node = np.unique(labels, return_index=True)
    return np.bincount(group[one_node], minlength=count)
