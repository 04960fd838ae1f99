"""Chapter 7: partners and the network of members."""

from __future__ import annotations

from collections.abc import Iterator

from .world import Told, World, by_class, known, whole

NEEDS = {
    "partners.total": ("partners",),
    "partners.by_kind": ("partners.kind",),
    "partners.by_country": ("partners.country",),
    "partners.concentration": ("partners.country",),
    "network.density": ("ties.layer",),
    "network.components": ("ties.layer",),
    "network.centralisation": ("ties.layer",),
    "network.without_office": ("ties.layer",),
}
KINDS = ("cluster", "pole", "sector_initiative", "authority", "network", "other")
OFFICE = "@office"
Edges = set[frozenset[str]]


def chapter(world: World, cluster: str) -> Iterator[Told]:
    partners = [
        partner
        for partner in world.rows(cluster, "partners")
        if partner["since"] is None or partner["since"] <= world.day
    ]
    yield whole("partners.total", len(partners))
    yield from by_class("partners.by_kind", partners, "kind", KINDS)
    yield from by_class("partners.by_country", partners, "country")
    foreign = [country for country in known(partners, "country") if country != "BE"]
    squares = (
        sum((foreign.count(country) / len(foreign)) ** 2 for country in set(foreign)) if foreign else None
    )
    yield Told("partners.concentration", "", squares, len(foreign), len(foreign))
    for layer in ("information", "contract", "project"):
        yield from _network(world, cluster, layer)


def _network(world: World, cluster: str, layer: str) -> Iterator[Told]:
    members = {member["member_id"] for member in world.members(cluster)}
    edges: Edges = set()
    for tie in world.rows(cluster, "ties"):
        ends = frozenset((tie["member_a"], tie["member_b"]))
        drawn = tie["layer"] == layer and (tie["since"] is None or tie["since"] <= world.day)
        if drawn and len(ends) == 2 and ends <= members | {OFFICE}:
            edges.add(ends)
    if not edges:
        return
    nodes = members | {end for edge in edges for end in edge}
    n = len(nodes)
    degrees = [sum(1 for edge in edges if node in edge) for node in nodes]
    star = (n - 1) * (n - 2)
    centralisation = sum(max(degrees) - degree for degree in degrees) / star if star else None
    without = components(members, {edge for edge in edges if OFFICE not in edge})
    for figure, value in {
        "network.density": len(edges) / (n * (n - 1) / 2),
        "network.components": components(nodes, edges),
        "network.centralisation": centralisation,
        "network.without_office": without,
    }.items():
        yield Told(figure, layer, value, n, n)


def components(nodes: set[str], edges: Edges) -> int:
    """Count the groups: walk from a node as far as its ties lead, then start again elsewhere."""
    left, groups = set(nodes), 0
    while left:
        groups += 1
        reached = {left.pop()}
        while reached:
            node = reached.pop()
            for edge in edges:
                if node in edge:
                    (other,) = edge - {node}
                    if other in left:
                        left.remove(other)
                        reached.add(other)
    return groups
