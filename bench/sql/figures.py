"""The catalogue's figures as DuckDB SQL by hand: the yardstick of the campaign, and a second witness.

`lines(connection)` returns cluster_id, figure, key, value, n_used, n_eligible, rows. A value that is null is
not available. Left out: intervals, the network, and what tests members against peers (`LEFT_OUT`).
"""

# ruff: noqa: S608 - the yardstick writes its own SQL, from its own words

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
import polars as pl

HERE = Path(__file__).parent
SCRIPTS = ("bases.sql", "sector.sql", "finances.sql")
LEFT_OUT = [
    "network.density",
    "network.components",
    "network.centralisation",
    "network.without_office",
    "peer.hodges_lehmann",
    "peer.p_value",
    "peer.adjusted_p",
    "peer.companies",
    "peer.minimum_detectable_effect",
]
"""Components of graphs, order statistics of all differences, rank tests: no query says them well."""

ZERO = frozenset(
    [
        "members.total",
        "survey.invited",
        "interviews.members",
        "founders.count",
        "objectives.count",
        "objectives.outside_axes",
        "members.enterprises_in_region",
        "members.joined",
        "members.left",
        "employment.n",
        "axes.count",
        "actions.total",
        "participation.members_active",
        "projects.members_involved",
        "opportunities.sent",
        "opportunities.won",
        "opportunities.won_value",
        "board.directors",
        "board.meetings_per_year",
        "partners.total",
        "survey.responses",
    ]
)
"""Figures that are zero where no row counts."""

ROW = '"row"'
Spec = tuple[str, str, str, str, str]
"""Figure, value, n used, n eligible, rows: each an aggregate."""

QUARTILES = "quantile_cont(fte, [0.25, 0.5, 0.75])"
ALL_KNOWN = "count(*) = count(prospects)"


def _all(figure: str) -> Spec:
    """Count the rows."""
    return figure, "count(*)", "count(*)", "count(*)", ROW


def _where(figure: str, condition: str, used: str = "count(*)", eligible: str = "count(*)") -> Spec:
    """Count the rows where a condition holds."""
    return figure, f"count(*) FILTER ({condition})", used, eligible, f"CASE WHEN {condition} THEN {ROW} END"


def _of(figure: str, value: str, column: str, eligible: str = "count(*)") -> Spec:
    """Aggregate the rows where a column is known."""
    return figure, value, f"count({column})", eligible, f"CASE WHEN {column} IS NOT NULL THEN {ROW} END"


EACH: tuple[tuple[str, tuple[Spec, ...]], ...] = (
    ("on_day", (_all("members.total"), _all("survey.invited"))),
    ("members_met", (_all("interviews.members"),)),
    ("founders", (_all("founders.count"),)),
    (
        "objectives_named",
        (_all("objectives.count"), _where("objectives.outside_axes", "axis IS NULL")),
    ),
    (
        "covering",
        (
            ("recognition.number", "max(number)", "count(*)", "count(*)", ROW),
            (
                "recognition.days_to_renewal",
                "max(deadline::DATE - getvariable('today'))",
                "count(*)",
                "count(*)",
                ROW,
            ),
        ),
    ),
    ("enterprises", (_where("members.enterprises_in_region", "in_region", used="count(*) FILTER (placed)"),)),
    ("joined", (_all("members.joined"),)),
    ("gone", (_all("members.left"),)),
    ("at_start", (_of("members.retention", "avg(stayed)", "stayed"),)),
    (
        "employers",
        (
            _of("employment.n", "count(fte)", "fte"),
            _of("employment.total", "sum(fte)", "fte"),
            _of("employment.mean", "avg(fte)", "fte"),
            # One list of quantiles, asked three times, is worked out once.
            _of("employment.median", f"{QUARTILES}[2]", "fte"),
            _of("employment.q1", f"{QUARTILES}[1]", "fte"),
            _of("employment.q3", f"{QUARTILES}[3]", "fte"),
            _of("employment.share_below_21", "avg((fte < 21)::INT)", "fte"),
        ),
    ),
    (
        "scope",
        (
            (
                "prospects.count",
                f"CASE WHEN {ALL_KNOWN} THEN sum(prospects) END",
                f"CASE WHEN {ALL_KNOWN} THEN count(*) ELSE 0 END",
                "count(*)",
                ROW,
            ),
        ),
    ),
    ("axes_named", (_all("axes.count"),)),
    ("held", (_all("actions.total"),)),
    ("active", (_where("participation.members_active", "active"),)),
    ("action_sizes", (("participation.mean", "sum(n) / count(*)", "count(*)", "count(*)", ROW),)),
    ("involved", (_all("projects.members_involved"),)),
    ("published", (_where("opportunities.sent", "was_sent"), _where("opportunities.won", "was_won"))),
    (
        "(SELECT * FROM published WHERE was_won)",
        (
            _of(
                "opportunities.won_value",
                "CASE WHEN count(won_value) > 0 THEN sum(won_value) ELSE 'nan' END",
                "won_value",
            ),
        ),
    ),
    ("directors", (_all("board.directors"),)),
    (
        "boards",
        (
            ("board.meetings_per_year", "count(*) / max(days) * 365.25", "count(*)", "count(*)", ROW),
            _of("board.attendance", "avg(came)", "came"),
            _of("board.attendance_spread", "stddev_samp(came)", "came"),
        ),
    ),
    (
        "assemblies",
        (
            _of("assembly.participation", "avg(came)", "came"),
            _of("assembly.event_attached", "avg(event_attached::INT)", "event_attached"),
        ),
    ),
    (
        "months",
        (
            _of("site.visits_per_month", "avg(visits)", "visits"),
            _of("site.news_per_month", "avg(news)", "news"),
            _of("site.portal_items", "sum(portal_items)", "portal_items"),
        ),
    ),
    ("partners_on_day", (_all("partners.total"),)),
    (
        "foreign_countries",
        (("partners.concentration", "sum(n * n) / (sum(n) * sum(n))", "sum(n)", "sum(n)", ROW),),
    ),
    ("answered", (_all("survey.responses"),)),
    *(
        (f"(SELECT * FROM items_said WHERE role = '{role}')", (_of(f"{role}.mean", "avg(good)", "good"),))
        for role in ("satisfaction", "impact")
    ),
)
"""Figures without classes: what one row is, and the aggregates over a cluster's rows."""

