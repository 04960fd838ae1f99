"""The answers behind the figures."""

from __future__ import annotations

import polars as pl
from tests.analysis.audit.build import result

from grappe.analysis.audit.responses import audited_responses


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
