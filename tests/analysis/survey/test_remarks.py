"""Remarks of one kind are told as one, with each of them behind it."""

from __future__ import annotations

import polars as pl

from grappe.analysis.survey.oddities import ODDITIES
from grappe.analysis.survey.remarks import Remark, remarks


def audit(*lines: tuple[str, str | None, str]) -> pl.DataFrame:
    rows = [(check, question, 1, None, sentence) for check, question, sentence in lines]
    return pl.DataFrame(rows, schema=ODDITIES, orient="row")


def test_three_of_a_kind_are_one_and_two_are_two() -> None:
    found = remarks(
        audit(
            ("anonymous", None, "Une anonyme."),
            *[("off_the_list", name, f"{name} hors liste.") for name in "abc"],
            *[("all_equal", name, f"{name} égal.") for name in "ab"],
        ),
        "fr",
    )

    assert found == [
        Remark("Une anonyme."),
        Remark(
            "3 questions ont des réponses hors liste (a, b, c).",
            ("a hors liste.", "b hors liste.", "c hors liste."),
        ),
        Remark("a égal."),
        Remark("b égal."),
    ]


def test_a_kind_stands_where_its_first_remark_stood() -> None:
    lines = [("off_the_list", "a", "1"), ("choices_changed", "a", "2")] * 3
    found = remarks(audit(*lines), "fr")

    assert [remark.each for remark in found] == [("1", "1", "1"), ("2", "2", "2")]
    assert found[0].sentence == "1 question a des réponses hors liste (a)."


def test_members_who_answered_twice_are_counted() -> None:
    found = remarks(audit(*[("two_answers", None, f"Le membre {n}") for n in range(4)]), "fr")

    assert [remark.sentence for remark in found] == [
        "4 membres ont répondu plus d’une fois : leur dernière réponse compte."
    ]


def test_a_remark_on_the_whole_file_stands_alone() -> None:
    lines = [("answers_file", None, "La langue manque."), *[("answers_file", "q", f"{n}") for n in range(3)]]

    assert [remark.sentence for remark in remarks(audit(*lines), "fr")] == [
        "La langue manque.",
        "3 remarques sur ce que les cellules contiennent (q).",
    ]


def test_no_remark_is_none() -> None:
    assert remarks(audit(), "fr") == []