COUNTS = (
    ("interviews.held", "interviews", "form", "interview_id", "individual group team"),
    (
        "documents.count",
        "documents",
        "kind",
        "document_id",
        "statutes minutes activity_report accounts action_plan agreement other",
    ),
    ("objectives.by_axis", "objectives", "axis", "objective_id", ""),
    ("members.by_kind", "on_day", "kind", ROW, "enterprise research education association_public"),
    ("members.by_category", "on_day", "category", ROW, "effective adherent"),
    ("members.enterprises_by_province", "enterprises", "province", ROW, ""),
    ("employment.size_class", "employers", "size", ROW, "0-9 10-19 20-49 50-249 250+"),
    ("actions.by_axis", "held", "axis_id", ROW, ""),
    (
        "actions.by_kind",
        "held",
        "kind",
        ROW,
        "plenary thematic training fair conference festival mission press matchmaking jobs publication other",
    ),
    ("actions.by_scope", "held", "scope", ROW, "regional national international"),
    ("actions.by_country", "held", "country", ROW, ""),
    ("projects.by_kind", "ran", "kind", ROW, "technical commercial joint_offer research training"),
    ("letters.sent", "letters_sent", "kind", ROW, "newsletter opportunities selective"),
    (
        "partners.by_kind",
        "partners_on_day",
        "kind",
        ROW,
        "cluster pole sector_initiative authority network other",
    ),
    ("partners.by_country", "partners_on_day", "country", ROW, ""),
)
"""Counts by class: the classes of a closed list have a line, were it zero."""

BY_CLASS: tuple[tuple[str, str, tuple[Spec, ...]], ...] = (
    (
        "in_sector",
        "key",
        (
            ("sector.members", 'count("row")', 'count("row")', 'count("row")', ROW),
            ("sector.share", 'count("row") / max(companies)', "max(companies)", "max(companies)", ROW),
        ),
    ),
    ("sector_on_day", "nace", (_of("sector.companies", "max(companies)", "companies"),)),
    ("compared", "key", (("peer.percentile_median", "median(rank)", "count(rank)", "max(comparable)", ROW),)),
    ("beside", "key", (_where("peer.members_above_median", "above", eligible="max(comparable)"),)),
    ("by_class", "class", (_of("survey.response_rate_by", "avg(good)", "good"),)),
    *(
        (
            f"(SELECT * FROM answers WHERE role = '{role}')",
            "item",
            (_of(figure, "avg(good)", "good", eligible="max(invited)"),),
        )
        for role, figure in (
            ("strategy_known", "strategy.known"),
            ("strategy_satisfied", "strategy.satisfied"),
            ("satisfaction", "satisfaction.share"),
            ("impact", "impact.share"),
            ("importance", "importance.share"),
            ("advantage", "advantage.share"),
            ("governance", "governance.share"),
            ("partnership", "partnership.interest"),
        )
    ),
    (
        "years",
        ROW,
        tuple(
            _of(f"finance.{name}", f"max({name})", name)
            for name in ("result", "own_share", "subsidy_due", "cash_over_need", "gap")
        ),
    ),
    ("plans", "plan", (_of("finance.reserves_last_until", "max(lasting)", "lasting"),)),
)
"""Other figures by class: what one row is, its class, the aggregates."""


def _aggregates(specs: Iterable[Spec]) -> str:
    return ", ".join(
        f"{value} AS v{i}, {used} AS u{i}, {eligible} AS e{i}, names({rows}) AS r{i}"
        for i, (_, value, used, eligible, rows) in enumerate(specs)
    )


def _spread_out(specs: Iterable[Spec], key: str, source: str) -> str:
    """Each group once, its figures one under the other."""
    return " UNION ALL ".join(
        f"SELECT cluster_id, '{figure}' AS figure, {key} AS key, {_counted(figure, f'v{i}')}::DOUBLE AS value, u{i}::BIGINT AS n_used,"
        f" e{i}::BIGINT AS n_eligible, r{i} AS rows FROM {source}"
        for i, (figure, *_) in enumerate(specs)
    )


