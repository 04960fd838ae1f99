"""What cannot be computed says what it lacks; what is empty is not lacking."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.analysis.figures.build import asked_on, asking, dossier_of, member, missing

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.engine import evaluate

ACTION = {"action_id": "1", "held_on": dt.date(2009, 1, 1)}
ANSWER = {"response_id": "r", "q0": "a"}
REGION = [{"name": "C"}]
TWO = [
    {"cluster_id": "c", "name": "C", "region": "BE3"},
    {"cluster_id": "d", "name": "D", "region": "BE3"},
]


@pytest.mark.parametrize(
    ("figure", "tables", "lacks"),
    [
        ("actions.total", {}, "actions"),
        ("actions.total", {"actions": [{"action_id": "1"}]}, "actions.held_on"),
        ("actions.total", {"actions": [{**ACTION, "held_on": None}]}, "actions.held_on"),
        ("actions.by_kind", {"actions": [ACTION]}, "actions.kind"),
        ("participation.mean", {"actions": [ACTION]}, "participations"),
        ("employment.mean", {"members": [member("m")]}, "accounts"),
        ("members.enterprises_in_region", {"members": [member("m")]}, "members.postal_code"),
        (
            "members.enterprises_in_region",
            {"cluster": REGION, "members": [member("m")]},
            "members.postal_code;cluster.region",
        ),
        ("peer.members_above_median", {"peers": [{"peer_id": "p"}]}, "accounts"),
        ("peer.members_above_median", {}, "peers|sector;accounts"),
        ("advantage.share", {}, "responses;questionnaire"),
        ("advantage.share", {"responses": [ANSWER]}, "questionnaire"),
        (
            "advantage.share",
            {"responses": [ANSWER], "questionnaire": asking("impact:jobs")},
            "role advantage",
        ),
        (
            "impact.share",
            {"responses": [{"response_id": "r"}], "questionnaire": asking("impact:jobs")},
            "role impact",
        ),
        ("finance.subsidy_due", {"ledger": []}, "recognitions"),
        # Everything was given, and nothing counts.
        ("employment.mean", {"accounts": [{"member_id": "m", "year": 2008, "fte": 3.0}]}, "rows"),
    ],
)
def test_a_figure_says_what_it_lacks(figure: str, tables: dict[str, Any], lacks: str) -> None:
    assert missing(figure, **tables) == ("not_available", lacks)


@pytest.mark.parametrize("figure", ["actions.total", "members.joined", "board.meetings_per_year"])
def test_without_a_period_its_figures_lack_it(figure: str) -> None:
    dossier = dossier_of(actions=[ACTION], meetings=[])
    rows = evaluate(dossier, asked_on(dossier, period=None)).filter(figure=figure).to_dicts()

    assert [(row["status"], row["missing"]) for row in rows] == [("not_available", "period")]


def test_an_empty_table_of_one_cluster_is_given_and_counts_zero() -> None:
    assert missing("actions.total", actions=[]) == ("ok", None)


def test_in_a_campaign_a_cluster_without_a_row_has_not_given_the_table() -> None:
    dossier = dossier_of(cluster=TWO, actions=[{**ACTION, "cluster_id": "d"}])

    rows = evaluate(dossier, asked_on(dossier)).filter(figure="actions.total").to_dicts()

    assert [(row["cluster_id"], row["value"], row["missing"]) for row in rows] == [
        ("c", None, "actions"),
        ("d", 1.0, None),
    ]


def test_a_column_may_be_blank_where_that_says_something() -> None:
    objectives = [{"objective_id": "1", "axis": None}]

    assert missing("objectives.outside_axes", objectives=objectives) == ("ok", None)
    assert missing("objectives.by_axis", objectives=objectives) == ("not_available", "objectives.axis")


def test_a_dossier_of_nothing_but_its_cluster_has_a_line_for_every_figure() -> None:
    dossier = dossier_of()

    rows = evaluate(dossier, asked_on(dossier)).to_dicts()

    assert {row["figure"] for row in rows} == set(figures())
    assert {(row["status"], row["missing"] is None, row["value"] in (None, 0)) for row in rows} == {
        ("ok", True, True),
        ("not_available", False, True),
    }
