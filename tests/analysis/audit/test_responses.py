"""The answers behind the figures."""

from __future__ import annotations

import polars as pl
from tests.analysis.audit.build import result
from tests.analysis.figures.build import asked_on, asking, dossier_of, member

from grappe.analysis.audit.of_dossier import audit_of
from grappe.analysis.audit.responses import audited_responses
from grappe.analysis.figures.engine import evaluate


def told(members: list[str | None], invited: int | None = None) -> list[tuple[str, str, str]]:
    responses = pl.DataFrame({"member_id": pl.Series(members, dtype=pl.String)})
    figures = {
        ("survey.responses", ""): result(len(members), "count"),
        ("survey.invited", ""): result(invited, "count"),
    }
    return [(v.check, v.verdict, v.found) for v in audited_responses(responses, "c", "fr", figures)]


def test_members_who_answered_twice_are_counted_and_so_are_the_answers_left_out() -> None:
    assert told(["a", "b", "a", "a", "b", "c"]) == [("two_answers", "consistent", "3")]
    assert told(["a", "b", "c"]) == []


def test_anonymous_answers_are_nobodys_twice() -> None:
    assert told([None, None, "a"]) == []


def test_more_answers_than_invited_is_impossible() -> None:
    assert told(["a", "b", "c"], invited=2) == [("more_answers_than_invited", "impossible", "3")]
    assert told(["a", "b"], invited=2) == []


def test_a_blank_second_answer_is_no_answer() -> None:
    rows = [
        {"response_id": "1", "member_id": "a", "q0": "a"},
        {"response_id": "2", "member_id": "a", "q0": None},
        {"response_id": "3", "member_id": "b", "q0": "a"},
        {"response_id": "4", "member_id": "b", "q0": "b"},
    ]
    dossier = dossier_of(asking("advantage"), members=[member("a"), member("b")], responses=rows)

    verdicts = audit_of(dossier, evaluate(dossier, asked_on(dossier)), "fr")

    assert [(verdict.check, verdict.found) for verdict in verdicts] == [("two_answers", "1")]
