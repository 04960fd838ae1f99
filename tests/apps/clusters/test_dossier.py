"""A cluster's own tables, as files of a dossier would have them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from grappe.apps.clusters.acts.axes import set_axis
from grappe.apps.clusters.acts.documents import file_document, withdraw_document
from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.clusters.acts.objectives import map_objective, set_objective, withdraw_objective
from grappe.apps.clusters.acts.recognitions import record_recognition
from grappe.apps.clusters.dossier import TABLES, tables
from grappe.apps.clusters.models import Cluster

DAY = dt.date(2010, 3, 1)
BY = {"by": "system:tests", "on": DAY}


def test_a_cluster_of_which_nothing_is_noted_has_one_table_of_one_row(twist: Cluster) -> None:
    found = tables(twist, DAY)

    assert list(found) == ["cluster"]
    assert {name: cell for name, cell in found["cluster"][0].items() if cell} == {
        "cluster_id": "twist",
        "name": "Cluster TWIST",
    }


def test_numbers_days_and_lists_are_written_as_a_file_writes_them(twist: Cluster) -> None:
    change_identity(
        twist,
        **BY,
        office_fte=Decimal("2.5"),
        scope_nace=["59.11", "62.01"],
        scope_nace_version=2008,
        region="BE3",
    )
    record_recognition(
        cluster=twist,
        number=1,
        starts_on=dt.date(2007, 7, 1),
        ends_on=dt.date(2010, 6, 30),
        subsidy_rate=Decimal("0.8"),
        eligible_cost_cap=Decimal(160000),
        **BY,
    )
    file_document(cluster=twist, code="d01", chapters=[2, 3], named="statuts.pdf", dated_on=DAY, **BY)

    found = tables(twist, DAY)
    assert [found["cluster"][0][name] for name in ("office_fte", "scope_nace", "scope_nace_version")] == [
        "2.5",
        "59.11;62.01",
        "2008",
    ]
    assert list(found["recognitions"][0].values()) == [
        "1",
        "2007-07-01",
        "2010-06-30",
        "decree_2007",
        "0.8",
        "160000",
    ]
    assert list(found["documents"][0].values()) == ["d01", "", "2010-03-01", "", "2;3", "statuts.pdf"]


def test_the_axis_of_an_objective_is_the_one_of_the_regime_that_is_asked(twist: Cluster) -> None:
    made = set_objective(cluster=twist, code="b01", text="Lier", **BY)
    map_objective(objective=made, regime="decree_2007", code="d2007_1", **BY)
    map_objective(objective=made, regime="decree_2024", code="d2024_2", **BY)

    asked = [(DAY, None), (dt.date(2025, 1, 1), None), (DAY, "decree_2024")]
    assert [tables(twist, day, regime=regime)["objectives"][0]["axis"] for day, regime in asked] == [
        "d2007_1",
        "d2024_2",
        "d2024_2",
    ]


def test_what_was_not_yet_or_no_longer_is_left_out(twist: Cluster) -> None:
    set_axis(cluster=twist, code="ax1", label="Plus tard", since=dt.date(2010, 3, 2), **BY)
    withdraw_objective(set_objective(cluster=twist, code="b01", text="Fini", **BY), **BY)
    file_document(cluster=twist, code="d01", dated_on=dt.date(2010, 3, 2), **BY)
    withdraw_document(file_document(cluster=twist, code="d02", **BY), reason="Doublon", **BY)
    record_recognition(
        cluster=twist,
        number=1,
        starts_on=dt.date(2010, 7, 1),
        ends_on=dt.date(2013, 6, 30),
        decided_on=dt.date(2010, 6, 1),
        **BY,
    )

    assert [list(tables(twist, day)) for day in (DAY, dt.date(2010, 6, 1))] == [
        ["cluster"],
        ["cluster", "recognitions", "axes", "documents"],
    ]


def test_nothing_of_another_cluster_is_told(twist: Cluster, other: Cluster) -> None:
    made = set_objective(cluster=other, code="b01", text="Secret", **BY)
    map_objective(objective=made, regime="decree_2007", code="d2007_1", **BY)
    set_objective(cluster=twist, code="b01", text="Lier", **BY)
    set_axis(cluster=other, code="ax1", label="Secret", **BY)

    found = tables(twist, DAY)
    assert (list(found), found["objectives"][0]["axis"]) == (["cluster", "objectives"], "")
    assert set(found) <= set(TABLES)
