"""A campaign on several days: the clusters' medians by day, each one's change within those of all."""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from bench.work import generated

from grappe.analysis.dossier.anonymity import anonymous
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.figures.suppression import suppressed
from grappe.analysis.report.campaign_report import campaign_report
from grappe.analysis.report.document import Chart, Document, Paragraph, Row, Section, Table
from grappe.analysis.report.evolution_words import signed

DAYS = (dt.date(2008, 3, 1), dt.date(2009, 3, 1), dt.date(2010, 3, 1))


def results_of(dossier: Dossier, days: tuple[dt.date, ...], below: int = 0) -> pl.DataFrame:
    found = pl.concat(evaluate(dossier, asked_of(dossier, day, today=day)) for day in days)
    return labelled(suppressed(found, below), dossier, "fr")


def comparison(dossier: Dossier, results: pl.DataFrame) -> Document:
    last = results["as_of"].max()
    assert isinstance(last, dt.date)
    return campaign_report(dossier, asked_of(dossier, last, today=last), results, "fr", lambda _: None)


@pytest.fixture(scope="module")
def dossier(examples: Path) -> Dossier:
    return read_dossier(examples / "campaign")


@pytest.fixture(scope="module")
def results(dossier: Dossier) -> pl.DataFrame:
    return results_of(dossier, DAYS)


@pytest.fixture(scope="module")
def document(dossier: Dossier, results: pl.DataFrame) -> Document:
    return comparison(dossier, results)


def annex(document: Document) -> Section:
    (found,) = [one for one in document.annexes if one.anchor == "evolution"]
    return found


def tables(document: Document, caption: str) -> list[Table]:
    blocks = (*annex(document).blocks, *document.chapters[2].blocks)
    return [block for block in blocks if isinstance(block, Table) and block.caption.startswith(caption)]


def words(document: Document) -> str:
    return "\n".join(
        "".join(run.text for run in block.runs)
        for block in annex(document).blocks
        if isinstance(block, Paragraph)
    ).replace("\u00a0", " ")


def row(found: list[Table], label: str) -> Row:
    (own,) = [row for table in found for row in table.rows if row.cells[0].text == label]
    return own


def known(results: pl.DataFrame, figure: str, day: dt.date) -> dict[str, float]:
    own = results.filter(pl.col("figure") == figure, pl.col("as_of") == day, pl.col("status") == "ok")
    return dict(own.drop_nulls("value").select("cluster_id", "value").iter_rows())


def test_a_figure_has_by_day_its_median_its_quartiles_and_how_many_clusters(
    document: Document, results: pl.DataFrame
) -> None:
    cells = row(tables(document, "Les clusters, d’un jour"), "Membres").cells

    for cell, day in zip(cells[1:4], DAYS, strict=True):
        values = pl.Series(list(known(results, "members.total", day).values()))
        # A half is rounded up, as people do.
        low, middle, high = (int((values.quantile(p, "linear") or 0) + 0.5) for p in (0.25, 0.5, 0.75))
        assert cell.text == str(middle)
        assert cell.sub.replace("\u00a0", " ") == f"{low} – {high}, n = {len(values)}"
    first, last = (known(results, "members.total", day) for day in (DAYS[0], DAYS[-1]))
    moved = pl.Series([last[cluster] - value for cluster, value in first.items()])
    assert cells[4].text == f"+{int(float(str(moved.median())) + 0.5)}"
    assert cells[4].sub.endswith("n\u00a0=\u00a012")


def test_the_ends_of_the_changes_are_signed_and_bear_no_unit_twice() -> None:
    assert [signed(v, "fte", "fr") for v in (1.25, -3, 0)] == ["+1,3", "−3", "0"]
    assert [signed(v, "share", "de") for v in (-0.15, 0.004)] == ["−15", "+0,4"]
    assert signed(-1_250_000, "eur", "fr").replace("\u202f", " ").startswith("−1 250 000")
    assert signed(2.0, "year", "fr") == "+2"


