"""Groups in a network: those that are known, and those that the links draw."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import networkx as nx
import numpy as np

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Labels, coded
from grappe.analysis.statistics.networks import Network
from grappe.analysis.statistics.reason import Reason

NO_EDGE = N_("Ce réseau n’a aucun lien.")
NO_KNOWN_EDGE = N_("Aucun lien ne joint deux membres dont le groupe est connu.")
GROUP_WITHOUT_EDGE = N_("Aucun membre de ce groupe n’a de lien avec un membre dont le groupe est connu.")
NO_GROUP = N_("Le groupe d’un membre au moins n’est pas connu : la partition est incomplète.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Openness:
    """The E-I index, and the links that it counts."""

    index: float
    """(external - internal) / both, -1 (all within) to 1 (all without); NaN with its reason."""
    external: int
    """Links with another group."""
    internal: int
    """Links within a group."""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpennessByGroup:
    """The E-I index in all and by group."""

    overall: Openness
    by_group: Mapping[Hashable, Openness] = field(default_factory=dict)
    """An external link counts for both its groups."""
    set_aside: int
    """Links of which an end has no known group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """Groups of nodes and their modularity."""

    modularity: float
    """Links within the groups less what chance would give, below 1; NaN with its reason."""
    groups: tuple[tuple[Hashable, ...], ...]
    """The largest first."""
    reason: Reason | None = None


def ei_index(network: Network, groups: Labels) -> OpennessByGroup:
    """Return the E-I index of links between groups and within them.

    Krackhardt and Stern (1988), Social Psychology Quarterly 51:123-140. groups: (nodes,), None or NaN where
    it is not known: the links of that node are set aside. ValueError: not one group for each node.
    """
    known = coded("groups", groups)
    if len(known.codes) != len(network.nodes):
        raise ValueError(f"It takes one group for each of the {len(network.nodes)} nodes.")
    ends = known.codes[network.edges]
    kept = ends[(ends != BLANK).all(axis=1)]
    crossing = kept[:, 0] != kept[:, 1]
    by_group = {}
    for code, label in enumerate(known.labels):
        touching = (kept == code).any(axis=1)
        by_group[label] = _openness(
            int((touching & crossing).sum()), int((touching & ~crossing).sum()), GROUP_WITHOUT_EDGE
        )
    return OpennessByGroup(
        overall=_openness(int(crossing.sum()), int((~crossing).sum()), NO_KNOWN_EDGE),
        by_group=by_group,
        set_aside=len(ends) - len(kept),
    )


def modularity(network: Network, groups: Labels) -> Partition:
    """Return the modularity of known groups (Newman and Girvan 2004, Physical Review E 69:026113).

    groups: (nodes,); a blank: NaN with its reason. ValueError: not one group for each node.
    """
    known = coded("groups", groups)
    if len(known.codes) != len(network.nodes):
        raise ValueError(f"It takes one group for each of the {len(network.nodes)} nodes.")
    parts = [set(np.flatnonzero(known.codes == code).tolist()) for code in range(len(known.labels))]
    if (known.codes == BLANK).any():
        return Partition(modularity=np.nan, groups=_named(network, parts), reason=Reason(NO_GROUP))
    return _partition(network, parts)


def communities(network: Network, *, rng: np.random.Generator, draws: int = 50) -> Partition:
    """Return the groups of highest modularity that were found, the best of many searches.

    Louvain's method (Blondel, Guillaume, Lambiotte and Lefebvre 2008, Journal of Statistical Mechanics
    P10008), from `draws` orders of the nodes: the highest modularity of all is not certain to be found.
    ValueError: no draw.
    """
    if draws < 1:
        raise ValueError(f"It takes one draw at least, not {draws}.")
    graph = network.graph()
    if not len(network.edges):
        return _partition(network, [{place} for place in range(len(network.nodes))])
    found = [
        nx.community.louvain_communities(graph, seed=int(seed)) for seed in rng.integers(0, 2**31, draws)
    ]
    return _partition(network, max(found, key=lambda parts: nx.community.modularity(graph, parts)))


def _partition(network: Network, parts: list[set[int]]) -> Partition:
    named = _named(network, parts)
    if not len(network.edges):
        return Partition(modularity=np.nan, groups=named, reason=Reason(NO_EDGE))
    return Partition(modularity=float(nx.community.modularity(network.graph(), parts)), groups=named)


def _named(network: Network, parts: list[set[int]]) -> tuple[tuple[Hashable, ...], ...]:
    ordered = sorted(parts, key=lambda part: (-len(part), min(part)))
    return tuple(tuple(network.nodes[place] for place in sorted(part)) for part in ordered)


def _openness(external: int, internal: int, message: str) -> Openness:
    if not external + internal:
        return Openness(index=np.nan, external=0, internal=0, reason=Reason(message))
    return Openness(index=(external - internal) / (external + internal), external=external, internal=internal)
