"""Satisfaction against importance: each action at its two shares, the largest gap first."""

from __future__ import annotations

import polars as pl
import pytest
from tests.analysis.report.charts.drawn import Twist, fits, marks
from tests.analysis.report.made import Reports

from grappe.analysis.dossier.roles import Role, read_role
from grappe.analysis.report.charts.importance import importance_chart
from grappe.analysis.report.lines import Lines


def test_each_action_stands_at_its_two_shares(twist_study: Twist) -> None:
    lines, _ = twist_study
    points = marks(importance_chart(lines), "actions")
    expected = {
        (round(58 + 290 * (imp.value or 0), 2), round(298 - 290 * (sat.value or 0), 2))
        for imp in lines.of("importance.share")
        if (sat := lines.known("satisfaction.share", imp.key))
    }

    assert {(point["x"], point["y"]) for point in points} == expected
    assert len(points) == 8


def test_the_crosses_are_the_intervals(twist_study: Twist) -> None:
    lines, _ = twist_study
    drawing = importance_chart(lines)
    important, satisfied = (
        {(line.low, line.high) for line in lines.of(name)}
        for name in ("importance.share", "satisfaction.share")
    )

    assert {(row["x"], row["x2"]) for row in marks(drawing, "intervals across")} == {
        (round(58 + 290 * (low or 0), 2), round(58 + 290 * (high or 0), 2)) for low, high in important
    }
    assert {(row["y"], row["y2"]) for row in marks(drawing, "intervals up")} == {
        (round(298 - 290 * (low or 0), 2), round(298 - 290 * (high or 0), 2)) for low, high in satisfied
    }


def test_the_largest_gap_comes_first_and_every_number_is_found_again(twist_study: Twist) -> None:
    lines, _ = twist_study
    drawing = importance_chart(lines)
    assert drawing is not None
    shares = [
        tuple(int(cell.text.rstrip("%\u202f")) for cell in (row.cells[1], row.cells[3]))
        for row in drawing.table.rows
    ]
    told = {
        row["text"]
        for layer in drawing.picture["layer"]
        if layer["name"].startswith("numbers ")
        for row in layer["data"]["values"]
    }

    assert shares[0] == (85, 39)
    assert [sat - imp for imp, sat in shares] == sorted(sat - imp for imp, sat in shares)
    assert told == {row["text"] for row in marks(drawing, "key numbers")} == set("12345678")
    assert fits(drawing) == []


def test_an_action_answers_with_both_shares_both_intervals_and_both_bases(twist_study: Twist) -> None:
    lines, _ = twist_study
    first = marks(importance_chart(lines), "actions")[0]["tip"].split("\n")

    assert first[1:] == [
        "importance 85\u202f%, satisfaction 39\u202f%",
        "intervalles à 95\u202f%\u202f: 72\u00a0–\u00a093\u202f% et 25\u00a0–\u00a056\u202f%",
        "n = 27 et 23",
    ]


@pytest.mark.parametrize("keys", [[], ["training"], ["training", "joint_offers"]])
def test_without_the_question_or_with_too_few_there_is_no_picture(twist: Reports, keys: list[str]) -> None:
    some = twist.results.filter((pl.col("figure") != "importance.share") | pl.col("key").is_in(keys))

    assert importance_chart(Lines(some, twist.dossier, "twist", "fr")) is None


def test_a_hidden_share_leaves_the_picture(twist: Reports) -> None:
    hidden = (pl.col("figure") == "satisfaction.share") & (pl.col("key") == "training")
    some = twist.results.with_columns(
        status=pl.when(hidden).then(pl.lit("suppressed")).otherwise("status"),
        value=pl.when(hidden).then(None).otherwise("value"),
    )
    drawing = importance_chart(Lines(some, twist.dossier, "twist", "fr"))

    assert drawing is not None
    assert "Des formations proposées" not in str(drawing)
    assert len(marks(drawing, "actions")) == 7


def test_importance_is_a_role_with_a_key() -> None:
    assert read_role("importance:training") == Role("importance", "training")
    assert read_role("importance") is None


def test_of_many_actions_those_with_the_largest_gap_are_drawn_and_all_are_in_the_table(
    twist_study: Twist,
) -> None:
    lines = Many(twist_study[0], 30)
    drawing = importance_chart(lines)  # type: ignore[arg-type]  # lines that give more of the same
    assert drawing is not None

    assert len(marks(drawing, "actions")) == 20
    assert len(drawing.table.rows) == 30
    assert drawing.note.startswith("10 autres actions, plus satisfaisantes")


class Many:
    """Lines with so many actions."""

    def __init__(self, lines: Lines, count: int) -> None:
        self._lines, self._count = lines, count

    def __getattr__(self, name: str) -> object:
        return getattr(self._lines, name)

    def of(self, figure: str) -> list[object]:
        """Return the lines of a figure, again and again."""
        return (self._lines.of(figure) * self._count)[: self._count]
