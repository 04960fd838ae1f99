"""Random small dossiers, full of edges: days that touch, blanks, holes, strangers, doubles."""

from __future__ import annotations

from tests.analysis.figures.build import asking, typed
from tests.analysis.figures.invented import life, members
from tests.analysis.figures.invented.chance import Chance, Row

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.settings import Settings
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.figures.asked import Asked

ROLES = (
    "satisfaction:fairs",
    "satisfaction:training",
    "importance:fairs",
    "impact:jobs",
    "impact:turnover",
    "impact:clients",
    "strategy_known",
    "strategy_satisfied",
    "governance:board",
    "partnership:pole",
    "advantage",
)
KEPT = ("left_on", "nace_version", "scope_nace_version")
"""Without them, or without a key, a dossier is refused (two spells at a time); reading fills versions in."""


def cluster(chance: Chance, name: str) -> dict[str, list[Row]]:
    version = chance.random.choice(("2008", "2008", "2025"))
    spells = members.spells(chance, version)
    ids = sorted({spell["member_id"] for spell in spells}) or ["nobody"]
    tables: dict[str, list[Row]] = {
        "cluster": [
            {
                "name": name,
                "region": chance.one(("BE3", "BE3", "BE2"), 0.1),
                "scope_nace": chance.maybe(
                    chance.random.sample(members.NACE[version], chance.random.randint(0, 3))
                ),
                "scope_nace_version": version,
            }
        ],
        "members": spells,
        "accounts": members.accounts(chance, ids),
        "recognitions": members.recognitions(chance),
        "peers": members.peers(chance, version),
        "sector": members.sector(chance),
        "responses": chance.many(25, lambda place: members.response(chance, place, ids, len(ROLES))),
        "ledger": members.ledger(chance),
        "targets": members.targets(chance),
    }
    tables |= life.life(chance, ids) | life.bodies(chance, ids) | life.papers(chance, ids)
    return {table: [{"cluster_id": name, **row} for row in rows] for table, rows in tables.items()}


def random_dossier(seed: int) -> tuple[Dossier, Asked]:
    """Return a dossier of one to three clusters, with holes, and what is asked of it."""
    inventor = Chance(seed)
    chance = inventor.random
    clusters = [f"c{place}" for place in range(chance.choice((1, 1, 2, 3)))]
    rows: dict[str, list[Row]] = {}
    for name in clusters:
        for table, of_cluster in cluster(inventor, name).items():
            rows.setdefault(table, []).extend(of_cluster)
    holes = chance.choice((0.0, 0.05, 0.3))
    tables = {}
    for table, of_all in rows.items():
        if table not in ("cluster", "members") and chance.random() < holes:
            continue
        kept = {*KEPT, *TABLES[table].key}
        may_lack = [c.name for c in TABLES[table].columns if not c.required and c.name not in kept]
        gone = {column for column in may_lack if chance.random() < holes}
        tables[table] = typed(table, of_all, gone)
    questionnaire = asking(*ROLES[: chance.choice((len(ROLES), 3))]) if chance.random() > holes else None
    dossier = Dossier(Settings(), tables, questionnaire)
    periods = {cluster: None if chance.random() < 0.1 else inventor.period for cluster in clusters}
    invited = {cluster: chance.randint(0, 40) for cluster in clusters if chance.random() < 0.5}
    asked = Asked(as_of=inventor.day, periods=periods, invited=chance.choice((None, None, invited)) or None)
    return dossier, asked
