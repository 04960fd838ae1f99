"""What the action plan promised, in one table of chapter 5, and only said where it can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.analysis.report.made import Reports, made, members

from grappe.analysis.report.cluster_report import cluster_report
from grappe.analysis.report.document import Chart, Document, Table


def document(reports: Reports) -> Document:
    return cluster_report(reports.dossier, reports.asked, reports.results, "fr", lambda _: None)


def told(report: Document) -> list[list[str]]:
    tables = [block for block in report.chapters[4].blocks if isinstance(block, Table)]
    table = next(one for one in tables if one.caption == "Ce que le plan d’action promettait")
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_targets_stand_beside_what_was_reached(twist: Reports) -> None:
    assert told(document(twist)) == [
        ["Membres", "60", "30 juin 2010", "57", "95\u202f%", "pas encore échu"],
        ["Membres par nature – Entreprises", "40", "30 juin 2010", "36", "90\u202f%", "pas encore échu"],
        [
            "Membres engagés dans un projet",
            "20",
            "30 juin 2010",
            "26",
            "130\u202f%",
            "déjà atteint, avant l’échéance",
        ],
        ["Lettres envoyées – Newsletters", "24", "28 février 2010", "24", "100\u202f%", "atteint"],
        [
            "Conseils d’administration par an",
            "4",
            "30 juin 2010",
            "4",
            "100\u202f%",
            "déjà atteint, avant l’échéance",
        ],
        [
            "Participation à l’assemblée générale",
            "75\u202f%",
            "30 juin 2010",
            "80\u202f%",
            "107\u202f%",
            "déjà atteint, avant l’échéance",
        ],
    ]


def test_a_chart_shows_the_shares_and_the_chapters_lead_to_it(twist: Reports) -> None:
    report = document(twist)
    chart = next(
        block
        for block in report.chapters[4].blocks
        if isinstance(block, Chart) and block.title == "Objectifs et résultats"
    )
    leading = [
        chapter.number
        for chapter in report.chapters
        if any(
            run.text == "Ce que le plan d’action promettait sur ce point est comparé au chapitre 5."
            for block in chapter.blocks
            if block.kind == "paragraph"
            for run in block.runs
        )
    ]

    assert "Membres : 57 pour 60 au 30 juin 2010, 95\u202f%" in chart.alt.replace("\u202f:", " :")
    assert leading == [3, 6]


def test_many_targets_are_parted_in_charts_with_a_table_of_their_own(
    dossier_of: Callable[..., Path], tmp_path: Path
) -> None:
    targets = [{"figure": "members.total", "value": n, "due_on": f"2009-12-{n:02}"} for n in range(1, 31)]
    folder = dossier_of(cluster=[{"cluster_id": "c", "name": "Mini"}], members=members(6), targets=targets)
    charts = [
        block
        for block in document(made(folder, tmp_path / "o")).chapters[4].blocks
        if isinstance(block, Chart) and block.title.startswith("Objectifs et résultats")
    ]

    assert [chart.title[-9:] for chart in charts] == ["(1 sur 3)", "(2 sur 3)", "(3 sur 3)"]
    assert [len(chart.table.rows) for chart in charts] == [10, 10, 10]


def test_without_targets_nothing_is_said_of_them(dossier_of: Callable[..., Path], tmp_path: Path) -> None:
    reports = made(
        dossier_of(cluster=[{"cluster_id": "c", "name": "Mini"}], members=members(6)), tmp_path / "o"
    )

    assert "plan d’action promettait" not in reports.page_text


def test_what_cannot_be_judged_says_why(dossier_of: Callable[..., Path], tmp_path: Path) -> None:
    targets = [
        {"figure": "board.attendance", "value": 0.7, "due_on": "2009-12-31"},
        {"figure": "members.left", "value": 1, "due_on": ""},
    ]
    report = document(
        made(
            dossier_of(cluster=[{"cluster_id": "c", "name": "Mini"}], members=members(6), targets=targets),
            tmp_path / "o",
        )
    )

    assert told(report) == [
        ["Sorties dans la période", "au plus 1", "sans échéance", "0", "–", "atteint"],
        [
            "Participation aux conseils d’administration",
            "70\u202f%",
            "31 décembre 2009",
            "–",
            "–",
            "non disponible\u202f: la table meetings",
        ],
    ]


def test_what_was_reached_is_a_share_wherever_it_is_printed(twist: Reports) -> None:
    report = document(twist)
    tables = [block for chapter in report.chapters for block in chapter.blocks if isinstance(block, Table)]
    table = next(
        one
        for one in tables
        if one.caption == "Les chiffres du chapitre"
        and "Cible atteinte" in [row.cells[0].text for row in one.rows]
    )
    found = {row.cells[0].text: row.cells[1].text for row in table.rows if row.indented}

    assert (found["Membres"], found["Membres par nature – Entreprises"]) == ("95\u202f%", "90\u202f%")
