"""Chapter 3: the members in their sector and beside their peers."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from .ranks import detectable_effect, percentile_rank, two_sided_p
from .representativeness import latest
from .world import Blank, Row, Told, World, is_within, seat

IN_SECTOR = ("sector.nace", "members.nace", "members.postal_code", "cluster.region")
NEEDS = {
    "sector.members": IN_SECTOR,
    "sector.companies": ("sector.companies", "cluster.region"),
    "sector.share": (*IN_SECTOR, "sector.companies"),
    "prospects.count": ("cluster.scope_nace", *IN_SECTOR, "sector.companies"),
    "peer.percentile_median": ("peers", "accounts"),
    "peer.members_above_median": ("peers|sector", "accounts"),
    "peer.hodges_lehmann": ("peers", "accounts"),
    "peer.p_value": ("peers", "accounts"),
    "peer.minimum_detectable_effect": ("peers", "accounts"),
    "peer.adjusted_p": ("peers", "accounts"),
    "peer.companies": ("peers",),
}
OF_ACCOUNTS = (
    "fte",
    "turnover",
    "gross_margin",
    "value_added",
    "operating_profit",
    "net_profit",
    "total_assets",
    "equity",
    "current_assets",
    "short_term_debt",
    "cash",
    "rd_fte",
    "exports",
)
MEASURES = (*OF_ACCOUNTS, "value_added_per_fte")
OF_SECTOR = ("fte", "turnover", "value_added", "value_added_per_fte")


def chapter(world: World, cluster: str) -> Iterator[Told]:
    sector = sector_on_day(world, cluster)
    inside = [member for member in world.members(cluster) if in_region(world, cluster, member)]
    for row in sector:
        members = [
            m for m in inside if is_within(m["nace"], m["nace_version"], row["nace"], row["nace_version"])
        ]
        n, companies = len(members), row["companies"]
        yield Told("sector.members", row["nace"], n, n, n)
        yield Told("sector.companies", row["nace"], companies, 0 if companies is None else 1, 1)
        share = n / companies if companies else None
        yield Told("sector.share", row["nace"], share, companies or 0, companies or 0)
    yield from _prospects(world, cluster, sector, inside)
    yield from _peers(world, cluster, sector, inside)


def in_region(world: World, cluster: str, member: Row) -> bool:
    region = seat(member)[1]
    return region is not None and region == world.region_of_cluster(cluster)


def sector_on_day(world: World, cluster: str) -> list[Row]:
    """Return one row per activity: in the cluster's region, its own NACE version first, the latest year."""
    own = world.rows(cluster, "cluster")[0]["scope_nace_version"]
    home = world.region_of_cluster(cluster)
    found: dict[str, Row] = {}
    for row in world.rows(cluster, "sector"):
        elsewhere = row["region"] is not None and row["region"] != home
        to_come = row["year"] is not None and row["year"] > world.day.year
        if row["nace"] is None or elsewhere or to_come:
            continue
        standing = found.get(row["nace"])
        if standing is None or _precedence(row, own) > _precedence(standing, own):
            found[row["nace"]] = row
    return list(found.values())


def _precedence(row: Row, own: str | None) -> tuple[bool, str, int, bool]:
    version = row["nace_version"] or ""
    return version == own, version, row["region"] is not None, row["year"] or 0


def _prospects(world: World, cluster: str, sector: list[Row], inside: list[Row]) -> Iterator[Told]:
    mine = world.rows(cluster, "cluster")[0]
    version, scope = mine["scope_nace_version"], set(mine["scope_nace"] or [])
    # A class within a division of the same scope is counted with it.
    tops = [c for c in scope if not any(c != up and is_within(c, version, up, version) for up in scope)]
    known = {row["nace"]: row["companies"] for row in sector if row["nace_version"] == version}
    if not tops:
        return
    if any(known.get(code) is None for code in tops):
        yield Told("prospects.count", "", None, 0, len(tops))
        return
    companies = sum(known[code] for code in tops)
    members = sum(1 for m in inside if any(is_within(m["nace"], m["nace_version"], c, version) for c in tops))
    left = companies - members
    # More members than companies: the sector and the members do not speak of the same things.
    yield Told("prospects.count", "", left if left >= 0 else None, len(tops), len(tops))


