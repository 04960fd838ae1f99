"""The papers of a line: its rows, its unit, its day, its source."""

from __future__ import annotations

import pytest
from tests.analysis.figures.build import DAY, asked_on, dossier_of, lines_of, member

from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.papers import RESULT


def rows_named(size: int) -> str:
    dossier = dossier_of(members=[member(f"m{place}") for place in range(size)])
    rows: str = lines_of("members.total", dossier)[""]["rows"]
    return rows


def test_rows_are_named_up_to_two_hundred_and_counted_above() -> None:
    assert rows_named(3) == "m0;m1;m2"
    assert rows_named(200) == ";".join(f"m{place}" for place in range(200))
    assert rows_named(201) == "201 rows"


def test_a_class_names_its_own_rows() -> None:
    members = [member("a"), member("b", kind="research"), member("c")]

    found = lines_of("members.by_kind", dossier_of(members=members))

    assert {key: line["rows"] for key, line in found.items()} == {
        "enterprise": "a;c",
        "research": "b",
        "education": None,
        "association_public": None,
    }


def test_a_mean_names_the_rows_that_have_a_value() -> None:
    accounts = [{"member_id": "a", "year": 2008, "fte": 3.0}]

    found = lines_of("employment.mean", dossier_of(members=[member("a"), member("b")], accounts=accounts))

    assert found[""]["rows"] == "a"


def test_a_result_has_the_columns_of_the_contract_in_its_order() -> None:
    dossier = dossier_of(members=[member("a")])

    results = evaluate(dossier, asked_on(dossier))

    assert results.columns == list(RESULT)
    assert set(results["as_of"]) == {DAY}
    assert results.filter(figure="members.total").to_dicts()[0] == {
        "cluster_id": "c",
        "figure": "members.total",
        "key": None,
        "value": 1.0,
        "unit": "count",
        "n_used": 1,
        "n_eligible": 1,
        "low": None,
        "high": None,
        "level": None,
        "method": None,
        "as_of": DAY,
        "status": "ok",
        "missing": None,
        "source": "members",
        "rows": "a",
    }


@pytest.mark.parametrize("figure", ["members.by_kind", "members.total", "employment.n"])
def test_lines_come_cluster_by_cluster_in_the_order_of_the_dossier(figure: str) -> None:
    names = [{"cluster_id": name, "name": name} for name in ("z", "a", "m")]
    accounts = [{"cluster_id": c, "member_id": "a", "year": 2008, "fte": 3.0} for c in ("a", "z", "m")]
    dossier = dossier_of(cluster=names, accounts=accounts)

    clusters = evaluate(dossier, asked_on(dossier)).filter(figure=figure)["cluster_id"]

    assert clusters.unique(maintain_order=True).to_list() == ["z", "a", "m"]
