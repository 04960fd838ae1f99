"""The members of an invented cluster, what surrounds them, its answers and its books."""

from __future__ import annotations

import datetime as dt

from tests.analysis.figures.invented.chance import Chance, Row

from grappe.analysis.vocabulary.classes import LEDGER_LINES, MEMBER_KINDS

POSTAL_CODES = ("4000", "4020", "5000", "1000", "9000", "7000", "2099", "0612", "9999", None)
NACE = {
    "2008": ("59.11", "59.111", "59.112", "59.12", "59", "59.1", "J", "62.01", "62.02", "58.29"),
    "2025": ("59.11", "59.111", "59.12", "59", "J", "62.10", "58.29"),
}


def spells(chance: Chance, version: str) -> list[Row]:
    spells = []
    for place in range(chance.random.choice((0, 3, 12, chance.random.randint(0, 25)))):
        of_member = chance.one(("2008", "2025", version, version), 0)
        common = {
            "member_id": f"m{place}",
            "name": f"M{place}",
            "kind": chance.one(("enterprise", "enterprise", *MEMBER_KINDS), 0),
            "category": chance.one(("effective", "effective", "adherent")),
            "founding": chance.coin(),
            "postal_code": chance.one(POSTAL_CODES, 0),
            "country": chance.one(("BE", None, None, "FR"), 0),
            "nace": (nace := chance.one(NACE[of_member])),
            "nace_version": of_member if nace else None,
        }
        days = sorted({chance.some_day(0) for _ in range(chance.random.randint(1, 4))})
        while days:
            left = days[1] if len(days) > 1 else None
            spells.append(common | {"joined_on": days[0], "left_on": left})
            # Some come back on the very day they left.
            days = days[1:] if len(days) > 2 and chance.random.random() < 0.3 else days[2:]
    return spells


def accounts(chance: Chance, ids: list[str]) -> list[Row]:
    rows = []
    for member in ids:
        for year in chance.random.sample(
            range(chance.day.year - 4, chance.day.year + 2), chance.random.randint(0, 4)
        ):
            closed = dt.date(year, 12, 31) if chance.random.random() < 0.6 else chance.one(chance.edges, 0)
            measures = {m: chance.number(-500, 900) for m in ("turnover", "value_added", "equity", "cash")}
            fte = chance.one(
                (0, 9.5, 10, 19.99, 20, 21, 20.99, 50, 250, 249.9, chance.number(0, 300, 0)), 0.2
            )
            rows.append(
                {
                    "member_id": member,
                    "year": year,
                    "closed_on": chance.maybe(closed, 0.4),
                    "fte": fte,
                    **measures,
                }
            )
    return rows


def recognitions(chance: Chance) -> list[Row]:
    rows: list[Row] = []
    start = chance.day - dt.timedelta(days=chance.random.randint(0, 3000))
    start = chance.random.choice((start, start.replace(day=1), dt.date(2008, 2, 29)))
    for number in range(chance.random.choice((1, 1, 2)), chance.random.randint(2, 5)):
        end = start + dt.timedelta(days=chance.random.choice((1095, 730, 1400)))
        rows.append(
            {
                "number": number,
                "starts_on": chance.maybe(start, 0.03),
                "ends_on": chance.maybe(end, 0.03),
                "regime": chance.one(("decree_2007", "decree_2024"), 0.7),
                "subsidy_rate": chance.one((1.0, 0.8, 0.65), 0.7),
                "eligible_cost_cap": chance.one((100_000.0, 160_000.0), 0.7),
            }
        )
        # The next one begins the day after, or later, or on the last day itchance.
        start = end + dt.timedelta(days=chance.random.choice((1, 1, 40, 0)))
    return rows


def peers(chance: Chance, version: str) -> list[Row]:
    rows = []
    for place in range(chance.random.choice((0, 2, 6, 12))):
        nace = chance.one(NACE[version], 0.1)
        whose = {
            "peer_id": f"p{place}",
            "nace": nace,
            "nace_version": chance.one((version, version, "2025"), 0) if nace else None,
            "region": chance.one(("BE3", "BE2"), 0.5),
        }
        years = chance.random.sample(
            range(chance.day.year - 3, chance.day.year + 2), chance.random.randint(1, 3)
        )
        for year in years if chance.random.random() < 0.9 else [None]:
            measures = {m: chance.number(-500, 900) for m in ("turnover", "value_added", "fte", "cash")}
            rows.append({**whose, "year": year, **measures, "fte": chance.number(0, 100)})
    return rows


def sector(chance: Chance) -> list[Row]:
    keys = {
        (
            chance.one(NACE[v], 0.05),
            v,
            chance.one(("BE3", "BE3", "BE2"), 0.2),
            chance.day.year - y if y else None,
        )
        for v in ("2008", "2025")
        for y in chance.random.choices((1, 2, -1, 0), k=chance.random.randint(0, 6))
    }
    return [
        {
            "nace": nace,
            "nace_version": version if nace else None,
            "region": region,
            "year": year,
            "companies": chance.one((0, 1, 3, 10, 500), 0.1),
            "fte_median": chance.number(0, 50, 0.3),
            "turnover_median": chance.number(0, 500, 0.3),
            "value_added_per_fte_median": chance.number(0, 50, 0.3),
        }
        for nace, version, region, year in sorted(keys, key=str)
    ]


def response(chance: Chance, place: int, ids: list[str], questions: int) -> Row:
    blanks = chance.random.choice((0.2, 0.2, 0.2, 1.0))  # one sheet in four comes back with nothing on it
    answers = {f"q{question}": chance.one(("a", "a", "b", "c", "d"), blanks) for question in range(questions)}
    return {
        "response_id": f"r{place}",
        "member_id": chance.one(ids, 0.2),
        "submitted_on": chance.some_day(),
        **answers,
    }


def ledger(chance: Chance) -> list[Row]:
    keys = {
        (chance.day.year + chance.random.randint(-4, 3), line, scenario)
        for line in (*LEDGER_LINES, "reserves", "costs", "eligible_costs")
        for scenario in (None, None, "prudent", "ambitious")
        if chance.random.random() < 0.6
    }
    return [
        {
            "year": year,
            "line": chance.maybe(line, 0.03),
            "amount": chance.number(-50_000, 250_000, 0.05),
            "kind": chance.one(("forecast" if scenario or chance.random.random() < 0.1 else "actual",), 0.2),
            "scenario": scenario,
        }
        for year, line, scenario in sorted(keys, key=str)
    ]


def targets(chance: Chance) -> list[Row]:
    names = (
        ("members.total", None),
        ("members.by_kind", "enterprise"),
        ("actions.total", None),
        ("employment.median", None),
        ("impact.mean", None),
        ("peer.p_value", "fte"),
    )
    keys = {(chance.random.choice(names), chance.some_day(0.3)) for _ in range(chance.random.randint(0, 6))}
    return [
        {"figure": name, "key": key, "value": chance.one((0, 1, 12, 40.0), 0.1), "due_on": due}
        for (name, key), due in sorted(keys, key=str)
    ]
