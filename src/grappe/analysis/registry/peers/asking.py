"""Ask the register for a group: its companies and quartiles, where its members stand, what that shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import narwhals as nw
import numpy as np
import polars as pl

from grappe.analysis.registry.engines.at_hand import MOST, at_hand
from grappe.analysis.registry.engines.engine import Rows
from grappe.analysis.registry.peers.answer import (
    Answer,
    LeftOut,
    Quartiles,
    Share,
    Standing,
    Test,
    Trend,
    Year,
)
from grappe.analysis.registry.peers.group import Group
from grappe.analysis.registry.peers.members import states
from grappe.analysis.registry.peers.population import (
    companies,
    counted,
    gathered,
    judged,
    with_members,
)
from grappe.analysis.registry.peers.ranks import growths, ranks, trends
from grappe.analysis.registry.peers.values import quartiles, values, with_tails
from grappe.analysis.registry.register import Register
from grappe.analysis.statistics.multiplicity import correct_for_many
from grappe.analysis.statistics.power import minimum_detectable_effect
from grappe.analysis.statistics.ranks import DRAWS, mann_whitney, percentile_ranks, shift
from grappe.analysis.vocabulary.annual_accounts import is_ratio

MEASURES = ("turnover", "fte", "value_added_per_fte")
SUMMED = ("fte", "value_added")
"""What the members' part of the sector is told in, beside companies: jobs and value added."""


def ask(
    register: Register,
    group: Group,
    *,
    members: Iterable[int] = (),
    measures: Sequence[str] = MEASURES,
    most: int = MOST,
) -> Answer:
    """Return what the register says of a group, and of the members among it.

    members: enterprise numbers, without the check of who they are. measures: names of `annual_accounts`.
    most: accounts of the group that are worked on in memory; beyond, the register's engine is asked on.
    RegistryMissing: the store has no accounts.
    """
    engine = register.engine
    ours = sorted(set(members))
    wanted = tuple(dict.fromkeys(measures))
    # Names are read for the members alone: those of a whole country cost more than the rest.
    found = with_members(engine, companies(register, group, shown=["enterprise"]), ours)
    near, told = at_hand(engine, gathered(register, group, found, (*wanted, *SUMMED)), most=most)
    rows = near.kept(judged(told, group))
    ratios = [measure for measure in wanted if is_ratio(measure)]
    unfolded = near.kept(with_tails(near, values(rows, wanted), ratios, group.cut))
    changes = near.kept(growths(unfolded))
    there = engine.rows(found)
    accounts = near.rows(counted(rows))
    now = near.rows(rows.filter(nw.col("year") == group.year, nw.col("left_out").is_null()))
    legal = there.filter(~pl.col("is_natural"))
    return Answer(
        group=group,
        measures=wanted,
        day=register.day,
        sources=register.sources,
        companies=there.height,
        natural=there.height - legal.height,
        ending=int(legal["is_ending"].sum()),
        years=tuple(_years(accounts)),
        quartiles=tuple(_quartiles(near.rows(quartiles(near, unfolded)), wanted)),
        members=tuple(states(register, group, ours, there, rows, near=near)),
        standings=tuple(_standings(near.rows(ranks(near, unfolded)), wanted)) if ours else (),
        trends=tuple(_trends(near.rows(trends(near, changes)), wanted)) if ours else (),
        shares=tuple(_shares(there, now)) if ours else (),
        tests=_tests(_of_year(near.rows(_kept_values(unfolded, group)), wanted)) if ours else (),
        left_out=tuple(_left_out(accounts, near.rows(_tails(unfolded)), near.rows(_model_changes(changes)))),
    )


def _kept_values(unfolded: Rows, group: Group) -> Rows:
    return unfolded.filter(nw.col("year") == group.year, ~nw.col("is_tail"))


def _tails(unfolded: Rows) -> Rows:
    return unfolded.filter(nw.col("is_tail")).select(
        rows=nw.len().cast(nw.Int64), of_members=nw.lit(0, nw.Int64())
    )


def _model_changes(changes: Rows) -> Rows:
    return changes.filter(nw.col("is_model_change")).select(
        rows=nw.len().cast(nw.Int64),
        of_members=nw.col("is_member").cast(nw.Int64).sum().fill_null(0).cast(nw.Int64),
    )


def _years(accounts: pl.DataFrame) -> Iterator[Year]:
    for row in accounts.filter(pl.col("left_out").is_null()).sort("year").iter_rows(named=True):
        yield Year(year=row["year"], accounts=row["accounts"], of_members=row["of_members"])