def test_a_handful_of_clusters_has_no_quartiles_and_no_band(dossier: Dossier, results: pl.DataFrame) -> None:
    few = pl.col("cluster_id").is_in(["c00001", "c00006"])
    two = replace(dossier, tables={n: t.filter(few) for n, t in dossier.tables.items()})
    document = comparison(two, results.filter(few))

    cells = row(tables(document, "Les clusters, d’un jour"), "Membres").cells
    assert [cell.sub for cell in cells[1:]] == ["n\u00a0=\u00a02"] * 4
    charts = [block for block in annex(document).blocks if isinstance(block, Chart)]
    assert charts
    assert all("bande" not in chart.subtitle for chart in charts)


def test_each_cluster_has_its_change_in_the_order_of_the_dossier(
    document: Document, dossier: Dossier, results: pl.DataFrame
) -> None:
    found = tables(document, "Le changement de chaque cluster")
    names = dossier.tables["cluster"].select("cluster_id", "name").rows()

    assert {tuple(row.cells[0].text for row in table.rows) for table in found} == {tuple(n for _, n in names)}
    (members,) = [table for table in found if table.columns[1].label == "Membres"]
    first, last = (known(results, "members.total", day) for day in (DAYS[0], DAYS[-1]))
    for line, (cluster, _) in zip(members.rows, names, strict=True):
        difference = round(last[cluster] - first[cluster])
        assert line.cells[1].text == f"{difference:+d}".replace("-", "−")
        assert line.cells[1].sub in ("quart inférieur", "moitié centrale", "quart supérieur")


def test_representativeness_is_given_cluster_by_day(document: Document, results: pl.DataFrame) -> None:
    (table,) = tables(document, "Membres, d’un jour à l’autre")

    told = [[cell.text for cell in line.cells[1:4]] for line in table.rows]
    values = [[f"{v:.0f}" for v in known(results, "members.total", day).values()] for day in DAYS]
    assert told == [list(each) for each in zip(*values, strict=True)]
    charts = [block for block in document.chapters[2].blocks if isinstance(block, Chart)]
    (chart,) = [one for one in charts if one.title == "Les clusters, d’un jour à l’autre"]
    assert [cell.text for cell in chart.table.rows[0].cells][:2] == ["1er mars 2008", "20"]


def test_the_first_page_says_which_day_is_compared_and_where_the_others_are(document: Document) -> None:
    told = str(document.summary).replace("\\xa0", " ")

    assert "Les chapitres comparent les clusters au 1er mars 2010" in told
    assert "ne compare que" not in told


def test_days_that_do_not_compare_are_shown_and_left_out_of_the_spread(document: Document) -> None:
    medians = tables(document, "Les clusters, d’un jour")
    changes = tables(document, "Le changement de chaque cluster")
    place, table = next(
        (place, table)
        for table in changes
        for place, column in enumerate(table.columns)
        if column.label == "Emploi total des entreprises membres"
    )
    told = [line.cells[place] for line in table.rows if line.cells[place].text != "–"]
    apart = [cell for cell in told if "couverture autre" in cell.sub or "base autre" in cell.sub]

    assert apart
    assert all(cell.soft and "quart" not in cell.sub for cell in apart)
    last = row(medians, "Emploi total des entreprises membres").cells[-1]
    counted = re.search(r"n\u00a0=\u00a0(\d+)", last.sub)
    assert (int(counted[1]) if counted else 0) == len(told) - len(apart)
    assert "Couverture autre" in table.note


def test_one_day_has_no_evolution(dossier: Dossier, results: pl.DataFrame) -> None:
    alone = comparison(dossier, results.filter(pl.col("as_of") == DAYS[-1]))

    assert [one.anchor for one in alone.annexes if one.anchor == "evolution"] == []
    assert "d’un jour à l’autre" not in str(alone.plain())


