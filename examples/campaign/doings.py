"""What the made-up clusters do: actions, projects, opportunities, meetings, partners, books."""

from __future__ import annotations

import numpy as np
import polars as pl
from drawing import DAY, Campaign, days, drawn, flags, names, one_of, repeated, some


def _actions(c: Campaign) -> None:
    rng, n = c.rng("actions"), len(c.sizes)
    counts = rng.integers(4, 45, n)
    of, rank = repeated(counts)
    kinds = (
        "plenary thematic training fair conference festival mission press matchmaking jobs publication other"
    )
    axis = some(rng, names("x", rng.integers(0, 5, len(of)), 1), 0.15)
    axis = axis.set(pl.Series(np.isin(of, np.concatenate([c.holes["axes"], c.holes["bare"]]))), None)
    c.keep("actions", of, {
        "action_id": names("a", rank), "held_on": days(DAY - rng.integers(-60, 1400, len(of))),
        "title": names("Action inventée ", rank, 1), "kind": some(rng, one_of(rng, kinds, len(of)), 0.03),
        "scope": some(rng, one_of(rng, "regional national international", len(of)), 0.1),
        "country": some(rng, one_of(rng, "BE FR DE IT US", len(of), [0.7, 0.15, 0.07, 0.05, 0.03]), 0.1),
        "axis_id": axis, "organiser": one_of(rng, "cluster external", len(of)),
    })  # fmt: skip
    at, _ = repeated(rng.poisson(np.minimum(60, 0.15 * c.sizes[of])))
    pairs = pl.DataFrame({"at": at, "member_id": drawn(c, rng, of[at])}).unique(maintain_order=True)
    at = pairs["at"].to_numpy()
    c.keep("participations", of[at], {"action_id": names("a", rank[at]), "member_id": pairs["member_id"]})
    of, rank = repeated(rng.integers(0, 45, n))
    sent = rng.integers(20, 400, len(of))
    c.keep("letters", of, {
        "letter_id": names("l", rank), "sent_on": days(DAY - rng.integers(-30, 1400, len(of))),
        "kind": some(rng, one_of(rng, "newsletter opportunities selective", len(of)), 0.03), "recipients": sent,
    })  # fmt: skip
    of, rank = repeated(np.full(n, 40))
    months = pl.Series([f"{2006 + (10 + m) // 12}-{(10 + m) % 12 + 1:02d}" for m in range(40)])
    c.keep("site", of, {
        "month": months[rank], "visits": some(rng, rng.poisson(900, len(of)), 0.05), "news": rng.poisson(6, len(of)),
        "feed_items": rng.poisson(3, len(of)), "portal_items": some(rng, rng.poisson(2, len(of)), 0.1),
    })  # fmt: skip


def _work(c: Campaign) -> None:
    """Write what members do together: projects, opportunities, ties."""
    rng, n = c.rng("work"), len(c.sizes)
    of, rank = repeated(rng.integers(0, 14, n))
    start = DAY - rng.integers(-30, 1800, len(of))
    c.keep("projects", of, {
        "project_id": names("j", rank, 2), "title": names("Projet inventé ", rank, 1),
        "kind": some(rng, one_of(rng, "technical commercial joint_offer research training", len(of)), 0.05),
        "started_on": days(start), "ended_on": some(rng, days(start + rng.integers(90, 900, len(of))), 0.3),
        "status": one_of(rng, "idea running done dropped", len(of)),
    })  # fmt: skip
    at, place = repeated(rng.integers(1, 7, len(of)))
    c.keep("project_members", of[at], {
        "project_id": names("j", rank[at], 2), "member_id": drawn(c, rng, of[at]),
        "role": pl.Series(np.where(place == 0, "lead", "partner")),
    })  # fmt: skip
    of, rank = repeated(rng.integers(0, 26, n))
    worth = np.round(rng.lognormal(10.5, 1, len(of)), -3)
    c.keep("opportunities", of, {
        "opportunity_id": names("o", rank), "published_on": days(DAY - rng.integers(-30, 1300, len(of))),
        "title": names("Opportunité inventée ", rank, 1), "value": some(rng, worth, 0.2),
        "kind": one_of(rng, "tender subcontract partnership funding other", len(of)),
    })  # fmt: skip
    at, _ = repeated(rng.integers(0, 7, len(of)))
    won = rng.random(len(at)) < 0.06
    c.keep("opportunity_members", of[at], {
        "opportunity_id": names("o", rank[at]), "member_id": drawn(c, rng, of[at]), "sent": some(rng, flags(rng, len(at), 0.9), 0.05),
        "interested": flags(rng, len(at), 0.4), "bid": flags(rng, len(at), 0.2) | pl.Series(won),
        "won": pl.Series(won), "value": some(rng, worth[at], 0.2).set(pl.Series(~won), None),
    })  # fmt: skip
    of, rank = repeated(rng.poisson(1.4 * c.sizes))
    ends = [drawn(c, rng, of), drawn(c, rng, of)]
    ends[0] = ends[0].set(flags(rng, len(of), 0.15), "@office")
    tied = pl.DataFrame({"a": ends[0], "b": ends[1], "layer": one_of(rng, "information contract project", len(of)),
                         "since": some(rng, days(DAY - rng.integers(-40, 1200, len(of))), 0.1), "of": of})  # fmt: skip
    tied = tied.filter(pl.col("a") != pl.col("b"))
    c.keep(
        "ties",
        tied["of"].to_numpy(),
        {"member_a": tied["a"], "member_b": tied["b"], "layer": tied["layer"], "since": tied["since"]},
    )


