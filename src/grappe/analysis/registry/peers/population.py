"""Who is in a group, and which of their annual accounts count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import narwhals as nw
import polars as pl

from grappe.analysis.registry.engines.at_hand import at_hand
from grappe.analysis.registry.engines.engine import Engine, Rows
from grappe.analysis.registry.peers.group import Group, Size
from grappe.analysis.registry.register import Register
from grappe.analysis.vocabulary.juridical_situations import ENDING

NATURAL = "1"
"""Type of an enterprise that is a natural person: it files no accounts."""
MONTHS = 12
SHOWN = ("enterprise", "name", "postal_code", "started_on")


def is_natural() -> nw.Expr:
    """Tell whether an enterprise (`type`) is a natural person."""
    return (nw.col("type") == NATURAL).fill_null(value=False)


def is_ending() -> nw.Expr:
    """Tell whether an enterprise (`situation`) is dissolved, bankrupt or being wound up."""
    return nw.col("situation").is_in(sorted(ENDING)).fill_null(value=False)


def companies(register: Register, group: Group, *, shown: Sequence[str] = SHOWN) -> Rows:
    """Return the enterprises of a group's activities and place, once each, whatever their size.

    enterprise, name, postal_code, started_on or what is `shown` of these, is_natural (a natural person),
    is_ending (dissolved, bankrupt).
    """
    engine = register.engine
    active = register.table("main_activity").filter(nw.col("version") == group.nace_version, group.activity())
    everybody = register.table("company")
    near = group.near()
    if near is not None:
        everybody = everybody.filter(near)
    # At hand before the rest is asked of them: an activity leaves few, and theirs alone is looked at.
    at, found = at_hand(
        engine,
        everybody.join(active.select("enterprise"), on="enterprise", how="semi").select(
            *dict.fromkeys((*shown, "postal_code", "country", "type", "situation"))
        ),
    )
    found = found.filter(nw.col("country").is_null())
    codes = group.postal_codes()
    if codes is not None:
        found = found.join(at.table(codes), on="postal_code", how="semi")
    found = found.select(*shown, is_natural=is_natural(), is_ending=is_ending())
    return found if at is engine else engine.table(at.rows(found))


def with_members(engine: Engine, found: Rows, members: Iterable[int]) -> Rows:
    """Return the same companies, each with `is_member`, kept; members: their enterprise numbers."""
    ours = pl.Series(sorted(set(members)), dtype=pl.Int64)
    return engine.table(engine.rows(found).with_columns(is_member=pl.col("enterprise").is_in(ours.implode())))


def filed(register: Register, group: Group, found: Rows, measures: Sequence[str]) -> Rows:
    """Return the accounts of a group's legal persons in its years, and why some do not count.

    enterprise, is_member, year, is_last_of_year, model, the measures, left_out: `months` (a financial year
    that is not of twelve months), `earlier` (a later one ends in the same year), `no_size` (a size is asked,
    and they tell no staff), `other_size`; blank: they count.
    """
    return judged(gathered(register, group, found, measures), group)


def gathered(register: Register, group: Group, found: Rows, measures: Sequence[str]) -> Rows:
    """Return the same accounts, none judged: with is_last_of_year and months, without left_out.

    found: kept already, for it is asked twice.
    """
    legal = found.filter(~nw.col("is_natural"), ~nw.col("is_ending")).select("enterprise", "is_member")
    wanted = dict.fromkeys((*measures, "fte"))
    return (
        register.accounts(near=legal)
        .filter(nw.col("year") >= group.first_year, nw.col("year") <= group.year)
        .select("enterprise", "year", "is_last_of_year", "months", "model", *wanted)
        .join(legal, on="enterprise", how="inner")
    )


def judged(rows: Rows, group: Group) -> Rows:
    """Return gathered accounts with why some do not count, as `filed` tells."""
    return rows.with_columns(left_out=left_out(group.size)).drop("months")


def left_out(size: Size | None) -> nw.Expr:
    """Tell why accounts do not count; blank where they do."""
    reason = nw.lit(None, nw.String())
    if size is not None:
        outside = nw.col("fte") < size.least
        if size.most is not None:
            outside |= nw.col("fte") > size.most
        reason = nw.when(outside).then(nw.lit("other_size")).otherwise(reason)
        reason = nw.when(nw.col("fte").is_null()).then(nw.lit("no_size")).otherwise(reason)
    reason = nw.when(~nw.col("is_last_of_year")).then(nw.lit("earlier")).otherwise(reason)
    # Accounts that do not say how long their year was are taken at their word: twelve months is the rule.
    odd = (nw.col("months") != MONTHS).fill_null(value=False)
    return nw.when(odd).then(nw.lit("months")).otherwise(reason)


def counted(rows: Rows) -> Rows:
    """Return, by reason (blank: they count) and year, how many accounts and of how many members."""
    return rows.group_by("left_out", "year").agg(
        nw.len().cast(nw.Int64).alias("accounts"),
        nw.col("is_member").cast(nw.Int64).sum().cast(nw.Int64).alias("of_members"),
    )
