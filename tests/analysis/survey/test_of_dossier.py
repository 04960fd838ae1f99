"""The survey of a dossier says what its figures say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from tests.analysis.figures.build import asked_on, asking, dossier_of, lines_of, member
from tests.analysis.figures.random_dossiers import random_dossier
from tests.analysis.survey.build import line, lines

from grappe.analysis.dossier.dossier import Dossier, only
from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.figures.asked import Asked
from grappe.analysis.survey.of_dossier import survey_of
from grappe.analysis.survey.survey import Survey
from grappe.analysis.survey.wishes import Wishes

Figures = dict[tuple[str, str], dict[str, Any]]
CLOSE = 1e-12
"""The same divisions, in another order."""


@pytest.fixture(scope="module")
def found(twist: Dossier, twist_asked: Asked) -> Survey:
    """The example's survey."""
    return survey_of(twist, twist_asked, Wishes())


def test_every_favourable_share_is_that_of_the_figures(found: Survey, twist_figures: Figures) -> None:
    ids = {
        "strategy_known": "strategy.known",
        "strategy_satisfied": "strategy.satisfied",
        "advantage": "advantage.share",
    }
    keyed = {"satisfaction": "satisfaction.share", "impact": "impact.share", "governance": "governance.share"}
    keyed |= {"importance": "importance.share", "partnership": "partnership.interest"}
    told = [row for row in lines(found, "questions") if row["positive_share"] is not None]

    assert len(told) == 34
    for row in told:
        kind, _, key = row["role"].partition(":")
        figure = twist_figures[keyed.get(kind) or ids[kind], key]
        assert (row["positive_share"], row["positive_low"], row["positive_high"]) == pytest.approx(
            (figure["value"], figure["low"], figure["high"]), abs=CLOSE
        )
        assert row["concerned"] == figure["n_used"]


def test_the_response_is_that_of_the_figures(found: Survey, twist_figures: Figures) -> None:
    whole = line(found, "response", by="all")
    assert (whole["answered"], whole["asked"]) == (
        twist_figures["survey.responses", ""]["value"],
        twist_figures["survey.invited", ""]["value"],
    )
    by_class = {
        key: figure["value"]
        for (name, key), figure in twist_figures.items()
        if name == "survey.response_rate_by"
    }
    told = {f"{r['by']}:{r['class']}": r["rate"] for r in lines(found, "response") if r["class"]}
    assert told == pytest.approx(by_class, abs=CLOSE)


LATER = dt.date(2010, 2, 1)
BLANK_ROWS = [
    {"response_id": "1", "member_id": "a", "q0": "a", "q1": None},
    {"response_id": "2", "member_id": "a", "submitted_on": LATER, "q0": None, "q1": None},
    {"response_id": "3", "member_id": "b", "q0": None, "q1": None},
    {"response_id": "4", "member_id": "c", "q0": None, "q1": "b"},
    {"response_id": "5", "q0": None, "q1": None},
    {"response_id": "6", "q0": "c", "q1": None},
]


@pytest.mark.parametrize(
    ("form", "answers", "count"),
    [
        (asking("advantage", "strategy_known"), BLANK_ROWS, 3),
        (asking("advantage"), BLANK_ROWS, 2),
        (None, BLANK_ROWS, 3),
        (Questionnaire((Question("elsewhere", "text", {}),)), BLANK_ROWS, 3),
        (None, [{"response_id": "1", "member_id": "a"}, {"response_id": "2", "member_id": "b"}], 2),
        (asking("advantage"), [{"response_id": "1", "member_id": "a"}], 1),
        (Questionnaire((Question("member_id", "text", {}),)), BLANK_ROWS, 3),
    ],
)
def test_both_commands_count_the_same_answers_where_some_are_blank(
    form: Questionnaire | None, answers: list[dict[str, Any]], count: int
) -> None:
    dossier = dossier_of(form, members=[member(name) for name in "abcd"], responses=answers)
    asked = asked_on(dossier)

    whole = line(survey_of(dossier, asked, Wishes()), "response", by="all")
    responses, rate = (
        lines_of(f"survey.{name}", dossier)[""]["value"] for name in ("responses", "response_rate")
    )

    assert whole["answered"] == responses == count
    assert whole["rate"] == rate


def test_numbers_are_read_as_in_a_file_and_both_commands_count_those_that_are_not() -> None:
    form = Questionnaire(
        (Question("q0", "decimal", {"fr": "Effectif"}), Question("q1", "integer", {"fr": "Échelle"}))
    )
    cells = [("10-20", None), ("1 200,5", "0 - jamais"), ("3", "5 - toujours"), ("douze", None), (None, "2")]
    rows = [
        {"response_id": str(place), "member_id": name, "q0": q0, "q1": q1}
        for place, (name, (q0, q1)) in enumerate(zip("abcde", cells, strict=True))
    ]
    dossier = dossier_of(form, members=[member(name) for name in "abcde"], responses=rows)
    found = survey_of(dossier, asked_on(dossier), Wishes())
    staff, points = (line(found, "questions", question=name) for name in ("q0", "q1"))

    assert (staff["n"], staff["unread"], staff["mean"], staff["missing"]) == (2, 1, 601.75, "unread")
    assert (points["n"], points["unread"], points["min"], points["max"]) == (3, 0, 0, 5)
    assert line(found, "response", by="all")["answered"] == 4
    assert lines_of("survey.responses", dossier)[""]["value"] == 4


@pytest.mark.parametrize("seed", range(8))
def test_both_commands_count_the_same_answers_of_any_dossier(seed: int) -> None:
    dossier, asked = random_dossier(seed)
    for cluster in dossier.clusters:
        alone = only(dossier, cluster)
        invited = {name: count for name, count in (asked.invited or {}).items() if name == cluster}
        one = replace(asked, periods={cluster: asked.periods[cluster]}, invited=invited or None)

        whole = line(survey_of(alone, one, Wishes()), "response", by="all")
        responses = lines_of("survey.responses", alone, one)[""]

        assert responses["value"] == (whole["answered"] if responses["status"] == "ok" else None)


def test_an_invited_number_is_the_frame(twist: Dossier, twist_asked: Asked) -> None:
    asked = replace(twist_asked, invited=dict.fromkeys(twist.clusters, 80))

    assert line(survey_of(twist, asked, Wishes()), "response", by="all")["asked"] == 80


def test_a_dossier_without_a_survey_has_empty_tables_that_say_so(twist: Dossier, twist_asked: Asked) -> None:
    bare = replace(
        twist,
        questionnaire=None,
        tables={name: table for name, table in twist.tables.items() if name != "responses"},
    )
    found = survey_of(bare, twist_asked, Wishes())

    assert found.tables["tables"].is_empty()
    assert lines(found, "audit")[0]["check"] == "no_answers"


def test_a_campaign_is_no_survey(twist: Dossier, twist_asked: Asked) -> None:
    cluster = twist.tables["cluster"]
    two = pl.concat([cluster, cluster.with_columns(cluster_id=pl.lit("other"))])

    with pytest.raises(ValueError, match="one cluster"):
        survey_of(replace(twist, tables={**twist.tables, "cluster": two}), twist_asked, Wishes())
