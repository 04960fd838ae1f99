"""Several reference days: the evolution of every figure, and no more than it allows."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests.analysis.report.made import members, read

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.figures.suppression import suppressed
from grappe.analysis.report.cluster_report import cluster_report
from grappe.analysis.report.document import Chart, Document, Section, Table
from grappe.analysis.report.evolution_words import change_words
from grappe.analysis.report.html import as_html
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live
from grappe.analysis.report.pdf import as_pdf

YEARS = tuple(dt.date(year, 3, 1) for year in (2008, 2009, 2010))
MONTHS = tuple(dt.date(2008 + month // 12, month % 12 + 1, 1) for month in range(24))


def report_on(folder: Path, days: tuple[dt.date, ...], below: int = 0) -> Document:
    dossier = read_dossier(folder)
    asked = [asked_of(dossier, day, today=day) for day in days]
    results = suppressed(pl.concat([evaluate(dossier, each) for each in asked]), below)
    return cluster_report(dossier, asked[-1], labelled(results, dossier, "fr"), "fr", lambda _: None)


def evolution(document: Document) -> Section:
    return next(annex for annex in document.annexes if annex.anchor == "evolution")


def tables(document: Document) -> dict[str, Table]:
    return {block.caption: block for block in evolution(document).blocks if isinstance(block, Table)}


def texts(document: Document) -> str:
    return " ".join(
        run.text for block in evolution(document).blocks if block.kind == "paragraph" for run in block.runs
    )


def row(table: Table, name: str) -> list[tuple[str, str]]:
    return next(
        [(cell.text, cell.sub) for cell in one.cells[1:]]
        for one in table.rows
        if one.cells[0].text == name and not one.heading
    )


@pytest.fixture(scope="module")
def by_year(examples: Path) -> Document:
    """TWIST on three days of March."""
    return report_on(examples / "twist", YEARS)


@pytest.fixture(scope="module")
def by_month(examples: Path) -> Document:
    """TWIST on the first of 24 months."""
    return report_on(examples / "twist", MONTHS)


def test_one_day_has_no_evolution(examples: Path) -> None:
    document = report_on(examples / "twist", YEARS[-1:])

    assert [annex.anchor for annex in document.annexes if annex.anchor == "evolution"] == []


def test_each_day_has_its_column_and_the_change_its_reserves(by_year: Document) -> None:
    table = tables(by_year)["Représentativité du cluster"]

    assert [column.label for column in table.columns] == [
        "Chiffre",
        "1er mars 2008",
        "1er mars 2009",
        "1er mars 2010",
        "Changement",
    ]
    assert row(table, "Membres") == [("40", ""), ("51", ""), ("57", ""), ("+17", "")]
    assert row(table, "Entrées dans la période")[-1] == ("+23", "période autre")
    assert row(table, "Emploi médian par entreprise")[-1] == (
        "+1\u00a0ETP",
        "couverture autre, intervalles communs",
    )
    assert "aucun changement ne peut être affirmé" in table.note
    assert "un compte croît avec elle" in table.note


def test_the_value_of_the_last_day_leads_to_its_papers(by_year: Document) -> None:
    last = tables(by_year)["Représentativité du cluster"].rows[0].cells[3]

    assert last.anchor in {line.anchor for entry in by_year.papers for line in entry.lines}


def test_chapter_3_draws_whom_the_cluster_gathers(by_year: Document) -> None:
    titles = [block.title for block in by_year.chapters[2].blocks if isinstance(block, Chart)]
    chart = next(
        block
        for block in by_year.chapters[2].blocks
        if isinstance(block, Chart) and "évolution" in block.title
    )

    assert titles[-1] == "L’évolution de la représentativité"
    assert [cell.text for cell in chart.table.rows[0].cells] == [
        "1er mars 2008",
        "40",
        "28",
        "1",
        "3",
        "8",
        "100\u202f%",
        "12\u00a0ETP",
    ]


def test_a_survey_has_no_evolution_and_that_is_said(by_year: Document) -> None:
    assert "Satisfaction" not in str(tables(by_year))
    assert "toutes les réponses comptent, quel que soit le jour de référence" in texts(by_year)


def test_a_day_before_the_cluster_is_told_and_not_shown(examples: Path) -> None:
    document = report_on(examples / "twist", (dt.date(2005, 1, 1), *YEARS))

    assert "Au 1er janvier 2005, le cluster n’était pas constitué" in texts(document)
    assert [column.label for column in tables(document)["Représentativité du cluster"].columns][
        1
    ] == "1er mars 2008"


def test_many_days_are_told_by_their_ends_and_drawn(by_month: Document) -> None:
    table = tables(by_month)["Représentativité du cluster"]
    charts = [block for block in evolution(by_month).blocks if isinstance(block, Chart)]

    assert [column.label for column in table.columns] == [
        "Chiffre",
        "1er janvier 2008",
        "Au moins",
        "Au plus",
        "1er décembre 2009",
        "Changement",
    ]
    assert row(table, "Membres") == [
        ("37", ""),
        ("37", "1er janv. 2008"),
        ("59", "1er déc. 2009"),
        ("59", ""),
        ("+22", ""),
    ]
    # There is no period before it begins: the first day known stands under the value.
    assert row(table, "Fidélité des membres")[0] == ("100\u202f%", "1er mars 2008")
    assert max(len(chart.table.columns) for chart in charts) <= 9
    assert {len(chart.table.rows) for chart in charts} == {24}


def test_no_line_leaves_its_page_with_many_days(by_month: Document, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(as_pdf(by_month.plain(), MONTHS[-1], lambda _: None))
    told = subprocess.run(
        ["pdftotext", "-bbox", str(tmp_path / "report.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout

    rights = [float(right) for right in re.findall(r'<word [^>]*xMax="([\d.]+)"', told)]
    assert len(rights) > 3000
    # 210 mm less a margin of 26 mm, in points, and the rounding of a letter.
    assert max(rights) < (210 - 26) / 25.4 * 72 + 2
    assert re.search(r"59\s+1er déc\. 2009\s+59\s+\+22", read(as_html(by_month.plain())))


def test_what_is_hidden_on_a_day_is_in_no_table_of_the_evolution(dossier_of: Callable[..., Path]) -> None:
    rows = [{**one, "kind": "enterprise"} for one in members(30)]
    rows += [
        {
            "member_id": f"s{n}",
            "name": f"École {n}",
            "kind": "education",
            "joined_on": "2007-01-01" if n < 3 else "2009-06-01",
        }
        for n in range(8)
    ]
    rows += [
        {"member_id": f"r{n}", "name": f"Labo {n}", "kind": "research", "joined_on": "2007-01-01"}
        for n in range(9)
    ]
    folder = dossier_of(cluster=[{"cluster_id": "c", "name": "Mini"}], members=rows)

    shown = tables(report_on(folder, YEARS))["Représentativité du cluster"]
    hidden = report_on(folder, YEARS, below=5)

    assert row(shown, "Éducation et formation") == [("3", ""), ("3", ""), ("8", ""), ("+5", "")]
    assert "Éducation et formation" not in str(tables(hidden))
    assert "Un petit groupe masqué à un jour l’est à tous" in texts(hidden)


def test_changes_are_written_in_the_unit_of_the_figure() -> None:
    told = [
        change_words(*pair, "fr")
        for pair in (
            (5.0, "count"),
            (-0.12, "share"),
            (0.004, "share"),
            (1.25, "fte"),
            (-3200.0, "eur"),
            (420.0, "eur"),
            (0.0, "count"),
            (0.0001, "index"),
            (2.0, "year"),
        )
    ]

    assert told == [
        "+5",
        "−12 points",
        "+0,4 point",
        "+1,3\u00a0ETP",
        "−3\u202f000\u00a0€",
        "+420\u00a0€",
        "inchangé",
        "presque inchangé",
        "+2\u00a0ans",
    ]


def test_a_country_without_a_partner_is_zero_in_the_table_and_in_the_sentence(examples: Path) -> None:
    days = (dt.date(2008, 3, 1), dt.date(2010, 3, 1))
    *_, table = (
        table
        for table in tables(report_on(examples / "twist", days)).values()
        if any(one.cells[0].text == "France" for one in table.rows)
    )

    assert [text for text, _ in row(table, "France")] == ["0", "3", "+3"]
    dossier = read_dossier(examples / "twist")
    asked = asked_of(dossier, days[0], today=days[0])
    lines = Lines(labelled(evaluate(dossier, asked), dossier, "fr"), dossier, "twist", "fr")
    said = "".join(run.text for run in live("{partners.by_country[FR]} {partners.by_country[XX]}", lines))
    assert said == "0 non disponible"