def _quartiles(found: pl.DataFrame, measures: Sequence[str]) -> Iterator[Quartiles]:
    for row in _in_order(found, measures, "year").iter_rows(named=True):
        yield Quartiles(
            measure=row["measure"],
            year=row["year"],
            companies=row["value_n"],
            q1=row["value_q25"],
            median=row["value_q50"],
            q3=row["value_q75"],
        )


def _standings(found: pl.DataFrame, measures: Sequence[str]) -> Iterator[Standing]:
    for row in _in_order(found, measures, "enterprise", "year").iter_rows(named=True):
        yield Standing(**row)


def _in_order(found: pl.DataFrame, measures: Sequence[str], *then: str) -> pl.DataFrame:
    turns = pl.DataFrame({"measure": list(measures), "turn_": range(len(measures))})
    return found.join(turns, on="measure").sort("turn_", *then).drop("turn_")


def _trends(found: pl.DataFrame, measures: Sequence[str]) -> Iterator[Trend]:
    for measure in measures:
        of_measure = found.filter(pl.col("measure") == measure).sort("enterprise")
        peers = of_measure.filter(~pl.col("is_member"))["growth"].to_numpy()
        members = of_measure.filter(pl.col("is_member"))
        if not len(peers):
            continue
        places = percentile_ranks(members["growth"].to_numpy(), peers).values
        for row, place in zip(members.iter_rows(named=True), places, strict=True):
            yield Trend(
                enterprise=row["enterprise"],
                measure=measure,
                changes=row["changes"],
                growth=row["growth"],
                rank=float(place),
                peers=len(peers),
                peers_median=float(np.median(peers)),
            )


def _shares(there: pl.DataFrame, now: pl.DataFrame) -> Iterator[Share]:
    """Yield the members' part: of companies from the register, of the rest from the accounts of the year."""
    legal = there.filter(~pl.col("is_natural"), ~pl.col("is_ending"))
    ours = int(legal["is_member"].sum())
    yield Share(what="companies", members=ours, all=legal.height, members_known=ours, known=legal.height)
    for what, measure in (("jobs", "fte"), ("value_added", "value_added")):
        # In one order, so that the sum ends on the same digit each time.
        known = now.filter(pl.col(measure).is_not_null()).sort("enterprise")
        own = known.filter(pl.col("is_member"))
        yield Share(
            what="jobs" if what == "jobs" else "value_added",
            members=float(own[measure].sum()),
            all=float(known[measure].sum()),
            members_known=own.height,
            known=known.height,
        )


def _of_year(found: pl.DataFrame, measures: Sequence[str]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    sides = {}
    for measure in measures:
        of_measure = found.filter(pl.col("measure") == measure).sort("enterprise")
        sides[measure] = (
            of_measure.filter(pl.col("is_member"))["value"].to_numpy(),
            of_measure.filter(~pl.col("is_member"))["value"].to_numpy(),
        )
    return sides


def _tests(sides: dict[str, tuple[np.ndarray, np.ndarray]]) -> tuple[Test, ...]:
    found = {measure: mann_whitney(own, peers, draws=DRAWS) for measure, (own, peers) in sides.items()}
    adjusted = correct_for_many([one.p_value for one in found.values()], method="holm").adjusted
    tests = []
    for (measure, (own, peers)), adjusted_p in zip(sides.items(), adjusted, strict=True):
        moved, tested = shift(own, peers), found[measure]
        both = min(len(own), len(peers)) > 0 and len(own) + len(peers) > 2
        tests.append(
            Test(
                measure=measure,
                members=len(own),
                peers=len(peers),
                shift=_number(moved.estimate),
                low=_number(moved.low),
                high=_number(moved.high),
                p_value=_number(tested.p_value),
                method=tested.method,
                adjusted_p=_number(float(adjusted_p)),
                detectable=_number(float(minimum_detectable_effect(len(own), len(peers)))) if both else None,
                reason=tested.reason or moved.reason,
            )
        )
    return tuple(tests)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _left_out(accounts: pl.DataFrame, tails: pl.DataFrame, models: pl.DataFrame) -> Iterator[LeftOut]:
    for why in ("months", "earlier", "no_size", "other_size"):
        rows = accounts.filter(pl.col("left_out") == why)
        if rows.height:
            yield LeftOut(why=why, rows=int(rows["accounts"].sum()), of_members=int(rows["of_members"].sum()))
    for reason, told in (("tails", tails), ("model_change", models)):
        if told["rows"].sum():
            yield LeftOut(
                why="tails" if reason == "tails" else "model_change",
                rows=int(told["rows"].sum()),
                of_members=int(told["of_members"].sum()),
            )
