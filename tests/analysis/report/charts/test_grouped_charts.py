"""Actions by scope and country, members among their peers, answers level by level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from tests.analysis.report.charts.drawn import Twist, fits, marks, names, study
from tests.analysis.report.made import members

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.peers import COMPARED
from grappe.analysis.figures.readings import eager
from grappe.analysis.report.charts.among_peers import peers_chart
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.levels import levels_charts
from grappe.analysis.report.charts.scopes import scopes_chart
from grappe.analysis.report.charts.shares import shares_charts
from grappe.analysis.report.parts import parted

CLUSTER = [{"cluster_id": "c", "name": "C"}]
LONG = "Accompagnement " * 8


def test_scopes_and_countries_add_up_to_the_figures(twist_study: Twist) -> None:
    lines, readings = twist_study
    drawing = scopes_chart(lines, readings)
    assert drawing is not None
    by_scope: Counter[str] = Counter()
    by_country: Counter[str] = Counter()
    for row in drawing.table.rows:
        scope, country, count = (cell.text for cell in row.cells)
        by_scope[scope] += int(count)
        by_country[country] += int(count)

    assert by_scope == {line.name: line.value for line in lines.of("actions.by_scope") if line.value}
    assert by_country == {line.name: line.value for line in lines.of("actions.by_country") if line.value}
    assert [bar["x2"] for bar in marks(drawing, "bars")] == [
        round(132 + 268 * n / 23, 2) for n in (23, 2, 7, 2)
    ]
    assert fits(drawing) == []


def test_many_countries_are_the_first_five_and_the_others(dossier_of: Callable[..., Path]) -> None:
    countries = ["FR", "DE", "NL", "IT", "ES", "PT", "US", "JP"]
    actions = [
        {"action_id": f"a{n}-{k}", "held_on": "2009-01-01", "title": "t", "kind": "fair",
         "scope": "international", "country": country}
        for n, country in enumerate(countries)
        for k in range(len(countries) - n)
    ]  # fmt: skip
    drawing = scopes_chart(*study(dossier_of(cluster=CLUSTER, members=members(5), actions=actions)))

    assert [row["text"] for row in marks(drawing, "countries")] == [
        "France", "Allemagne", "Pays-Bas", "Italie", "Espagne", "3 autres pays",
    ]  # fmt: skip
    assert [row["text"] for row in marks(drawing, "values")] == ["8", "7", "6", "5", "4", "6"]


def test_an_action_without_scope_stands_apart(dossier_of: Callable[..., Path]) -> None:
    actions = [
        {
            "action_id": f"a{n}",
            "held_on": "2009-01-01",
            "title": "t",
            "kind": "fair",
            "scope": s,
            "country": "",
        }
        for n, s in enumerate(["regional", "", ""])
    ]
    drawing = scopes_chart(*study(dossier_of(cluster=CLUSTER, members=members(5), actions=actions)))

    assert [row["text"] for row in marks(drawing, "scopes")] == ["Régionale", "Portée non précisée"]


def test_members_stand_at_their_ranks_and_the_triangle_at_the_figure(twist_study: Twist) -> None:
    lines, readings = twist_study
    drawing = peers_chart(lines, readings)
    ranks = eager(readings.base(COMPARED)).filter(pl.col("cluster_id") == "twist")
    figures = [line for line in lines.of("peer.percentile_median") if line.is_known]

    assert sorted(row["x"] for row in marks(drawing, "members")) == sorted(
        round(6 + 330 * rank, 2) for rank in ranks["rank"]
    )
    assert [row["x"] for row in marks(drawing, "members medians")] == [
        round(6 + 330 * (line.value or 0), 2) for line in figures
    ]
    assert {(band["x"], band["x2"]) for band in marks(drawing, "halves")} == {(88.5, 253.5)}
    assert drawing is not None
    assert fits(drawing) == []
    assert "Vesdrame" not in str(drawing)


@pytest.mark.parametrize("scale", [1, -1, 1e12])
def test_negative_and_huge_values_keep_the_picture_whole(
    dossier_of: Callable[..., Path], scale: float
) -> None:
    firms = [{**row, "kind": "enterprise", "nace": "59.111", "nace_version": "2008"} for row in members(600)]
    accounts = [
        {"member_id": f"m{n}", "year": 2009, "closed_on": "2009-12-31", "turnover": scale * (n % 50 + 1)}
        for n in range(600)
    ]
    peers = [
        {"peer_id": f"p{n}", "name": LONG, "nace": "59.111", "nace_version": "2008", "year": 2008,
         "turnover": scale * (n + 1)}
        for n in range(20)
    ]  # fmt: skip
    lines, readings = study(dossier_of(cluster=CLUSTER, members=firms, accounts=accounts, peers=peers))
    drawing = peers_chart(lines, readings)
    assert drawing is not None
    points = marks(drawing, "members")

    assert len(points) == 600
    assert min(row["y"] for row in points) > marks(drawing, "labels")[0]["y"] + 7
    assert fits(drawing) == []


def test_both_medians_are_said_whole_where_the_numbers_are_long(dossier_of: Callable[..., Path]) -> None:
    firms = [{**row, "kind": "enterprise", "nace": "59.111", "nace_version": "2008"} for row in members(3)]
    accounts = [
        {"member_id": row["member_id"], "year": 2008, "closed_on": "2008-12-31", "turnover": 123_456_000}
        for row in firms
    ]
    peers = [
        {"peer_id": f"p{n}", "name": "x", "nace": "59.111", "nace_version": "2008", "year": 2008,
         "turnover": 234_567_000}
        for n in range(1000)
    ]  # fmt: skip
    lines, readings = study(dossier_of(cluster=CLUSTER, members=firms, accounts=accounts, peers=peers))
    drawing = peers_chart(lines, readings)
    (words,) = [
        row["text"].replace("\u202f", " ").replace("\u00a0", " ") for row in marks(drawing, "medians words")
    ]
    assert words == "médianes : membres 123 456 000 €, comparables (1 000) 234 567 000 €"


def test_no_peers_is_no_picture_and_hidden_groups_neither(
    dossier_of: Callable[..., Path], twist_study_hidden: Twist
) -> None:
    assert peers_chart(*study(dossier_of(cluster=CLUSTER, members=members(6)))) is None
    assert peers_chart(*twist_study_hidden) is None
    assert scopes_chart(*twist_study_hidden) is None


def test_levels_fill_the_bar_and_their_positive_part_is_the_figure(
    examples: Path, twist_study: Twist
) -> None:
    lines, readings = twist_study
    questionnaire = read_dossier(examples / "twist").questionnaire
    (drawing,) = levels_charts("t", "satisfaction", questionnaire, lines, readings)

    for row, base in zip(drawing.table.rows, marks(drawing, "bases"), strict=True):
        *counts, whole = (int(cell.text) for cell in row.cells[1:])
        (line,) = [one for one in lines.of("satisfaction.share") if one.name == row.cells[0].text]
        assert sum(counts) == whole == line.n_used
        assert (counts[0] + counts[1]) / whole == line.value
        assert base["text"] == f"n = {whole}"
    ends = [
        (row["x"], row["x2"], row["y"]) for place in range(1, 5) for row in marks(drawing, f"level {place}")
    ]
    for y in {y for _, _, y in ends}:
        bar = sorted((x, x2) for x, x2, at in ends if at == y)
        assert (bar[0][0], bar[-1][1]) == (6, 336)
        assert [a[1] for a in bar[:-1]] == [b[0] for b in bar[1:]]
    assert fits(drawing) == []


def test_levels_are_hidden_with_small_groups_and_absent_without_a_questionnaire(
    examples: Path, twist_study: Twist, twist_study_hidden: Twist
) -> None:
    questionnaire = read_dossier(examples / "twist").questionnaire

    assert list(levels_charts("t", "satisfaction", questionnaire, *twist_study_hidden)) == []
    assert list(levels_charts("t", "satisfaction", None, *twist_study)) == []
    # Yes, no and not concerned are no levels.
    assert list(levels_charts("t", "verbatim", questionnaire, *twist_study)) == []


def test_the_shades_of_levels_differ_in_grey(examples: Path, twist_study: Twist) -> None:
    questionnaire = read_dossier(examples / "twist").questionnaire
    (drawing,) = levels_charts("t", "satisfaction", questionnaire, *twist_study)
    colours = [
        layer["mark"]["color"] for layer in drawing.picture["layer"] if layer["name"].startswith("level ")
    ]
    greys = [0.299 * int(c[1:3], 16) + 0.587 * int(c[3:5], 16) + 0.114 * int(c[5:7], 16) for c in colours]

    assert len(greys) == 4
    assert [b - a >= 30 for a, b in pairwise(greys)] == [True] * 3


def test_every_new_chart_gives_the_same_picture_twice(examples: Path, twist_study: Twist) -> None:
    questionnaire = read_dossier(examples / "twist").questionnaire
    for draw in (
        lambda: scopes_chart(*twist_study),
        lambda: peers_chart(*twist_study),
        lambda: next(levels_charts("t", "impact", questionnaire, *twist_study)),
    ):
        one, other = draw(), draw()
        assert one is not None
        assert other is not None
        assert converted(one) == converted(other)
        assert "clipPath" not in converted(one).svg
        assert names(one) == names(other)


def test_thirty_questions_are_parted_in_charts_of_the_same_length_that_tell_which_they_are(
    examples: Path, twist_study: Twist
) -> None:
    lines, readings = twist_study
    questionnaire = read_dossier(examples / "twist").questionnaire
    assert questionnaire is not None
    (asked, *_) = [q for q in questionnaire.questions if q.role and q.role.kind == "satisfaction"]
    many = replace(questionnaire, questions=(asked,) * 30)
    levels = list(levels_charts("t", "satisfaction", many, lines, readings))
    (line, *_) = lines.of("satisfaction.share")
    shares = list(shares_charts("t", lines, [line] * 30))

    for drawn in (levels, shares):
        assert [drawing.title for drawing in drawn] == ["t (1 sur 3)", "t (2 sur 3)", "t (3 sur 3)"]
        assert [len(drawing.table.rows) for drawing in drawn] == [10, 10, 10]
    assert len({drawing.subtitle for drawing in shares}) == 1


def test_the_last_part_is_no_row_alone() -> None:
    assert [(title, len(some)) for title, some in parted("t", range(13), 12, "fr")] == [
        ("t (1 sur 2)", 6),
        ("t (2 sur 2)", 7),
    ]
    assert [title for title, _ in parted("t", range(12), 12, "fr")] == ["t"]
    assert list(parted("t", [], 12, "fr")) == []
