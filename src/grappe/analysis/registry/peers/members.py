"""Of each member, whether it is in the group; and where not, what sets it apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from grappe.analysis.registry.engines.engine import Engine, Rows
from grappe.analysis.registry.peers.answer import MemberState, Why
from grappe.analysis.registry.peers.group import Group
from grappe.analysis.registry.peers.population import NATURAL
from grappe.analysis.registry.register import Register
from grappe.analysis.vocabulary.juridical_situations import ENDING

IN_TIME: Mapping[str, Why] = {
    "months": "months",
    "earlier": "months",
    "no_size": "no_size",
    "other_size": "other_size",
}
"""Of the reasons why accounts do not count, what they say of the company."""


def states(
    register: Register,
    group: Group,
    members: Sequence[int],
    there: pl.DataFrame,
    rows: Rows,
    *,
    near: Engine | None = None,
) -> Iterator[MemberState]:
    """Yield each member's state, in the order given.

    there: the companies of the group, whatever their size; rows: their accounts (`population.filed`).
    near: the engine that holds the accounts; the register's own without one.
    """
    if not members:
        return
    engine = register.engine
    known = (
        register.table("company")
        .select("enterprise", "name", "type", "situation", "country", "postal_code")
        .join(engine.table(pl.DataFrame({"enterprise": list(members)})), on="enterprise", how="semi")
    )
    companies = {row["enterprise"]: row for row in engine.rows(known).iter_rows(named=True)}
    inside = frozenset(there["enterprise"].to_list())
    codes = group.postal_codes()
    places = None if codes is None else frozenset(codes["postal_code"].to_list())
    told: dict[int, list[str | None]] = {}
    filed = (near or engine).rows(
        rows.filter(nw.col("is_member")).select("enterprise", "year", "is_last_of_year", "left_out")
    )
    # Two financial years may end in one: the later speaks.
    for number, _, _, why in filed.sort("enterprise", "year", "is_last_of_year").iter_rows():
        told.setdefault(number, []).append(why)
    for number in members:
        company = companies.get(number)
        yield MemberState(
            enterprise=number,
            name=None if company is None else company["name"],
            why="unknown"
            if company is None
            else _apart(company, places, told.get(number, ()), is_inside=number in inside),
        )


def _apart(
    company: Mapping[str, Any],
    places: frozenset[str] | None,
    accounts: Sequence[str | None],
    *,
    is_inside: bool,
) -> Why:
    if company["type"] == NATURAL:
        return "natural"
    if company["situation"] in ENDING:
        return "ending"
    if not is_inside:
        is_here = company["country"] is None and (places is None or company["postal_code"] in places)
        return "other_activity" if is_here else "other_place"
    if not accounts:
        return "no_accounts"
    return "in_group" if None in accounts else IN_TIME[str(accounts[-1])]
