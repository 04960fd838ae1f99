"""The scenarios of a ledger: in its order everywhere, each drawn, however many they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.report.charts.drawn import fits, marks, names, study
from tests.analysis.report.made import made, members

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.report.charts.years import reserves_chart, result_chart, years_chart

Hand = Callable[..., Path]
CLUSTER = [{"cluster_id": "c", "name": "C"}]


def ledger(scenarios: list[str]) -> list[dict[str, Any]]:
    """Return a closed year, then two years of each scenario; the reserves of the first come last."""
    told = [
        {"year": 2009, "line": name, "amount": 10_000.0, "kind": "actual", "scenario": ""}
        for name in ("result", "reserves")
    ]
    for line, named in (("result", scenarios), ("reserves", scenarios[::-1])):
        told += [
            {"year": year, "line": line, "amount": place * 1000.0, "kind": "forecast", "scenario": name}
            for place, name in enumerate(named)
            for year in (2010, 2011)
        ]
    return told


@pytest.fixture
def dossier(dossier_of: Hand) -> Callable[[int], Path]:
    """A dossier of so many scenarios, numbered from 0."""
    return lambda count: dossier_of(
        cluster=CLUSTER, members=members(5), ledger=ledger([f"plan {n}" for n in range(count)])
    )


def test_the_tenth_scenario_comes_after_the_second_in_charts_tables_and_sentences(
    dossier: Callable[[int], Path], tmp_path: Path
) -> None:
    folder = dossier(12)
    expected = [f"plan {n}" for n in range(12)]
    lines, _ = study(folder)
    told = [line.key.partition("|")[2] for line in lines.of("finance.result") if line.key.startswith("2011")]
    page = made(folder, tmp_path / "out").page_text

    assert told == expected
    assert [line.key for line in lines.of("finance.reserves_last_until")] == expected
    for drawing in (result_chart(lines), reserves_chart(read_dossier(folder), "c", lines)):
        assert [row["text"] for row in marks(drawing, "names")] == expected
    # As the outlook names them, and the table, which gives each a part of its own.
    assert list(dict.fromkeys(re.findall(r"plan \d+", page))) == expected


def test_many_scenarios_have_a_frame_each_on_one_scale(dossier: Callable[[int], Path]) -> None:
    drawing = result_chart(study(dossier(5))[0])
    assert drawing is not None
    heights = {
        row["text"]: row["y"] - zero["y"]
        for row, zero in zip(marks(drawing, "values"), marks(drawing, "zero"), strict=True)
    }

    assert len(heights) == 5
    assert len(set(heights.values())) == 1
    assert "de 0\u00a0€ à 10\u202f000\u00a0€" in drawing.subtitle
    assert [row.cells[2].text for row in drawing.table.rows[-2:]] == ["4\u202f000\u00a0€"] * 2
    assert fits(drawing) == []


def test_more_scenarios_than_a_page_holds_are_counted_and_stay_in_the_table() -> None:
    found = {f"s{n}": {2010: 1.0 * n, 2011: -2.0 * n} for n in range(21)}
    drawing = years_chart("t", found, "fr")
    assert drawing is not None

    assert len(marks(drawing, "names")) == 18
    assert drawing.note.startswith("3 autres scénarios ne sont pas dessinés")
    assert len(drawing.table.rows) == 42


def test_a_forecast_without_a_scenario_is_not_taken_for_a_closed_year(dossier_of: Hand) -> None:
    rows = [
        {"year": year, "line": "reserves", "amount": 100.0 * (year - 2000), "kind": kind}
        for year, kind in ((2008, "actual"), (2009, "actual"), (2010, "forecast"))
    ]
    folder = dossier_of(cluster=CLUSTER, members=members(5), ledger=rows)
    lines, _ = study(folder)
    drawing = reserves_chart(read_dossier(folder), "c", lines)
    assert drawing is not None

    assert len(marks(drawing, "points")) == 2
    assert "line prévision" in names(drawing)


def test_a_forecast_that_names_no_scenario_is_called_so_in_the_language_of_the_reader(
    dossier_of: Hand, tmp_path: Path
) -> None:
    rows = [{**row, "scenario": ""} for row in ledger(["only"])]
    folder = dossier_of(cluster=CLUSTER, members=members(5), ledger=rows)
    page = made(folder, tmp_path / "fr").page_text
    other = made(folder, tmp_path / "nl", "nl").page_text

    assert "«\u202fprévision\u202f»" in page
    assert "scénario forecast" not in page
    assert "«\u202fforecast" not in page
    assert "“prognose”" in other
