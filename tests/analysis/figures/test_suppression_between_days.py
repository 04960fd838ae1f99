"""What is hidden on one day is not told by the others."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import polars as pl
import pytest
from tests.analysis.figures.build import dossier_of, member
from tests.analysis.figures.random_dossiers import random_dossier

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.suppression import suppressed

DAYS = (dt.date(2008, 6, 1), dt.date(2009, 6, 1), dt.date(2010, 6, 1))
START = dt.date(2008, 1, 1)


def on_days(dossier: Dossier, days: tuple[dt.date, ...] = DAYS) -> pl.DataFrame:
    return pl.concat(
        [
            evaluate(dossier, Asked(as_of=day, periods=dict.fromkeys(dossier.clusters, (START, day))))
            for day in days
        ]
    )


def growing() -> Dossier:
    """30 enterprises from the start; 8 schools, of which 3 at first; two more firms in 2009, ten in 2010."""
    spells = [member(f"e{n}", joined_on=dt.date(2007, 1, 1), postal_code="4000") for n in range(30)]
    spells += [member(f"r{n}", kind="research", joined_on=dt.date(2007, 1, 1)) for n in range(9)]
    spells += [
        member(f"s{n}", kind="education", joined_on=dt.date(2007, 1, 1) if n < 3 else dt.date(2009, 1, 1))
        for n in range(8)
    ]
    spells += [member(f"n{n}", joined_on=dt.date(2009, 2, 1), postal_code="4000") for n in range(2)]
    spells += [member(f"l{n}", joined_on=dt.date(2010, 2, 1), postal_code="4000") for n in range(10)]
    accounts = [
        {"member_id": spell["member_id"], "year": 2006, "fte": 5.0 + place}
        for place, spell in enumerate(spells)
        if spell["kind"] == "enterprise"
    ]
    return dossier_of(members=spells, accounts=accounts)


def statuses(results: pl.DataFrame, figure: str, key: str | None = None) -> list[str]:
    own = results.filter(pl.col("figure") == figure, pl.col("key").eq_missing(pl.lit(key))).sort("as_of")
    return own["status"].to_list()


def test_a_class_hidden_on_one_day_is_hidden_on_all() -> None:
    results = on_days(growing())
    alone = suppressed(results.filter(pl.col("as_of") == DAYS[2]), 5)
    series = suppressed(results, 5)

    # By itself the last day may be shown: eight schools, nine in research.
    assert statuses(alone, "members.by_kind", "education") == ["ok"]
    assert statuses(series, "members.by_kind", "education") == ["suppressed"] * 3
    assert statuses(series, "members.by_kind", "research") == ["suppressed"] * 3
    assert statuses(series, "members.total") == ["ok"] * 3


def test_a_total_of_employment_does_not_tell_the_newcomers_by_subtraction() -> None:
    results = on_days(growing())
    series = suppressed(results, 5)

    # 30, 32 and 42 enterprises: the two who came in 2009 would be known by subtraction.
    assert results.filter(figure="employment.total").sort("as_of")["n_used"].to_list() == [30, 32, 42]
    for figure in ("employment.total", "employment.mean", "employment.median", "employment.n"):
        assert statuses(series, figure) == ["suppressed", "ok", "ok"], figure


def test_entries_that_add_up_do_not_tell_those_of_one_month() -> None:
    spells = [member(f"e{n}", joined_on=dt.date(2007, 1, 1)) for n in range(30)]
    spells += [member(f"a{n}", joined_on=dt.date(2008, 3, 1)) for n in range(6)]
    spells += [member(f"b{n}", joined_on=dt.date(2009, 3, 1)) for n in range(2)]
    results = on_days(dossier_of(members=spells))

    assert results.filter(figure="members.joined").sort("as_of")["value"].to_list() == [6, 8, 8]
    assert statuses(suppressed(results, 5), "members.joined") == ["suppressed", "ok", "ok"]
    assert statuses(suppressed(results, 5), "members.retention") == ["suppressed", "ok", "ok"]


def test_rows_of_two_days_are_not_set_side_by_side() -> None:
    results = on_days(growing())
    confidential = pl.col("figure") == "members.total"

    assert results.filter(confidential)["rows"].null_count() == 0
    assert (
        suppressed(results.filter(pl.col("as_of") == DAYS[2]), 5).filter(confidential)["rows"].null_count()
        == 0
    )
    assert suppressed(results, 5).filter(confidential)["rows"].null_count() == 3


def test_the_one_who_left_a_class_is_not_told_by_subtraction() -> None:
    spells = [member(f"e{n}", kind="enterprise", joined_on=dt.date(2007, 1, 1)) for n in range(20)]
    spells += [member(f"r{n}", kind="research", joined_on=dt.date(2007, 1, 1)) for n in range(8)]
    spells[-1] = {**spells[-1], "left_on": dt.date(2009, 1, 1)}
    results = on_days(dossier_of(members=spells))
    by_kind = results.filter(figure="members.by_kind", key="research").sort("as_of")

    assert by_kind["value"].to_list() == [8, 7, 7]
    assert statuses(suppressed(results, 5), "members.by_kind", "research") == ["suppressed", "ok", "ok"]


@pytest.mark.parametrize("seed", range(12))
def test_no_two_days_differ_by_a_small_group_in_any_dossier(seed: int) -> None:
    dossier, _ = random_dossier(seed)
    series = suppressed(on_days(dossier), 5)

    for name, column in (
        ("members.by_kind", "value"),
        ("members.by_category", "value"),
        ("members.enterprises_by_province", "value"),
        ("members.enterprises_in_region", "value"),
        ("members.joined", "value"),
        ("members.left", "value"),
        ("employment.total", "n_used"),
    ):
        shown = series.filter(pl.col("figure") == name, pl.col("status") == "ok")
        for own in shown.partition_by("cluster_id", "key"):
            assert [d for d in apart(own[column].drop_nulls().to_list()) if 0 < d < 5] == [], name


def apart(sizes: list[float]) -> list[float]:
    """How far each two of some sizes are apart."""
    return [abs(a - b) for a, b in combinations(sizes, 2)]
