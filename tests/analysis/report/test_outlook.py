"""Chapter 8 of the report: the years to come, the levers, what matters most."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.analysis.forecast.books import CLOSED, books, year
from tests.analysis.report.made import Reports, made, members

from grappe.analysis.forecast.answer import answers
from grappe.analysis.report.charts.tornado import tornado_chart

Hand = Callable[..., Path]
CLUSTER = [{"cluster_id": "c", "name": "C"}]
LAST = [
    {"year": 2009, "line": line, "amount": amount, "kind": "actual"}
    for line, amount in (("costs", 100_000), ("fees", 40_000), ("result", 0), ("reserves", 50_000))
]


def words_of(reports: Reports) -> str:
    """Return the words of the page, spaces made plain."""
    return " ".join(reports.page_text.split())


def test_the_chapter_says_how_long_the_reserves_last_and_what_is_needed(twist: Reports) -> None:
    words = words_of(twist)

    assert "Les réserves tiennent jusqu’en 2011 ; elles sont négatives fin 2012." in words
    # 118,552.60 lacking at the end of 2013, over four years.
    assert "il faut 29 639 € de plus par an à partir de 2010" in words
    assert "2007 : subvention de 88 000 € au grand livre, 28 230 € selon le texte" in words


def test_levers_are_told_alone_and_together_and_none_is_given_an_amount(twist: Reports) -> None:
    words = words_of(twist)

    # −118,552.60 + 24,000 − 2,000 for the specific subsidy of 2011.
    assert (
        "Levier « Subvention spécifique pour le projet avec Iconoval » 34 000 € 24 000 € −3 000 € −97 000 € 2011"
        in words
    )
    # + 3 × 9,000 − 1,500 + 3 × 3,000 + 24,000 − 2,000 + 2 × 12,000 − 1,000 = 79,500.
    assert "Tous ensemble 34 000 € 35 000 € 30 000 € −39 000 € 2012" in words
    assert "Levier « Fonds d’investissement du cluster » – – – – montant non donné" in words


def test_the_two_renderings_tell_the_same_of_the_years_to_come(twist: Reports) -> None:
    paper = " ".join(twist.paper_text.split())

    assert "il faut 29 639 € de plus par an à partir de 2010" in paper
    assert "Ce qui compte le plus pour les réserves" in paper


def test_the_tornado_tells_what_it_draws() -> None:
    lines = {"fees": 10_000.0, "costs": 100_000.0, "eligible_costs": 90_000.0}
    (answer,) = answers(books(year(2009, CLOSED), *(year(of, lines, "s") for of in (2010, 2011))))

    drawing = tornado_chart(answer, "fr")

    assert drawing is not None
    assert [row.cells[0].text for row in drawing.table.rows] == [
        "Charges",
        "Dépenses admissibles",
        "Cotisations",
    ]
    # Two years of 10,000 either way.
    assert drawing.table.rows[0].cells[3].text.replace("\u202f", " ") == "40 000\u00a0€"
    assert "Charges, 40\u202f000\u00a0€" in drawing.alt
    bars = {layer["name"]: layer["data"]["values"] for layer in drawing.picture["layer"]}
    less, more = bars["less"][0], bars["more"][0]
    # Less costs leave more: the light bar begins where the dark one ends.
    assert less["x"] == more["x2"]
    # Places are told to a hundredth of a pixel.
    assert less["x2"] - less["x"] == pytest.approx(more["x2"] - more["x"], abs=0.02)


def test_without_forecast_the_report_says_that_the_projection_is_a_rule_s(
    dossier_of: Hand, tmp_path: Path
) -> None:
    words = words_of(made(dossier_of(cluster=CLUSTER, members=members(6), ledger=LAST), tmp_path / "out"))

    assert "Projection faite par une règle" in words
    assert "cette projection n’est pas la sienne" in words
    # 50,000 − 60,000: no recognition, no subsidy.
    assert "Les réserves sont négatives dès la première année, 2010." in words
    assert "Ce que chaque levier devrait apporter" in words


def test_without_ledger_nothing_is_said_of_the_years_to_come(dossier_of: Hand, tmp_path: Path) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6)), tmp_path / "out")

    assert "Les années à venir" not in reports.page_text


def test_with_one_closed_year_something_is(dossier_of: Hand, tmp_path: Path) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6), ledger=LAST), tmp_path / "out")

    assert "Les années à venir" in reports.page_text


def test_markup_in_a_lever_and_in_a_scenario_is_text(dossier_of: Hand, tmp_path: Path) -> None:
    ahead = [{**row, "year": 2010, "kind": "forecast", "scenario": "<b>{x}</b>"} for row in LAST]
    ledger = [{"scenario": "", **row} for row in (*LAST, *ahead)]
    levers = [{"lever_id": "l", "label": "<script>alert(1)</script> {members.total}", "amount": 1_000}]

    reports = made(
        dossier_of(cluster=CLUSTER, members=members(6), ledger=ledger, levers=levers), tmp_path / "out"
    )

    assert "<script>alert(1)" not in reports.source
    assert "<script>alert(1)</script> {members.total}" in words_of(reports)
    assert "« <b>{x}</b> »" in words_of(reports)
