"""What is done faster on Polars is what the portable form says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import narwhals as nw
import polars as pl
import pytest

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.compared_accounts import accounts_compared, latest_of_each
from grappe.analysis.figures.employment import latest
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.membership import known
from grappe.analysis.figures.readings import readings_of
from grappe.analysis.vocabulary.classes import MEASURES

EXAMPLES = Path(__file__).parents[3] / "examples"
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module", params=["twist", "campaign"])
def dossier(request: pytest.FixtureRequest) -> Dossier:
    return read_dossier(EXAMPLES / request.param)


@pytest.mark.parametrize(("table", "owner"), [("accounts", "member_id"), ("peers", "peer_id")])
def test_the_latest_of_each_measure_is_the_portable_latest_asked_measure_by_measure(
    dossier: Dossier, table: str, owner: str
) -> None:
    readings = readings_of(dossier.tables, asked_of(dossier, today=TODAY))
    accounts = accounts_compared(readings, table, owner)
    # `closing` is a day written as a number: back to a day, which is what `latest` reads.
    closed = pl.col("closing").cast(pl.String).str.to_date("%Y%m%d")
    rows = nw.from_native(accounts.with_columns(closed_on=closed))
    values = rows.unpivot(
        list(MEASURES),
        index=["cluster_id", "row", "closed_on", "year"],
        variable_name="measure",
        value_name="value",
    ).filter(known("value"))
    portable = nw.to_native(latest(values, "row", "measure", kept=("value",))).collect()

    quick = latest_of_each(accounts)

    columns = ["cluster_id", "measure", "row", "value"]
    assert len(quick) > 100
    assert quick.sort(columns).equals(portable.select(columns).sort(columns))


def test_two_evaluations_end_on_the_same_digits(dossier: Dossier) -> None:
    asked = asked_of(dossier, today=TODAY)
    first = evaluate(dossier, asked)

    assert all(evaluate(dossier, asked).equals(first) for _ in range(5))
