"""Grappe's own answers to the two questions, in the shape that the yardsticks give."""

from __future__ import annotations

import narwhals as nw
import polars as pl

from bench.registry.by_hand.asked import MEASURES, QUARTILES, VERSION, YEARS, Asked
from bench.registry.by_hand.spread import LEAST, SPREAD, placed
from grappe.analysis.registry.engines.at_hand import at_hand
from grappe.analysis.registry.engines.engine import Engine
from grappe.analysis.registry.peers.answer import Answer
from grappe.analysis.registry.peers.asking import ask
from grappe.analysis.registry.peers.group import Group, group_of
from grappe.analysis.registry.peers.population import companies, gathered, judged, with_members
from grappe.analysis.registry.peers.ranks import ranks
from grappe.analysis.registry.peers.values import quartiles, values, with_tails
from grappe.analysis.registry.register import Register
from grappe.analysis.registry.sectors import divisions, sectors
from grappe.analysis.vocabulary.annual_accounts import is_ratio


def answer(engine: Engine, asked: Asked) -> Answer:
    """Return all that `grappe peers` says: quartiles, ranks, trends, shares, tests, what was left out."""
    return ask(Register(asked.store, engine), _group(asked), members=asked.members, measures=MEASURES)


def told(found: Answer) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the quartiles and the ranks of an answer, as the yardsticks give them."""
    rows = [
        {
            "measure": one.measure,
            "year": one.year,
            "n": one.companies,
            "q1": one.q1,
            "median": one.median,
            "q3": one.q3,
        }
        for one in found.quartiles
    ]
    standings = [
        {
            "enterprise": one.enterprise,
            "measure": one.measure,
            "year": one.year,
            "value": one.value,
            "rank": one.rank,
            "peers": one.peers,
        }
        for one in found.standings
    ]
    return pl.DataFrame(rows), pl.DataFrame(standings)


def group(engine: Engine, asked: Asked) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what the yardsticks do and no more, by the same expressions as the answer."""
    register, peers = Register(asked.store, engine), _group(asked)
    there = with_members(engine, companies(register, peers, shown=["enterprise"]), asked.members)
    near, gathered_rows = at_hand(engine, gathered(register, peers, there, MEASURES))
    rows = near.kept(judged(gathered_rows, peers))
    ratios = [measure for measure in MEASURES if is_ratio(measure)]
    unfolded = near.kept(with_tails(near, values(rows, MEASURES), ratios, peers.cut))
    found = near.rows(quartiles(near, unfolded)).select(
        "measure", "year", n="value_n", q1="value_q25", median="value_q50", q3="value_q75"
    )
    return found, near.rows(ranks(near, unfolded))


def country(engine: Engine, asked: Asked) -> pl.DataFrame:
    """Return the quartiles of every division, province, size class and year."""
    found = sectors(Register(asked.store, engine), VERSION, divisions(VERSION), MEASURES, years=YEARS)
    return engine.rows(found)


def spread(engine: Engine, asked: Asked) -> pl.DataFrame:
    """Return the quartiles of every class, size and year: what the engine's fast path costs, alone."""
    key = ["nace", "size", "year"]
    rows = (
        engine.scan(asked.accounts)
        .select("enterprise", "year", *SPREAD)
        .join(engine.scan(placed(asked)), on="enterprise", how="inner")
    )
    found = engine.rows(engine.quantiles(rows, key, SPREAD).filter(nw.col("fte_n") >= LEAST))
    return found.select(
        *key, pl.col("fte_n").alias("n"), *(f"{m}_q{round(p * 100)}" for m in SPREAD for p in QUARTILES)
    )


def _group(asked: Asked) -> Group:
    code = f"{asked.activity[:2]}.{asked.activity[2:]}" if len(asked.activity) > 2 else asked.activity
    first, last = YEARS
    return group_of(
        codes=[code], nace_version=VERSION, region=asked.region, year=last, years=last - first + 1
    )