def _office(c: Campaign) -> None:
    """Write how the cluster is governed, and with whom it works."""
    rng, n = c.rng("office"), len(c.sizes)
    of, rank = repeated(rng.integers(4, 20, n))
    start = DAY - rng.integers(-20, 2000, len(of))
    ends = pl.Series(start + 1095).set(flags(rng, len(of), 0.5), None)
    c.keep("mandates", of, {
        "body": one_of(rng, "board general_assembly bureau", len(of), [0.8, 0.1, 0.1]),
        "person": names("Personne inventée ", rng.integers(0, 15, len(of)), 1), "member_id": drawn(c, rng, of),
        "role": one_of(rng, "présidence trésorerie administration", len(of)), "starts_on": days(start),
        "ends_on": ends.cast(pl.Int32).cast(pl.Date),
    })  # fmt: skip
    of, rank = repeated(rng.integers(3, 22, n))
    body = one_of(rng, "board general_assembly bureau", len(of), [0.7, 0.2, 0.1])
    entitled = np.where(body == "general_assembly", c.sizes[of], rng.integers(6, 20, len(of)))
    present = np.floor(entitled * rng.uniform(0.3, 0.85, len(of))).astype(np.int64)
    known = np.where(body == "general_assembly", rng.random(len(of)) < 0.3, rng.random(len(of)) < 0.97)
    c.keep("meetings", of, {
        "meeting_id": names("t", rank), "body": body, "held_on": days(DAY - rng.integers(-60, 1300, len(of))),
        "entitled": pl.Series(entitled).set(pl.Series(~known), None), "present": some(rng, present, 0.03),
        "represented": some(rng, np.floor(0.15 * (entitled - present)).astype(np.int64), 0.3),
        "event_attached": some(rng, flags(rng, len(of), 0.4), 0.1),
    })  # fmt: skip
    of, rank = repeated(rng.integers(0, 16, n))
    c.keep("partners", of, {
        "partner_id": names("x", rank, 2), "name": names("Partenaire inventé ", rank, 1),
        "kind": some(rng, one_of(rng, "cluster pole sector_initiative authority network other", len(of)), 0.05),
        "country": some(rng, one_of(rng, "BE FR DE NL LU", len(of), [0.5, 0.25, 0.1, 0.1, 0.05]), 0.1),
        "since": some(rng, days(DAY - rng.integers(-90, 1800, len(of))), 0.2),
    })  # fmt: skip


def _books(c: Campaign) -> None:
    rng, n = c.rng("ledger"), len(c.sizes)
    lines = "fees subsidy specific_subsidy commissions other_income costs eligible_costs result reserves working_capital working_capital_need"
    middle = dict(zip(lines.split(), (30, 90, 15, 8, 5, 140, 110, 2, 20, 40, 25), strict=True))
    plans = [(2008, "actual", None), (2009, "actual", None)]
    plans += [(year, "forecast", plan) for year in (2010, 2011, 2012) for plan in ("maintien", "commissions")]
    of, rank = repeated(np.full(n, len(plans) * len(middle)))
    plan, line = rank // len(middle), rank % len(middle)
    amount = np.array(list(middle.values()))[line] * rng.lognormal(0, 0.4, len(of)) * 1000
    amount = np.where((line >= 7) & (rng.random(len(of)) < 0.3), -amount, amount)
    kept = rng.random(len(of)) < 0.95
    of, plan, line = of[kept], plan[kept], line[kept]
    scenario = pl.Series([plans[p][2] for p in plan])
    one_plan = np.concatenate([c.holes["ledger.scenario"], c.holes["bare"]])
    spare = np.isin(of, one_plan) & (scenario == "commissions").fill_null(value=False).to_numpy()
    c.keep("ledger", of[~spare], {
        "year": pl.Series([plans[p][0] for p in plan[~spare]]), "line": pl.Series(list(middle))[line[~spare]],
        "amount": np.round(amount[kept][~spare], -2), "kind": pl.Series([plans[p][1] for p in plan[~spare]]),
        "scenario": scenario.filter(pl.Series(~spare)),
    })  # fmt: skip


PARTS = (_actions, _work, _office, _books)
