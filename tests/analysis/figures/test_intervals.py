"""Which interval a figure has, and when it has none."""

from __future__ import annotations

from typing import Any

import pytest
from tests.analysis.figures.build import Line, asked_on, dossier_of, member

from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.intervals import Method

BOUNDS = ("low", "high", "level", "method")


def staffed(known: int, of: int, method: Method = "hypergeometric") -> dict[str, Line]:
    """Return the lines of a dossier of enterprises of which some have a known number of staff."""
    members: list[dict[str, Any]] = [member(f"m{place}") for place in range(of)]
    accounts = [{"member_id": f"m{place}", "year": 2008, "fte": 10.0 + place} for place in range(known)]
    dossier = dossier_of(members=members, accounts=accounts)
    rows = evaluate(dossier, asked_on(dossier), method=method).to_dicts()
    return {row["figure"]: {name: row[name] for name in ("value", *BOUNDS)} for row in rows if not row["key"]}


@pytest.mark.parametrize("known", [20, 21])
@pytest.mark.parametrize(
    ("figure", "method"),
    [
        ("employment.mean", "t"),
        ("employment.median", "order_statistics"),
        ("employment.share_below_21", "hypergeometric"),
    ],
)
def test_nothing_is_uncertain_when_all_are_known(figure: str, method: str, known: int) -> None:
    line = staffed(known, known)[figure]

    assert (line["low"], line["high"]) == pytest.approx((line["value"], line["value"]))
    assert (line["level"], line["method"]) == (0.95, method)


@pytest.mark.parametrize("figure", ["employment.mean", "employment.median", "employment.q1"])
def test_one_value_of_many_gives_no_interval(figure: str) -> None:
    line = staffed(1, 20)[figure]

    assert [line[name] for name in BOUNDS] == [None, None, None, None]


def test_wilsons_interval_is_given_on_request() -> None:
    exact, wilson = (staffed(12, 30, method)["employment.share_below_21"] for method in METHODS)

    assert (exact["method"], wilson["method"]) == METHODS
    assert exact["value"] == wilson["value"]
    assert (exact["low"], exact["high"]) != (wilson["low"], wilson["high"])


METHODS: tuple[Method, Method] = ("hypergeometric", "wilson_fpc")


def test_counts_and_totals_have_no_interval() -> None:
    lines = staffed(12, 30)

    for figure in ("members.total", "employment.n", "employment.total", "survey.invited"):
        assert [lines[figure][name] for name in BOUNDS] == [None, None, None, None]