def _counted(figure: str, value: str) -> str:
    return f"coalesce({value}, 0)" if figure in ZERO else value


def queries() -> list[str]:
    """Return one query per set of rows, each of lines."""
    found = []
    for table, specs in EACH:
        found.append(
            f"WITH g AS MATERIALIZED (SELECT cluster_id, {_aggregates(specs)} FROM {table} GROUP BY cluster_id), "
            f"w AS MATERIALIZED (SELECT * FROM clusters LEFT JOIN g USING (cluster_id)) {_spread_out(specs, 'NULL', 'w')}"
        )
    for figure, table, key, row, closed in COUNTS:
        classes = ", ".join(f"('{one}')" for one in closed.split())
        known = "located" if key == "province" else f"{key} IS NOT NULL"
        lines = (
            f"SELECT c.cluster_id, '{figure}' AS figure, k.key, coalesce(g.v, 0)::DOUBLE AS value, n.u AS n_used, n.e AS n_eligible, g.r AS rows "
            f"FROM clusters c CROSS JOIN (VALUES {classes}) k(key) LEFT JOIN n USING (cluster_id) LEFT JOIN g ON g.cluster_id = c.cluster_id AND g.key = k.key"
            if closed
            else f"SELECT g.cluster_id, '{figure}' AS figure, g.key, g.v::DOUBLE AS value, n.u AS n_used, n.e AS n_eligible, g.r AS rows "
            f"FROM g JOIN n USING (cluster_id)"
        )
        found.append(
            f"WITH g AS (SELECT cluster_id, {key} AS key, count(*) AS v, names({row}) AS r FROM {table} WHERE {key} IS NOT NULL GROUP BY ALL), "
            f"n AS (SELECT cluster_id, count(*) FILTER ({known}) AS u, count(*) AS e FROM {table} GROUP BY ALL) {lines}"
        )
    for table, key, specs in BY_CLASS:
        groups = f"SELECT cluster_id, {key} AS key, {_aggregates(specs)} FROM {table} GROUP BY ALL"
        if table == "years":  # one row each: nothing to put in order
            groups = groups.replace("names(", "any_value(")
        found.append(f"WITH g AS MATERIALIZED ({groups}) {_spread_out(specs, 'key', 'g')}")
    found.append(
        'WITH a AS (SELECT cluster_id, count(*) AS n, names("row") AS r FROM answered GROUP BY ALL) '
        "SELECT cluster_id, 'survey.response_rate' AS figure, NULL AS key, n / invited AS value, invited AS n_used, invited AS n_eligible, r AS rows "
        "FROM a JOIN invited USING (cluster_id)"
    )
    return found


REACHED = """
WITH named AS (
  SELECT *, CASE WHEN key IS NULL THEN figure ELSE figure || '[' || key || ']' END AS name,
    CASE WHEN due_on <= getvariable('today') THEN 2 WHEN due_on IS NULL THEN 1 ELSE 0 END AS due, abs(due_on - getvariable('today')) AS far FROM targets WHERE value IS NOT NULL),
asked_for AS (SELECT * FROM named QUALIFY row_number() OVER (PARTITION BY cluster_id, name ORDER BY due DESC, coalesce(far, 0), _row DESC) = 1)
SELECT t.cluster_id, 'target.reached' AS figure, t.name AS key, l.value / nullif(t.value, 0) AS value, l.n_used, l.n_eligible, NULL AS rows
FROM asked_for t LEFT JOIN lines l ON l.cluster_id = t.cluster_id AND l.figure = t.figure AND l.key IS NOT DISTINCT FROM t.key
"""


def lines(connection: duckdb.DuckDBPyConnection, questions: list[str]) -> pl.DataFrame:
    """Work out every figure from the views of `yardstick.connected`."""
    columns = ", ".join(questions)
    connection.execute(f"CREATE TEMP VIEW filled_in AS FROM responses WHERE coalesce({columns}) IS NOT NULL")
    for script in SCRIPTS:
        connection.execute((HERE / script).read_text(encoding="utf-8"))
    connection.execute(
        f"""CREATE TEMP TABLE answers AS
        SELECT u.cluster_id, u."row", t.role, t.item, v.good, i.invited
        FROM (FROM (SELECT cluster_id, "row", {columns} FROM answered) UNPIVOT INCLUDE NULLS (answer FOR question IN ({columns}))) u
        JOIN items t USING (question) LEFT JOIN verdicts v USING (question, answer) LEFT JOIN invited i ON i.cluster_id = u.cluster_id"""
    )
    connection.execute(
        """CREATE TEMP TABLE items_said AS
        SELECT cluster_id, role, item AS "row", avg(good) AS good FROM answers GROUP BY ALL"""
    )
    connection.execute(
        "CREATE TEMP TABLE lines AS " + " UNION ALL ".join(f"({query})" for query in queries())
    )
    connection.execute(f"INSERT INTO lines {REACHED}")
    return connection.sql("SELECT * FROM lines").pl()
