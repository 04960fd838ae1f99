"""What interviews say is counted in interviews and members, not in codings."""

from __future__ import annotations

from typing import Any

from tests.analysis.figures.build import dossier_of, member

from grappe.analysis.matrix.interviews import Coding, by_chapter_and_theme, codings_of, heard, stances_read


def coding(
    interview: str, stance: str | None, coder: str = "c1", theme: str = "réseau", **more: Any
) -> Coding:
    given = {"members": (), "chapter": 7, "quote": "", **more}
    return Coding(interview=interview, stance=stance, coder=coder, theme=theme, **given)


def test_two_coders_of_one_interview_do_not_make_two() -> None:
    found = heard([coding("i1", "positive", "c1"), coding("i1", "positive", "c2")])

    assert (found.interviews, found.stances["positive"], found.disputed) == (1, 1, 0)


def test_an_interview_read_in_two_ways_counts_under_both_and_is_disputed() -> None:
    found = heard([coding("i1", "positive", "c1"), coding("i1", "negative", "c2")])

    assert (found.interviews, found.disputed) == (1, 1)
    assert found.stances == {"positive": 1, "negative": 1, "mixed": 0}


def test_a_coder_who_hears_both_sides_disputes_with_nobody() -> None:
    codings = [coding("i1", "positive"), coding("i1", "negative")]

    assert heard(codings).disputed == 0
    assert stances_read(codings) == {("i1", 7, "réseau"): {"c1": "mixed"}}


def test_members_met_in_two_interviews_count_once() -> None:
    codings = [coding("i1", "positive", members=("a", "b")), coding("i2", "mixed", members=("b", "c"))]

    assert heard(codings).members == 3


def test_nothing_heard_is_zero() -> None:
    found = heard([])

    assert (found.interviews, found.members, found.quotes, sum(found.stances.values())) == (0, 0, (), 0)


def test_a_theme_is_one_whatever_its_capitals_and_comes_in_order_of_chapter() -> None:
    codings = [
        coding("i1", "mixed", chapter=None),
        coding("i1", "mixed", theme="Lettres", chapter=6),
        coding("i2", "positive", theme="lettres", chapter=6),
        coding("i2", None, chapter=2),
    ]

    found = by_chapter_and_theme(codings)

    assert list(found) == [(2, "réseau"), (6, "Lettres"), (None, "réseau")]
    assert heard(found[6, "Lettres"]).interviews == 2
    assert sum(heard(found[2, "réseau"]).stances.values()) == 0


def test_the_codings_of_a_dossier_bring_the_members_met() -> None:
    dossier = dossier_of(
        members=[member("a"), member("b")],
        interviews=[{"interview_id": "i1", "member_ids": ["a", "b", "a"]}],
        codings=[{"interview_id": "i1", "theme": " deux  mots ", "stance": "mixed", "quote": "Oui."}],
    )

    assert codings_of(dossier, "c") == (
        Coding(
            interview="i1",
            members=("a", "b"),
            chapter=None,
            theme="deux mots",
            stance="mixed",
            quote="Oui.",
            coder="",
        ),
    )
    assert codings_of(dossier, "another") == ()
