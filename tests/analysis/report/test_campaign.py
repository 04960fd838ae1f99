"""The comparison of a campaign: each cluster within all, nothing ranked, what cannot be compared said."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from bench.work import generated
from playwright.sync_api import Browser
from tests.analysis.report.made import Reports

from grappe.analysis.dossier.anonymity import anonymous
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.report.campaign_report import campaign_report
from grappe.analysis.report.document import Bullets, Chart, Document, Table
from grappe.analysis.report.typography import typeset

DAY = dt.date(2010, 3, 1)
RANKING = re.compile(
    r"\b(meilleur|pire|premier de|dernier de|classement de|en tête|best|worst)", re.IGNORECASE
)


def comparison(dossier: Dossier, *before: dt.date) -> Document:
    """The comparison of a day; before: days that were asked for too."""
    asked = asked_of(dossier, DAY, today=DAY)
    results = pl.concat(evaluate(dossier, asked_of(dossier, day, today=DAY)) for day in (*before, DAY))
    return campaign_report(dossier, asked, labelled(results, dossier, "fr"), "fr", lambda _: None)


@pytest.fixture(scope="module")
def document(examples: Path) -> Document:
    """The comparison of the sample campaign."""
    return comparison(read_dossier(examples / "campaign"))


def blocks(document: Document, kind: type) -> list[object]:
    return [block for chapter in document.chapters for block in chapter.blocks if isinstance(block, kind)]


def listed(document: Document) -> str:
    assert document.summary is not None
    items = [item for block in document.summary.blocks if isinstance(block, Bullets) for item in block.items]
    return "\n".join("".join(run.text for run in item) for item in items)


def test_every_table_keeps_the_clusters_in_the_order_of_the_dossier(
    document: Document, examples: Path
) -> None:
    names = read_dossier(examples / "campaign").tables["cluster"]["name"].to_list()
    told = [
        [row.cells[0].text for row in table.rows]
        for table in blocks(document, Table)
        if isinstance(table, Table) and table.caption.startswith("Chaque cluster")
    ]

    assert len(told) >= 8
    assert {tuple(each) for each in told} == {tuple(names)}


def test_no_word_ranks(campaign: Reports) -> None:
    words = campaign.page_text.replace("n’est pas meilleure", "")

    assert RANKING.findall(words) == []
    assert RANKING.findall("le meilleur cluster") == ["meilleur"]


def test_each_cluster_that_has_a_figure_is_a_dot_and_no_other(document: Document) -> None:
    chart = next(
        one for one in blocks(document, Chart) if isinstance(one, Chart) and "propre échelle" in one.title
    )

    first = chart.table.rows[0].cells[0].text
    assert first == "Membres invités à l’enquête"
    # Twelve clusters, one dot each: their tips name them.
    assert len(set(re.findall(r"Membres invités à l’enquête, (Cluster inventé \d{5})", chart.svg))) == 12


def test_what_cannot_be_compared_is_said_by_rule(document: Document) -> None:
    told = listed(document)

    assert "Connu de certains clusters seulement" in told
    assert "Calculé sur moins de 5 unités dans certains clusters" in told
    assert "Tiré d’enquêtes auxquelles moins de 50\u202f% des invités ont répondu" in told
    assert "Compté sur des périodes de durées différentes" in told
    assert re.search(r"Suit la taille du cluster.*\(de 10 à 152 membres\)", told)
    assert "régimes de reconnaissance" not in told


def test_n_stands_beside_a_share_and_a_handful_is_not_placed(document: Document) -> None:
    of_a_few = {
        "Membres satisfaits de la stratégie",
        "Membres qui connaissent la stratégie",
        "Emploi médian par entreprise",
    }
    subs = [
        row.cells[place].sub
        for table in blocks(document, Table)
        if isinstance(table, Table) and table.caption.startswith("Chaque cluster")
        for place, column in enumerate(table.columns)
        if column.label in of_a_few
        for row in table.rows
        if row.cells[place].text != "–"
    ]
    sizes = {sub: int(re.findall(r"^n\u00a0=\u00a0(\d+)", sub)[0]) for sub in subs}

    assert [sub for sub, size in sizes.items() if (size < 5) is ("," in sub)] == []
    assert min(sizes.values()) < 5 <= max(sizes.values())


def test_one_among_anonymous_others_is_a_diamond(examples: Path) -> None:
    hidden = anonymous(read_dossier(examples / "campaign"), ["c00003"], "fr")
    document = comparison(hidden.dossier)
    chart = next(one for one in blocks(document, Chart) if isinstance(one, Chart))

    assert "losange\u202f: Cluster inventé 00003" in chart.subtitle
    assert "Cluster inventé 00001" not in str(document.plain())
    assert "leur ordre ne suit ni les noms ni les valeurs" in str(document.summary)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_comparison_fits_its_screen(campaign: Reports, chromium: Browser, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(campaign.page.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_no_table_has_one_figure_where_others_have_five(document: Document) -> None:
    for chapter in document.chapters:
        sizes = [
            len(table.columns) - 1
            for table in chapter.blocks
            if isinstance(table, Table) and table.caption.startswith("Chaque cluster")
        ]
        assert max(sizes, default=0) <= 5
        assert max(sizes, default=0) - min(sizes, default=0) <= len(sizes)


def test_a_hundred_clusters_stay_readable(tmp_path: Path) -> None:
    generated(tmp_path / "hundred", clusters=100, members=1000, years=1, even=True)

    document = comparison(read_dossier(tmp_path / "hundred"))

    charts = [one for one in blocks(document, Chart) if isinstance(one, Chart)]
    tables = [one for one in blocks(document, Table) if isinstance(one, Table)]
    # No drawing is taller than a page, and no table names a hundred clusters.
    assert max(chart.height for chart in charts) <= 620
    assert len(charts) <= 16
    assert [table.caption for table in tables if len(table.rows) >= 60] == []
    assert [table.caption for table in tables if table.caption.startswith("Chaque cluster")] == []


def items(document: Document, chapter: int) -> list[str]:
    own = document.chapters[chapter - 1].blocks
    found = [item for block in own if isinstance(block, Bullets) for item in block.items]
    return ["".join(run.text for run in item) for item in found]


def rows(document: Document, caption: str) -> dict[str, list[str]]:
    found = [t for t in blocks(document, Table) if isinstance(t, Table) and t.caption.startswith(caption)]
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for table in found for row in table.rows}


def test_figures_that_follow_the_size_are_named_in_their_chapter(document: Document) -> None:
    (told,) = [item for item in items(document, 1) if item.startswith("Suit la taille du cluster")]

    assert "Membres invités à l’enquête" in told
    assert "Réponses à l’enquête" in told
    assert "Se compare sans réserve" not in listed(document)


def test_the_accounts_are_compared_on_the_last_closed_year_that_most_share(document: Document) -> None:
    spread = rows(document, "Comment les clusters se répartissent")

    for label in ("Résultat de l’exercice", "Part propre des charges", "Reste à financer", "Subvention due"):
        assert re.fullmatch(r"\d+ sur 12", spread[f"{label} – 2009"][0])
    told = "\n".join(items(document, 8))
    assert "Les comptes se comparent sur 2009" in told
    assert "Les scénarios sont propres à chaque cluster\u202f: Dernière année aux réserves positives." in told


def test_what_is_each_cluster_s_own_is_named_as_not_compared(document: Document) -> None:
    assert any("Cible atteinte" in item for item in items(document, 4))
    assert any("Rang médian des membres parmi les entreprises" in item for item in items(document, 3))


def test_every_figure_that_the_results_have_is_compared_or_named(document: Document, examples: Path) -> None:
    dossier = read_dossier(examples / "campaign")
    results = labelled(evaluate(dossier, asked_of(dossier, DAY, today=DAY)), dossier, "fr")
    known = set(results.filter(pl.col("status") == "ok")["figure"])
    compared = {papers.name for papers in document.papers}
    named = "\n".join(item for chapter in range(1, 9) for item in items(document, chapter))

    labels = {f.id: typeset(f.label, "fr") for f in figures().values() if f.id in known - compared}
    assert len(labels) > 20
    assert [figure for figure, label in labels.items() if label not in named] == []


def test_a_mean_of_questions_says_how_many_answered(document: Document) -> None:
    subs = [
        row.cells[place].sub
        for table in blocks(document, Table)
        if isinstance(table, Table) and table.caption.startswith("Chaque cluster")
        for place, column in enumerate(table.columns)
        if column.label == "Satisfaction moyenne"
        for row in table.rows
        if row.cells[place].text != "–"
    ]

    assert len(subs) == 10
    assert [sub for sub in subs if not re.match(r"\d+ réponses", sub)] == []
    # Three answered: they are not placed among the others.
    assert [sub for sub in subs if "," not in sub] == ["3 réponses"]


def test_clusters_of_one_name_are_told_apart_by_their_ids(examples: Path) -> None:
    dossier = read_dossier(examples / "campaign")
    table = dossier.tables["cluster"]
    same = pl.when(pl.col("cluster_id") == "c00002").then(pl.lit("cluster  inventé 00001"))
    tables = {**dossier.tables, "cluster": table.with_columns(same.otherwise("name").alias("name"))}
    document = comparison(replace(dossier, tables=tables), dt.date(2009, 3, 1))

    named = [
        tuple(row.cells[0].text for row in table.rows)
        for table in (*blocks(document, Table), *annexed(document))
        if isinstance(table, Table) and table.columns[0].label == "Cluster"
    ]
    assert len(named) > 10
    assert {each[:3] for each in named} == {
        ("Cluster inventé 00001 (c00001)", "cluster  inventé 00001 (c00002)", "Cluster inventé 00003")
    }
    svg = "".join(chart.svg for chart in blocks(document, Chart) if isinstance(chart, Chart))
    assert "Cluster inventé 00001 (c00001)" in svg


def test_a_handful_of_clusters_has_no_quarters_anywhere(examples: Path) -> None:
    dossier = read_dossier(examples / "campaign")
    few = pl.col("cluster_id").is_in(["c00001", "c00006"])
    document = comparison(replace(dossier, tables={n: t.filter(few) for n, t in dossier.tables.items()}))

    for table in blocks(document, Table):
        assert isinstance(table, Table)
        heads = [column.label for column in table.columns]
        assert "1er quartile" not in heads
        if "Médiane" in heads:
            assert heads[-3:] == ["Minimum", "Médiane", "Maximum"]
    for chart in blocks(document, Chart):
        assert isinstance(chart, Chart)
        assert "moitié centrale" not in chart.subtitle
        assert {(row.cells[2].text, row.cells[4].text) for row in chart.table.rows} == {("–", "–")}


@pytest.mark.parametrize("caption", ["Comment les clusters se répartissent"])
def test_a_caption_is_read_whole_on_a_telephone(campaign: Reports, chromium: Browser, caption: str) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 900})
    page.goto(campaign.page.as_uri())

    spans = page.locator("caption:not(.unseen) span", has_text=caption)
    assert spans.count() >= 6
    ends = spans.evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert max(ends) <= 390
    page.close()


def annexed(document: Document) -> list[object]:
    return [block for annex in document.annexes if annex.anchor == "evolution" for block in annex.blocks]
