"""What holds for every chart of a report: nothing runs out of it, and it is read at half a page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from tests.analysis.report.charts.drawn import fits, study

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.report.chapters import _candidates
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.drawing import Drawing

HALF_A_PAGE = 105 / 25.4 * 72
"""Half the width of A4, in points."""
HOSTILE = ("Société très anonyme " * 6)[:120], "🍇🍇🍇 " * 20, "W" * 120, "<b>&\"' =1+1", "شركة" * 10


def drawings(folder: Path) -> Iterator[Drawing]:
    """Yield every chart of a report."""
    dossier = read_dossier(folder)
    lines, readings = study(folder)
    for number in range(1, 9):
        yield from (one for one in _candidates(number, dossier, lines, readings) if one is not None)


@pytest.fixture(scope="module")
def twist_drawings(examples: Path) -> list[Drawing]:
    """Every chart of TWIST."""
    return list(drawings(examples / "twist"))


def placed(found: list[Drawing]) -> list[Drawing]:
    """Return those whose marks are all placed in pixels."""
    return [drawing for drawing in found if "autosize" in drawing.picture]


def test_the_charts_that_an_evaluation_expects_are_there(twist_drawings: list[Drawing]) -> None:
    titles = [drawing.title for drawing in twist_drawings]
    expected = [
        "Membres par nature",
        "Membres du cluster au fil du temps",
        "Entreprises membres par province",
        "Emploi par entreprise membre",
        "Les entreprises membres parmi les entreprises comparables",
        "Satisfaction et importance des actions",
        "Satisfaction des actions, niveau par niveau",
        "Actions par portée et par pays",
        "Participation aux conseils d’administration, séance par séance",
        "Partenaires par pays",
        "Le réseau des membres, avec et sans l’équipe du cluster",
        "Résultat de l’exercice",
        "Réserves à la clôture",
    ]

    assert [title for title in expected if title not in titles] == []


def test_each_has_its_words_its_table_and_marks_that_answer(twist_drawings: list[Drawing]) -> None:
    bare = [
        drawing.title
        for drawing in twist_drawings
        if not (drawing.subtitle and drawing.alt.startswith(drawing.title) and drawing.table.rows)
    ]
    silent = [one.title for one in placed(twist_drawings) if "data-tip=" not in converted(one).svg]

    assert bare == []
    assert silent == []


def test_no_letter_is_under_six_and_a_half_points_at_half_a_page(twist_drawings: list[Drawing]) -> None:
    small = [
        (drawing.title, float(size))
        for drawing in twist_drawings
        for chart in [converted(drawing)]
        for size in re.findall(r'font-size="([\d.]+)px"', chart.svg)
        if float(size) * HALF_A_PAGE / max(chart.width, 1) < 6.5
    ]

    assert small == []


def test_the_words_of_no_chart_run_out_of_it(twist_drawings: list[Drawing]) -> None:
    assert {drawing.title: fits(drawing) for drawing in placed(twist_drawings)} == {
        drawing.title: [] for drawing in placed(twist_drawings)
    }


def test_long_broad_foreign_and_hostile_names_stay_text_and_stay_in(examples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "twist"
    shutil.copytree(examples / "twist", folder)
    for table in ("members", "partners"):
        rows = pl.read_csv(folder / f"{table}.csv", infer_schema=False)
        names = [HOSTILE[n % len(HOSTILE)] + str(n) for n in range(len(rows))]
        rows.with_columns(name=pl.Series(names)).write_csv(folder / f"{table}.csv")
    ledger = pl.read_csv(folder / "ledger.csv", infer_schema=False)
    ledger.with_columns(
        pl.col("scenario").replace({"maintien": HOSTILE[0], "commissions": HOSTILE[1]})
    ).write_csv(folder / "ledger.csv")
    found = placed(list(drawings(folder)))

    assert {drawing.title: fits(drawing) for drawing in found} == {drawing.title: [] for drawing in found}
    assert [drawing.title for drawing in found if "<b>" in converted(drawing).svg] == []
