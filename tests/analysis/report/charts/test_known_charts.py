"""The first charts: each mark where its number puts it, each answer with what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.analysis.report.charts.drawn import Twist, fits, marks, study
from tests.analysis.report.made import members

from grappe.analysis.report.charts.axes import Scale, ticks
from grappe.analysis.report.charts.bars import bars_chart
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.employment import employment_chart
from grappe.analysis.report.charts.marks import dots, tip
from grappe.analysis.report.charts.meetings import attendance_chart
from grappe.analysis.report.charts.provinces import provinces_chart
from grappe.analysis.report.charts.shares import shares_charts
from grappe.analysis.report.charts.years import result_chart


def test_bars_are_as_long_as_their_counts_and_start_at_zero(twist_study: Twist) -> None:
    lines, _ = twist_study
    kinds = lines.of("members.by_kind")
    bars = marks(bars_chart("t", "s", lines, kinds), "bars")

    assert {bar["x"] for bar in bars} == {0}
    assert [bar["x2"] for bar in bars] == [round(336 * n / 36, 2) for n in (36, 2, 5, 14)]
    assert bars[1]["tip"] == tip("Acteurs de la recherche", "2", "s")


def test_a_share_stands_in_its_interval_and_answers_with_it(twist_study: Twist) -> None:
    lines, _ = twist_study
    (drawing,) = shares_charts("t", lines, lines.of("advantage.share"))
    (point,), (span,) = marks(drawing, "points"), marks(drawing, "intervals")
    line = lines.known("advantage.share")

    assert line is not None
    assert line.low is not None
    assert line.high is not None
    assert line.value == 24 / 29
    assert point["x"] == round(6 + 330 * 24 / 29, 2)
    assert (span["x"], span["x2"]) == (round(6 + 330 * line.low, 2), round(6 + 330 * line.high, 2))
    assert point["tip"].split("\n")[1:] == [
        "83\u202f%",
        "intervalle à 95\u202f%\u202f: 70\u00a0–\u00a091\u202f%",
        "n = 29",
    ]


def test_each_enterprise_of_known_employment_is_a_point_and_none_hides_another(twist_study: Twist) -> None:
    drawing = employment_chart(*twist_study)
    firms = marks(drawing, "firms")
    places = [(one["x"], one["y"]) for one in firms]

    assert len(firms) == 21
    assert [
        (a, b)
        for place, a in enumerate(places)
        for b in places[place + 1 :]
        if abs(a[0] - b[0]) < 13 and abs(a[1] - b[1]) < 13
    ] == []
    assert marks(drawing, "median words")[0]["text"] == "médiane 13"


def test_attendance_is_the_share_of_those_entitled(twist_study: Twist) -> None:
    bars = marks(attendance_chart(*twist_study), "bars")

    assert bars[0]["tip"] == tip("18 mars 2008", "92\u202f%", "12 sur 13")
    assert bars[0]["x2"] == round(136 + 200 * 12 / 13, 2)


def test_of_many_meetings_the_last_are_drawn_and_all_are_in_the_table(
    dossier_of: Callable[..., Path],
) -> None:
    held = [
        {
            "meeting_id": f"r{n}",
            "body": "board",
            "held_on": f"2009-{1 + n // 4:02}-{1 + 7 * (n % 4):02}",
            "entitled": 10,
            "present": n % 10,
            "represented": 0,
        }
        for n in range(40)
    ]
    folder = dossier_of(cluster=[{"cluster_id": "c", "name": "C"}], members=members(5), meetings=held)
    drawing = attendance_chart(*study(folder))
    assert drawing is not None

    assert [row["text"] for row in marks(drawing, "labels")][-1] == "22 octobre 2009"
    assert len(marks(drawing, "bars")) == 24
    assert len(drawing.table.rows) == 40
    assert drawing.note.startswith("16 séances, plus anciennes")
    assert fits(drawing) == []


def test_circles_of_the_map_have_areas_as_their_counts(twist_study: Twist) -> None:
    circles = {
        one["tip"].split("\n")[0].removeprefix("tip:"): one["area"]
        for one in marks(provinces_chart(twist_study[0]), "circles")
    }

    assert circles["Brabant wallon"] / circles["Liège"] == pytest.approx(9 / 12, abs=0.001)


def test_a_scenario_looks_the_same_in_every_chart_and_each_has_its_dash_and_its_shape(
    twist_study: Twist,
) -> None:
    drawing = result_chart(twist_study[0])
    assert drawing is not None
    looks = {
        layer["name"]: (layer["mark"].get("shape"), tuple(layer["mark"].get("strokeDash", ())))
        for layer in drawing.picture["layer"]
        if layer["name"].startswith(("line ", "points "))
    }

    assert looks == {
        "line maintien": (None, (1, 0)),
        "points maintien": ("square", ()),
        "line commissions": (None, (7, 4)),
        "points commissions": ("triangle-up", ()),
    }


def test_the_words_of_no_chart_leave_it(twist_study: Twist) -> None:
    lines, readings = twist_study
    drawings = [
        *shares_charts("t", lines, lines.of("satisfaction.share")),
        employment_chart(lines, readings),
        attendance_chart(lines, readings),
        provinces_chart(lines),
        result_chart(lines),
    ]

    assert [fits(drawing) for drawing in drawings if drawing is not None] == [[]] * 5


def test_a_mark_keeps_its_answer_in_the_picture_and_nothing_else_speaks(twist_study: Twist) -> None:
    lines, _ = twist_study
    drawing = bars_chart("t", "s", lines, lines.of("members.by_kind"))
    assert drawing is not None
    svg = converted(drawing).svg

    assert svg.count("data-tip=") == 4
    assert 'data-tip="Entreprises&#xA;36&#xA;s"' in svg
    assert "aria-" not in svg
    assert "role=" not in svg
    assert 'font-family="Inter"' in svg
    assert "sans-serif" not in svg


def test_markup_in_an_answer_stays_text(twist_study: Twist) -> None:
    lines, _ = twist_study
    drawing = bars_chart("t", '<b onclick="x">&', lines, lines.of("members.by_kind"))
    assert drawing is not None

    assert converted(drawing).svg.count("&lt;b onclick=&quot;x&quot;&gt;&amp;") == 4


def test_a_kind_of_mark_is_written_once_and_its_rows_are_not_shared() -> None:
    one, other = dots([{"x": 1, "y": 2}], "a", colour="#000"), dots([{"x": 3, "y": 4}], "b", colour="#000")

    assert one["mark"] is other["mark"]
    assert (one["data"]["values"][0]["x"], other["data"]["values"][0]["x"]) == (1, 3)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (-94_000, 37_000, [-100_000, -50_000, 0, 50_000]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (-3e9, 2e9, [-3e9, -2e9, -1e9, 0, 1e9, 2e9]),
        (5, float("inf"), [5.0, 5.2, 5.4, 5.6, 5.8, 6.0]),
    ],
)
def test_ticks_are_round_hold_all_values_and_pass_zero(
    low: float, high: float, expected: list[float]
) -> None:
    assert ticks(low, high) == pytest.approx(expected)


def test_a_scale_puts_its_ends_at_its_ends_and_keeps_in_what_is_outside() -> None:
    scale = Scale(-10, 10, 0, 200)

    assert [scale(v) for v in (-10, 0, 10, 99, -99)] == [0, 100, 200, 200, 0]
    assert Scale(0, 100, 0, 100, 0.5)(25) == 50
    assert Scale(5, 5, 0, 100)(5) == 0
