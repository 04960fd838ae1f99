"""Who is in the made-up campaign: clusters, members and what surrounds them; what the evaluator hears."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
from drawing import AS_OF, DAY, Campaign, days, drawn, names, one_of, repeated, some
from questionnaire import ITEMS, LISTS

PLACES = {
    "BE1": "1000 1040 1070 1082 1120 1150 1180 1210",
    "BE2": "2000 2200 2490 2800 3500 3700 8000 8500 8900 9000 9420 9600 1500 1930 3000 3350",
    "BE3": "4000 4020 4300 4480 4800 4980 5000 5070 5330 5590 6000 6222 7000 7500 1300 1348 1410 1490 6600 6700 6980",
}
ABROAD = {"FR": "59000", "LU": "4010", "DE": "52062", "NL": "6211"}
SECTORS = (
    "59.11 59.12 59.20 58.21 62.01 62.02",
    "72.11 21.10 21.20 26.60 71.20",
    "10.51 10.71 10.82 11.05 46.38",
    "49.41 52.10 52.29 50.40",
    "30.30 28.99 25.62 26.51 71.12",
    "41.20 43.21 43.22 71.12 23.61 16.10",
    "38.11 38.32 39.00 35.11",
    "13.96 22.29 20.59 20.16",
)


def _clusters(c: Campaign) -> None:
    rng, n = c.rng("cluster"), len(c.sizes)
    of = np.arange(n)
    born = DAY - rng.integers(500, 2500, n)
    sector = rng.integers(0, len(SECTORS), n)
    scopes = np.array([";".join(words.split()[:4]) for words in SECTORS], dtype=object)
    columns: dict[str, object] = {
        "name": names("Cluster inventé ", of, 5), "legal_form": one_of(rng, "ASBL GIE", n, [0.9, 0.1]),
        "constituted_on": days(born), "deed_filed_on": days(born + rng.integers(5, 60, n)),
        "region": one_of(rng, "BE1 BE2 BE3", n, [0.1, 0.2, 0.7]), "scope_nace": scopes[sector],
        "scope_nace_version": pl.repeat("2008", n, eager=True), "office_fte": rng.integers(2, 12, n) / 2,
    }  # fmt: skip
    c.keep("cluster", of, columns)
    c.tables["@cluster"] = pl.DataFrame({"born": born, "sector": sector, "region": columns["region"]})
    second = rng.random(n) < 0.4
    of, number = repeated(1 + second)
    start = DAY - rng.integers(200, 1000, n)[of] - np.where(number < second[of], 1096, 0)
    c.keep("recognitions", of, {
        "number": number + 1, "starts_on": days(start), "ends_on": days(start + 1095),
        "regime": some(rng, pl.repeat("decree_2007", len(of), eager=True), 0.1),
        "subsidy_rate": some(rng, rng.choice([0.5, 0.8, 1.0], len(of)), 0.8),
        "eligible_cost_cap": some(rng, rng.choice([150000.0, 200000.0], len(of)), 0.7),
    })  # fmt: skip


def _members(c: Campaign) -> None:
    rng = c.rng("members")
    of, rank = repeated(c.sizes)
    n = len(of)
    about = c.tables["@cluster"]
    founding = rank < np.maximum(3, 0.3 * c.sizes[of])
    born = about["born"].to_numpy()[of]
    joined = np.where(founding, born, born + (rng.random(n) * (DAY + 90 - born)).astype(np.int64))
    left = np.where(rng.random(n) < 0.18, joined + rng.integers(30, 1500, n), -1)
    left[left > DAY + 200] = -1
    left[np.isin(of, c.holes["deserted"])] = DAY - 10
    joined = np.where(np.isin(of, c.holes["deserted"]), np.minimum(joined, DAY - 20), joined)
    home = about["region"].to_numpy()[of]
    home = np.where(rng.random(n) < 0.12, one_of(rng, "BE1 BE2 BE3", n), home)
    postal = np.empty(n, dtype=object)
    for region, codes in PLACES.items():
        here = home == region
        postal[here] = one_of(rng, codes, int(here.sum()))
    country = np.where(rng.random(n) < 0.03, one_of(rng, " ".join(ABROAD), n), "BE").astype(object)
    for code, abroad in ABROAD.items():
        postal[country == code] = abroad
    nace = np.empty(n, dtype=object)
    sector = np.where(rng.random(n) < 0.15, rng.integers(0, len(SECTORS), n), about["sector"].to_numpy()[of])
    for place, codes in enumerate(SECTORS):
        nace[sector == place] = one_of(rng, codes, int((sector == place).sum()))
    nace = some(rng, nace, 0.05)
    kinds = one_of(rng, "enterprise research education association_public", n, [0.7, 0.08, 0.08, 0.14])
    columns = {
        "member_id": names("m", rank), "name": "Membre inventé " + names("", of, 1) + "-" + names("", rank, 1),
        "kind": kinds, "category": some(rng, one_of(rng, "effective adherent", n, [0.8, 0.2]), 0.03),
        "joined_on": days(joined), "left_on": days(np.maximum(left, 0)).set(pl.Series(left < 0), None),
        "founding": founding, "postal_code": some(rng, postal, 0.02), "country": some(rng, country, 0.3).zip_with(pl.Series(country == "BE"), pl.Series(country)),
        "nace": nace, "nace_version": pl.repeat("2008", n, eager=True).set(nace.is_null(), None),
    }  # fmt: skip
    frame = pl.DataFrame(columns)
    # Some of those who left come back: a second row, the member's own country and place.
    back = np.flatnonzero(
        (left > 0) & (left < DAY - 60) & (rng.random(n) < 0.15) & ~np.isin(of, c.holes["deserted"])
    )
    again = frame[back].with_columns(joined_on=days(left[back] + 50), left_on=pl.lit(None, pl.Date))
    place = pl.Series("place", np.concatenate([of, of[back]]))
    frame = pl.concat([frame, again]).with_columns(place).sort("place", maintain_order=True)
    c.keep("members", frame["place"].to_numpy(), frame.drop("place").to_dict())
    c.tables["@members"] = pl.DataFrame({"of": of, "rank": rank, "enterprise": kinds == "enterprise"})


def _accounts(c: Campaign) -> None:
    rng = c.rng("accounts")
    owners = c.tables["@members"].filter(pl.col("enterprise"))
    owners = owners.filter(pl.Series(rng.random(len(owners)) < 0.85))
    size = rng.lognormal(2.3, 1.2, len(owners))
    which, turn = repeated(np.full(len(owners), c.years + 1))
    # The year of the reference day is there too for a few: it must not count.
    kept = rng.random(len(which)) < np.where(turn == c.years, 0.05, 0.92)
    which, turn = which[kept], turn[kept]
    n, year = len(which), AS_OF.year - c.years + turn
    growth = size[which] * 1.04**turn * rng.normal(1, 0.08, n).clip(0.5, 1.5)
    closing = np.array([(dt.date(y, 12, 31) - dt.date(1970, 1, 1)).days for y in range(1900, 2100)])[
        year - 1900
    ]
    closing = closing - rng.choice([0, 184, 275, 92], n, p=[0.82, 0.08, 0.06, 0.04])
    value_added = growth * rng.normal(62_000, 9_000, n)
    euro = {
        "turnover": value_added * rng.uniform(1.5, 4, n), "value_added": value_added,
        "net_profit": value_added * rng.normal(0.06, 0.1, n), "total_assets": value_added * rng.uniform(1, 3, n),
        "equity": value_added * rng.normal(0.6, 0.4, n), "exports": value_added * rng.uniform(0, 1, n),
    }  # fmt: skip
    c.keep("accounts", owners["of"].to_numpy()[which], {
        "member_id": names("m", owners["rank"].to_numpy()[which]), "year": year,
        "closed_on": some(rng, days(closing), 0.08), "months": pl.repeat(12, n, eager=True),
        "fte": some(rng, np.round(growth, 1), 0.1),
        **{name: some(rng, np.round(amount, -2), 0.15) for name, amount in euro.items()},
    })  # fmt: skip


def _around(c: Campaign) -> None:
    """Write what surrounds the members: their sites, their peers, the sector."""
    rng, about = c.rng("around"), c.tables["@cluster"]
    of, rank = repeated(rng.binomial(c.sizes, 0.2))
    c.keep("establishments", of, {
        "member_id": drawn(c, rng, of), "postal_code": one_of(rng, PLACES["BE3"], len(of)),
        "fte": some(rng, np.round(rng.lognormal(1.5, 1, len(of)), 1), 0.1), "since": days(DAY - rng.integers(100, 4000, len(of))),
    })  # fmt: skip
    sector, region = about["sector"].to_numpy(), about["region"].to_numpy()
    codes = [words.split() for words in SECTORS]
    of, rank = repeated(np.full(len(c.sizes), 40) * (rng.random(len(c.sizes)) < 0.7))
    nace = np.array(
        [codes[s][r % min(3, len(codes[s]))] for s, r in zip(sector[of], rank, strict=True)], dtype=object
    )
    size = rng.lognormal(2.3, 1.2, len(of))
    value_added = size * rng.normal(58_000, 9_000, len(of))
    c.keep("peers", of, {
        "peer_id": names("p", rank), "nace": nace, "nace_version": pl.repeat("2008", len(of), eager=True),
        "region": region[of], "year": pl.repeat(AS_OF.year - 1, len(of), eager=True), "fte": np.round(size, 1),
        "turnover": some(rng, np.round(value_added * 2.5, -2), 0.2), "value_added": np.round(value_added, -2),
    })  # fmt: skip
    years = 2
    of, rank = repeated(np.array([len(codes[s]) for s in sector]) * years)
    nace = np.array([codes[s][r // years] for s, r in zip(sector[of], rank, strict=True)], dtype=object)
    middle = rng.lognormal(1.2, 0.5, len(of))
    c.keep("sector", of, {
        "nace": nace, "nace_version": pl.repeat("2008", len(of), eager=True), "region": region[of],
        "year": AS_OF.year - years + rank % years, "companies": some(rng, rng.integers(3, 900, len(of)), 0.05),
        "fte_median": np.round(middle, 1), "turnover_median": some(rng, np.round(middle * 150_000, -2), 0.3),
    })  # fmt: skip


def _survey(c: Campaign) -> None:
    rng = c.rng("responses")
    asked = c.tables["@members"].filter(pl.Series(rng.random(int(c.sizes.sum())) < 0.4))
    of, rank = asked["of"].to_numpy(), asked["rank"].to_numpy()
    # A few answer twice, and a few do not say who they are.
    twice = np.flatnonzero(rng.random(len(of)) < 0.03)
    order = np.argsort(np.concatenate([of, of[twice]]), kind="stable")
    of, rank = (np.concatenate([a, a[twice]])[order] for a in (of, rank))
    n = len(of)
    first = np.searchsorted(of, of)
    liking = rng.beta(3, 3, n)
    columns: dict[str, object] = {
        "response_id": names("r", np.arange(n) - first, 4), "member_id": some(rng, names("m", rank), 0.05),
        "submitted_on": days(DAY + rng.integers(-20, 30, n)),
    }  # fmt: skip
    for name, _, (listed, _) in ITEMS:
        answers = [answer for answer, _, _ in LISTS[listed]]
        turn = np.floor((1 - rng.beta(1 + 4 * liking, 5 - 4 * liking)) * (len(answers) - 1)).astype(np.int64)
        turn = np.where(rng.random(n) < 0.08, len(answers) - 1, turn)
        columns[name] = some(rng, np.array(answers, dtype=object)[turn], 0.04)
    c.keep("responses", of, columns)


def _inquiry(c: Campaign) -> None:
    """Write what the evaluator gathers, and what the cluster aims at."""
    rng, n = c.rng("inquiry"), len(c.sizes)
    of, rank = repeated(rng.integers(2, 9, n))
    met = pl.concat_str(
        drawn(c, rng, of), some(rng, drawn(c, rng, of), 0.5), separator=";", ignore_nulls=True
    )
    c.keep("interviews", of, {
        "interview_id": names("i", rank, 2), "held_on": days(DAY + rng.integers(-30, 30, len(of))),
        "form": some(rng, one_of(rng, "individual group team", len(of)), 0.1), "member_ids": pl.select(met).to_series(),
    })  # fmt: skip
    of, rank = repeated(rng.integers(2, 12, n))
    kinds = "statutes minutes activity_report accounts action_plan agreement other"
    c.keep("documents", of, {
        "document_id": names("d", rank, 2), "title": names("Document inventé ", rank, 1),
        "dated_on": days(DAY - rng.integers(30, 1500, len(of))), "kind": some(rng, one_of(rng, kinds, len(of)), 0.1),
    })  # fmt: skip
    of, rank = repeated(rng.integers(2, 8, n))
    axes = " ".join(f"d2007_{axis}" for axis in range(1, 7))
    c.keep("objectives", of, {
        "objective_id": names("b", rank, 2), "text": names("Objectif inventé ", rank, 1),
        "source": one_of(rng, "statutes strategy", len(of)), "axis": some(rng, one_of(rng, axes, len(of)), 0.3),
    })  # fmt: skip
    of, rank = repeated(np.full(n, 5))
    c.keep("axes", of, {"axis_id": names("x", rank, 1), "label": names("Axe inventé ", rank, 1)})
    promised = [
        ("members.total", None),
        ("members.by_kind", "enterprise"),
        ("employment.n", None),
        ("actions.total", None),
    ]
    of, rank = repeated(np.full(n, 2 * len(promised)))
    due = np.where(rank < len(promised), DAY - 200, DAY + 300)
    c.keep("targets", of, {
        "figure": pl.Series([promised[r % 4][0] for r in rank]), "key": pl.Series([promised[r % 4][1] for r in rank]),
        "value": rng.integers(1, 80, len(of)).astype(np.float64), "due_on": days(due),
    })  # fmt: skip


PARTS = (_clusters, _members, _accounts, _around, _survey, _inquiry)
