"""The network with and without the team: the same places, every member, no name that must be hidden."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.analysis.report.charts.drawn import Twist, fits, marks, names, study
from tests.analysis.report.made import members

from grappe.analysis.report.charts.network import network_chart, network_of, placed

CLUSTER = [{"cluster_id": "c", "name": "C"}]


def test_each_member_stands_at_the_same_place_in_both_panels(twist_study: Twist) -> None:
    drawing = network_chart(*twist_study)
    within, without = marks(drawing, "tied with"), marks(drawing, "tied without")
    alone = marks(drawing, "alone without")

    assert len(within) == len(without) + len(alone) == 57
    assert {(row["x"] + 240, row["y"]) for row in within} == {
        (row["x"], row["y"]) for row in [*without, *alone]
    }


def test_the_groups_are_those_of_the_figures(twist_study: Twist) -> None:
    lines, readings = twist_study
    network = network_of(readings, "twist")
    assert network is not None
    whole, without = (
        lines.known(name, network.layer) for name in ("network.components", "network.without_office")
    )

    assert whole is not None
    assert without is not None
    told = [row["text"] for row in marks(network_chart(lines, readings), "captions")]
    assert told == [
        f"{int(whole.value or 0)} groupe relié",
        f"{int(without.value or 0)} groupes sans lien entre eux",
    ]
    # Seven alone, and one group of all the others.
    assert without.value == len(marks(network_chart(lines, readings), "alone without")) + 1


def test_a_circle_answers_with_the_ties_that_its_area_shows(twist_study: Twist) -> None:
    lines, readings = twist_study
    network = network_of(readings, "twist")
    assert network is not None
    ties = network.degrees
    rows = marks(network_chart(lines, readings), "tied without")
    counts = [int(row["tip"].split("\n")[1].split(" ")[0]) for row in rows]

    assert sorted(counts) == sorted(ties.values())
    assert [row["area"] for row in sorted(rows, key=lambda row: row["area"])] == [
        row["area"] for _, row in sorted(zip(counts, rows, strict=True), key=lambda pair: pair[0])
    ]


def test_the_places_are_the_same_each_time(twist_study: Twist) -> None:
    _, readings = twist_study
    network = network_of(readings, "twist")
    assert network is not None

    assert placed(network) == placed(network)
    assert [p for p in placed(network).values() if not (0 <= p[0] <= 220 and 0 <= p[1] <= 220)] == []


def test_names_answer_only_where_the_results_tell_their_rows(twist_study: Twist, examples: Path) -> None:
    lines, readings = twist_study
    assert "tip:Vesdrame Productions" in {
        row["tip"].split("\n")[0] for row in marks(network_chart(lines, readings), "tied with")
    }

    hidden = study(examples / "twist", below=2)
    assert network_chart(*hidden) is None or "Vesdrame" not in str(network_chart(*hidden))


def test_nothing_is_drawn_where_small_groups_are_hidden(twist_study_hidden: Twist) -> None:
    assert network_chart(*twist_study_hidden) is None


def _star(count: int) -> list[dict[str, object]]:
    """Ties of so many members: the team's with each, and those of a tree among half of them."""
    pairs = [("@office", f"m{n}") for n in range(count)]
    pairs += [(f"m{n}", f"m{n // 2}") for n in range(1, count // 2)]
    return [{"member_a": a, "member_b": b, "layer": "information", "since": "2008-01-01"} for a, b in pairs]


@pytest.mark.parametrize("count", [3, 300])
def test_a_few_hundred_members_are_drawn_each_within_its_panel(
    dossier_of: Callable[..., Path], count: int
) -> None:
    drawing = network_chart(*study(dossier_of(cluster=CLUSTER, members=members(count), ties=_star(count))))
    assert drawing is not None

    assert fits(drawing) == []
    assert len(marks(drawing, "tied with")) == count
    assert "alone with" not in names(drawing)
    assert [
        row for row in marks(drawing, "tied with") if not (0 < row["x"] < 220 and 44 < row["y"] < 264)
    ] == []


def test_two_members_are_left_to_the_table(dossier_of: Callable[..., Path]) -> None:
    assert network_chart(*study(dossier_of(cluster=CLUSTER, members=members(2), ties=_star(2)))) is None


def test_a_crowd_is_counted_by_its_ties_and_that_is_said(dossier_of: Callable[..., Path]) -> None:
    count = 301
    lines, readings = study(dossier_of(cluster=CLUSTER, members=members(count), ties=_star(count)))
    drawing = network_chart(lines, readings)
    found = network_of(readings, lines.cluster)
    assert drawing is not None
    assert found is not None
    told = {row.cells[0].text: int(row.cells[1].text) for row in drawing.table.rows}
    degrees = [found.degrees[member] for member in found.members]

    assert sum(told.values()) == count
    assert told["0 lien"] == degrees.count(0) > 100
    assert told["3 à 4 liens"] == degrees.count(3) + degrees.count(4)
    assert len(marks(drawing, "bars")) == len(told)
    assert drawing.note.startswith("Les membres sont trop nombreux pour un dessin du réseau")
    assert (
        f"sans elle\u202f: {int(lines.known('network.without_office', 'information').value)} groupes"
        in drawing.note
    )
    assert fits(drawing) == []


def test_without_any_tie_of_the_team_there_is_nothing_to_compare(dossier_of: Callable[..., Path]) -> None:
    ties = [{"member_a": "m1", "member_b": "m2", "layer": "project", "since": "2008-01-01"}]

    lines, readings = study(dossier_of(cluster=CLUSTER, members=members(6), ties=ties))

    assert network_chart(lines, readings) is None