def value_of(rows: list[Row], measure: str, world: World) -> float | None:
    """Return the latest known value of a measure among the accounts that count on the day."""
    known = []
    for row in rows:
        value = row[measure]
        if measure == "value_added_per_fte":
            value = row["value_added"] / row["fte"] if row["fte"] and row["value_added"] is not None else None
        if value is not None:
            known.append(Blank(row, value=value))
    dated = [row for row in known if row["year"] is not None or row["closed_on"] is not None]
    found = latest(dated, world.day) or next((row for row in known if row not in dated), None)
    return None if found is None else found["value"]


def _by(rows: list[Row], owner: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[owner], []).append(row)
    return found


def is_comparable(member: Row, peers: list[Row]) -> bool:
    """Tell whether a peer is in the member's class (where its own is finer, its class), and in its region."""
    region = seat(member)[1]
    for peer in peers:
        if peer["region"] is not None and peer["region"] != region:
            continue
        if peer["nace"] is None or is_within(
            member["nace"], member["nace_version"], class_of(peer["nace"]), peer["nace_version"]
        ):
            return True
    return False


def class_of(code: str) -> str:
    """Return the class of a code: 59.111 is in 59.11; a division stays a division."""
    return code[:5]


def _peers(world: World, cluster: str, sector: list[Row], inside: list[Row]) -> Iterator[Told]:
    peers, accounts = world.rows(cluster, "peers"), _by(world.rows(cluster, "accounts"), "member_id")
    comparable = [member for member in world.enterprises(cluster) if is_comparable(member, peers)]
    tested: dict[str, tuple[float, int]] = {}
    for measure in MEASURES:
        values = [value_of(accounts.get(member["member_id"], []), measure, world) for member in comparable]
        ours = [value for value in values if value is not None]
        found = [value_of(rows, measure, world) for rows in _by(peers, "peer_id").values()]
        theirs = [value for value in found if value is not None]
        if theirs:
            yield Told("peer.companies", measure, len(theirs), len(theirs), len(_by(peers, "peer_id")))
        if ours and theirs:
            tested[measure] = two_sided_p(ours, theirs), len(ours)
            yield from _comparison(measure, ours, theirs, len(comparable))
    for measure, (p, n) in tested.items():
        # Each of the smaller p values, times the number of those that are no smaller than it.
        steps = [
            one * sum(1 for other, _ in tested.values() if other >= one)
            for one, _ in tested.values()
            if one <= p
        ]
        yield Told("peer.adjusted_p", measure, min(1.0, max(steps)), n, len(comparable))
    if not tested:
        yield from _beside_sector(world, sector, inside, accounts)


def _comparison(measure: str, ours: list[float], theirs: list[float], comparable: int) -> Iterator[Told]:
    n, middle = len(ours), median(theirs)
    shift = median([one - other for one in ours for other in theirs])
    for figure, value in {
        "peer.percentile_median": median([percentile_rank(value, theirs) for value in ours]),
        "peer.members_above_median": sum(1 for value in ours if value > middle),
        "peer.hodges_lehmann": shift,
        "peer.p_value": two_sided_p(ours, theirs),
        "peer.minimum_detectable_effect": detectable_effect(n, len(theirs)),
    }.items():
        yield Told(figure, measure, value, n, comparable)


def _beside_sector(
    world: World, sector: list[Row], inside: list[Row], accounts: dict[str, list[Row]]
) -> Iterator[Told]:
    for measure in OF_SECTOR:
        median_of = [row for row in sector if row[f"{measure}_median"] is not None]
        beside = []
        for member in inside:
            if member["kind"] != "enterprise":
                continue
            holding = [
                row
                for row in median_of
                if is_within(member["nace"], member["nace_version"], row["nace"], row["nace_version"])
            ]
            if holding:
                # The finest activity that holds the member: a class before its division, before its section.
                finest = max(holding, key=lambda row: (row["nace"][0].isdigit(), len(row["nace"])))
                value = value_of(accounts.get(member["member_id"], []), measure, world)
                beside.append(None if value is None else value > finest[f"{measure}_median"])
        known = [above for above in beside if above is not None]
        if known:
            yield Told("peer.members_above_median", measure, sum(known), len(known), len(beside))