def test_a_cluster_that_was_not_there_yet_is_named_and_has_no_change(dossier: Dossier) -> None:
    cluster, members = dossier.tables["cluster"], dossier.tables["members"]
    late = pl.col("cluster_id") == "c00002"
    tables_ = {
        **dossier.tables,
        "cluster": cluster.with_columns(
            pl.when(late).then(dt.date(2009, 6, 1)).otherwise(dt.date(2005, 1, 1)).alias("constituted_on")
        ),
        "members": members.with_columns(
            pl.when(late).then(dt.date(2009, 6, 1)).otherwise("joined_on").alias("joined_on")
        ),
    }
    changed = replace(dossier, tables=tables_)
    document = comparison(changed, results_of(changed, (DAYS[1], DAYS[2])))

    (table,) = tables(document, "Membres, d’un jour à l’autre")
    told = [cell.text for cell in table.rows[1].cells]
    assert (told[0], told[1], told[3]) == ("Cluster inventé 00002", "–", "–")
    assert int(told[2]) > 0
    assert "au 1er mars 2009, Cluster inventé 00002." in words(document)
    assert "n\u00a0=\u00a011" in row(tables(document, "Les clusters, d’un jour"), "Membres").cells[1].sub


def test_a_figure_that_no_cluster_has_on_a_day_has_a_dash_there(
    dossier: Dossier, results: pl.DataFrame
) -> None:
    gone = (pl.col("figure") == "members.total") & (pl.col("as_of") == DAYS[0])
    document = comparison(dossier, results.filter(~gone))

    cells = row(tables(document, "Les clusters, d’un jour"), "Membres").cells
    assert [cell.text for cell in cells[1:]] == ["–", cells[2].text, cells[3].text, "–"]
    labels = [column.label for table in tables(document, "Le changement de") for column in table.columns]
    assert "Membres" not in labels


def test_what_is_hidden_between_days_stays_hidden(dossier: Dossier) -> None:
    found = results_of(dossier, DAYS, below=10)
    document = comparison(dossier, found)
    hidden = found.filter(pl.col("figure") == "employment.median", pl.col("status") == "suppressed")
    (table,) = tables(document, "Emploi médian par entreprise, d’un jour à l’autre")
    order = {cluster: turn for turn, cluster in enumerate(dossier.clusters)}

    assert len(hidden)
    for cluster, day in hidden.select("cluster_id", "as_of").iter_rows():
        cells = table.rows[order[cluster]].cells
        assert cells[1 + DAYS.index(day)].text == "masqué"
        if day in (DAYS[0], DAYS[-1]):
            assert cells[-1].text == "–"
    assert "Un petit groupe masqué à un jour l’est à tous" in words(document)


def test_the_one_that_sees_itself_is_a_diamond_through_the_days(dossier: Dossier) -> None:
    hidden = anonymous(dossier, ["c00003"], "fr").dossier
    document = comparison(hidden, results_of(hidden, DAYS))
    charts = [block for block in annex(document).blocks if isinstance(block, Chart)]

    assert charts
    assert all("losange\u202f: Cluster inventé 00003" in chart.subtitle for chart in charts)
    assert "Cluster inventé 00001" not in str(annex(document))


def test_a_hundred_clusters_on_six_days_have_no_row_each_and_cost_little(tmp_path: Path) -> None:
    generated(tmp_path / "hundred", clusters=100, members=1000, years=3, even=True)
    dossier = read_dossier(tmp_path / "hundred")
    days = tuple(dt.date(year, month, 1) for year in (2008, 2009, 2010) for month in (1, 3))
    results = results_of(dossier, days)

    start = time.process_time()
    comparison(dossier, results.filter(pl.col("as_of") == days[-1]))
    middle = time.process_time()
    document = comparison(dossier, results)
    took, alone = time.process_time() - middle, middle - start

    assert took - alone < 4
    assert tables(document, "Le changement de chaque cluster") == []
    found = tables(document, "Les clusters, d’un jour")
    # Five days have their column, both ends among them; the drawings have the six.
    assert {len(table.columns) for table in found} == {7}
    assert [column.label for column in found[0].columns][1::4] == [
        "1er janvier 2008",
        "1er mars 2010",
    ]
    assert "n’en montrent que 5" in words(document)
    assert {len(b.table.rows) for b in annex(document).blocks if isinstance(b, Chart)} == {6}
