"""Who is linked to whom in one undirected network, and what its members are in it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx
import numpy as np

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.graphs import graph_summary
from grappe.analysis.statistics.interval import FloatArray, IntArray
from grappe.analysis.statistics.reason import Reason

TOO_FEW = N_("Il y a trop peu de membres dans ce réseau pour cette mesure.")
NO_EDGE = N_("Ce réseau n’a aucun lien.")
NO_TWO_PATH = N_("Aucun membre n’a deux liens : il n’y a pas de triangle à fermer.")
SAME_DEGREES = N_("Tous les liens joignent des membres qui ont autant de liens : rien ne les distingue.")
UNCONNECTED = N_("Le réseau est en plusieurs morceaux : certains membres sont hors d’atteinte des autres.")
ISOLATED = N_("Ce membre n’a aucun lien.")
NO_MIDDLE = N_("Il faut trois membres au moins pour que l’un soit entre deux autres.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """Nodes, isolates among them, and the pairs that are linked."""

    nodes: tuple[Hashable, ...]
    edges: IntArray
    """(edges, 2), places in `nodes`, the smaller first, each pair once."""

    def graph(self) -> nx.Graph:
        """Return it as networkx wants it, with the places as nodes."""
        graph = nx.Graph()
        graph.add_nodes_from(range(len(self.nodes)))
        graph.add_edges_from(self.edges.tolist())
        return graph


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSummary:
    """What a network is like. A NaN has its reason, by the name of the field."""

    nodes: int
    edges: int
    isolates: int
    density: float
    """Edges over possible edges, 0 to 1."""
    components: tuple[tuple[Hashable, ...], ...]
    """Members of each, the largest first; a node without a link is one by itself."""
    transitivity: float
    """Three times the triangles over the paths of two links, 0 to 1."""
    clustering: float
    """Mean of the nodes' own clustering (0 with fewer than two links), 0 to 1."""
    assortativity: float
    """Correlation of the degrees at both ends of the links (Newman 2002, Phys. Rev. Letters 89:208701)."""
    mean_distance: float
    """Links between two nodes on the shortest way, in the mean of all pairs."""
    diameter: float
    """Links between the two nodes farthest apart."""
    reasons: Mapping[str, Reason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Centralities:
    """What each node is in the network: arrays (nodes,). A NaN has its reason, by the name of the field."""

    nodes: tuple[Hashable, ...]
    degree: IntArray
    """Links."""
    degree_share: FloatArray
    """Links over n - 1."""
    betweenness: FloatArray
    """Pairs of others that the node is between, a part for each of several shortest ways."""
    betweenness_share: FloatArray
    """The same over (n - 1)(n - 2)/2."""
    closeness: FloatArray
    """1 / sum of the distances to those within reach; NaN for an isolate."""
    closeness_share: FloatArray
    """(r/(n - 1)) r / sum, r those within reach (Wasserman and Faust 1994, p. 201); 0 for an isolate."""
    constraint: FloatArray
    """Burt's, the lower the freer; NaN for an isolate."""
    effective_size: FloatArray
    """Burt's: links less their redundancy; NaN for an isolate."""
    reasons: Mapping[str, Reason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Centralisations:
    """How much one node outdoes the others, 0 (all alike) to 1 (a star). A NaN has its reason by its name."""

    degree: float
    closeness: float
    """NaN unless every node reaches every other."""
    betweenness: float
    reasons: Mapping[str, Reason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What the network is with a node, and without it and its links."""

    node: Hashable
    before: NetworkSummary
    after: NetworkSummary
    cut_off: tuple[Hashable, ...]
    """Nodes that had a link and have none any more."""

    @property
    def components_added(self) -> int:
        """How many more pieces there are; below 0 when the node was an isolate."""
        return len(self.after.components) - len(self.before.components)

    @property
    def largest_lost(self) -> int:
        """How many nodes fewer the largest component has, the node itself among them if it was there."""
        return _largest(self.before) - _largest(self.after)


def network(nodes: Sequence[Hashable], source: Sequence[Hashable], target: Sequence[Hashable]) -> Network:
    """Gather a network: links without direction, doubles once, none from a node to itself.

    nodes: each name once, those without a link too. source, target: (links,), names of nodes.
    ValueError: a name twice, a link to a name that is no node, rows of different lengths.
    """
    places = {name: place for place, name in enumerate(nodes)}
    if len(places) != len(nodes):
        raise ValueError("A node is named twice.")
    if len(source) != len(target):
        raise ValueError(f"A link has two ends: {len(source)} sources and {len(target)} targets.")
    lost = [name for name in (*source, *target) if name not in places]
    if lost:
        raise ValueError(f"A link ends at {lost[0]!r}, which is no node ({len(lost)} ends).")
    pairs = {
        (min(one, other), max(one, other))
        for one, other in ((places[a], places[b]) for a, b in zip(source, target, strict=True))
        if one != other
    }
    return Network(nodes=tuple(nodes), edges=np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2))


def network_summary(given: Network) -> NetworkSummary:
    """Describe a network: pieces, density, triangles, distances (Wasserman and Faust 1994, chapter 4)."""
    graph, size = given.graph(), len(given.nodes)
    edges = len(given.edges)
    found = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    degree = np.bincount(given.edges.ravel(), minlength=size)
    reasons: dict[str, Reason] = {}

    def unless(name: str, message: str | None, value: float) -> float:
        if message is None:
            return value
        reasons[name] = Reason(message)
        return float("nan")

    ends = np.concatenate([degree[given.edges[:, 0]], degree[given.edges[:, 1]]])
    alike = NO_EDGE if not edges else SAME_DEGREES if np.ptp(ends) == 0 else None
    apart = TOO_FEW if size < 2 else UNCONNECTED if len(found) > 1 else None
    lengths = (
        [0]
        if apart
        else [length for _, row in nx.all_pairs_shortest_path_length(graph) for length in row.values()]
    )
    return NetworkSummary(
        nodes=size,
        edges=edges,
        isolates=int((degree == 0).sum()),
        density=unless("density", TOO_FEW if size < 2 else None, nx.density(graph)),
        components=tuple(tuple(given.nodes[place] for place in sorted(part)) for part in found),
        transitivity=unless(
            "transitivity", None if (degree > 1).any() else NO_TWO_PATH, float(nx.transitivity(graph))
        ),
        clustering=unless(
            "clustering", None if size else TOO_FEW, float(nx.average_clustering(graph)) if size else 0.0
        ),
        assortativity=unless("assortativity", alike, 0.0 if alike else _correlation(degree, given.edges)),
        mean_distance=unless("mean_distance", apart, sum(lengths) / max(1, size * (size - 1))),
        diameter=unless("diameter", apart, float(max(lengths))),
        reasons=reasons,
    )


def centralities(given: Network) -> Centralities:
    """Return each node's degree, betweenness and closeness (Freeman 1979, Social Networks 1:215-239),
    constraint and effective size (Burt 1992, Structural Holes, chapter 2).
    """
    graph, size = given.graph(), len(given.nodes)
    degree = np.bincount(given.edges.ravel(), minlength=size)
    alone = degree == 0
    betweenness = _row(nx.betweenness_centrality(graph, normalized=False), size)
    reach = [nx.single_source_shortest_path_length(graph, place) for place in range(size)]
    total = np.array([sum(row.values()) for row in reach], dtype=np.float64)
    near = np.array([len(row) - 1 for row in reach], dtype=np.float64)
    closeness = np.divide(1, total, out=np.full(size, np.nan), where=~alone)
    pairs = (size - 1) * (size - 2) / 2
    reasons: dict[str, Reason] = {}
    if alone.any():
        reasons |= dict.fromkeys(("closeness", "constraint", "effective_size"), Reason(ISOLATED))
    if size == 1:
        reasons |= dict.fromkeys(("degree_share", "closeness_share"), Reason(TOO_FEW))
    if 0 < size < 3:
        reasons["betweenness_share"] = Reason(NO_MIDDLE)
    shares = np.full(size, np.nan)
    return Centralities(
        nodes=given.nodes,
        degree=degree,
        degree_share=degree / (size - 1) if size > 1 else shares,
        betweenness=betweenness,
        betweenness_share=betweenness / pairs if size > 2 else shares,
        closeness=closeness,
        closeness_share=near**2 / (size - 1) / np.where(alone, 1, total) if size > 1 else shares,
        constraint=_row(nx.constraint(graph) if size else {}, size),
        effective_size=_row(nx.effective_size(graph) if size else {}, size),
        reasons=reasons,
    )


def centralisations(given: Network) -> Centralisations:
    """Return Freeman's three centralisations (1979, Social Networks 1:215-239).

    The sum over nodes of (largest - own), over what it is in a star: degree (n - 1)(n - 2); closeness, as a
    share, (n - 1)(n - 2)/(2n - 3); betweenness, as a share, n - 1. Fewer than three nodes: NaN.
    """
    size, blank = len(given.nodes), float("nan")
    if size < 3:
        few = dict.fromkeys(("degree", "closeness", "betweenness"), Reason(TOO_FEW))
        return Centralisations(degree=blank, closeness=blank, betweenness=blank, reasons=few)
    own = centralities(given)
    summary = graph_summary([0] * size, given.edges[:, 0], given.edges[:, 1])
    whole = int(summary.components[0]) == 1
    star = (size - 1) * (size - 2) / (2 * size - 3)
    return Centralisations(
        degree=float(summary.centralisation[0]),
        closeness=_excess(own.closeness_share) / star if whole else blank,
        betweenness=_excess(own.betweenness_share) / (size - 1),
        reasons={} if whole else {"closeness": Reason(UNCONNECTED)},
    )


def without(given: Network, node: Hashable) -> Removal:
    """Take a node and its links away, the office of the cluster say, and describe what is left.

    ValueError: no such node.
    """
    if node not in given.nodes:
        raise ValueError(f"{node!r} is no node.")
    place = given.nodes.index(node)
    kept = given.edges[(given.edges != place).all(axis=1)]
    rest = Network(
        nodes=given.nodes[:place] + given.nodes[place + 1 :], edges=np.where(kept > place, kept - 1, kept)
    )
    before = np.delete(np.bincount(given.edges.ravel(), minlength=len(given.nodes)), place)
    after = np.bincount(rest.edges.ravel(), minlength=len(rest.nodes))
    return Removal(
        node=node,
        before=network_summary(given),
        after=network_summary(rest),
        cut_off=tuple(rest.nodes[lone] for lone in np.flatnonzero((before > 0) & (after == 0))),
    )


def _correlation(degree: IntArray, edges: IntArray) -> float:
    """Return the correlation of the degrees at the ends of the links, each taken both ways."""
    one, other = degree[edges[:, 0]], degree[edges[:, 1]]
    return float(np.corrcoef(np.concatenate([one, other]), np.concatenate([other, one]))[0, 1])


def _row(values: Mapping[int, float], size: int) -> FloatArray:
    return np.array([values[place] for place in range(size)], dtype=np.float64)


def _excess(values: FloatArray) -> float:
    return float((values.max() - values).sum())


def _largest(summary: NetworkSummary) -> int:
    return max(map(len, summary.components), default=0)
