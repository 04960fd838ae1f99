"""Far days and signs that no XML holds: lawful, odd, and no end of a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.analysis.report.made import made, members

from grappe.analysis.report.charts.drawing import MOST_SPOKEN, spoken
from grappe.analysis.report.house.pictures import as_png

Hand = Callable[..., Path]
CLUSTER = [{"cluster_id": "c", "name": "Grappe"}]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\uffff"])
def test_a_sign_that_xml_forbids_in_a_name_is_pictured(dossier_of: Hand, tmp_path: Path, sign: str) -> None:
    people = [{**one, "name": f"A{sign}B {n}"} for n, one in enumerate(members(6))]
    actions = [{"action_id": "a", "held_on": "2009-01-01", "title": f"T{sign}t", "kind": "fair"}]
    reports = made(dossier_of(cluster=CLUSTER, members=people, actions=actions), tmp_path / "o")

    assert reports.paper.read_bytes().startswith(b"%PDF")


def test_a_member_since_the_year_one_makes_a_report(dossier_of: Hand, tmp_path: Path) -> None:
    people = members(6)
    people[0]["joined_on"] = "0001-01-01"
    reports = made(dossier_of(cluster=CLUSTER, members=people), tmp_path / "o")

    assert reports.paper.read_bytes().startswith(b"%PDF")


def test_what_is_read_aloud_of_a_chart_has_an_end() -> None:
    words = spoken("Titre", [(f"n{n}", "1") for n in range(10_000)], "en")

    assert (words.count(", 1"), words.endswith("….")) == (MOST_SPOKEN, True)


def test_a_logo_a_thousand_times_as_high_as_wide_is_drawn_small() -> None:
    tall = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1000"><rect width="1" height="1000"/></svg>'
    )

    assert len(as_png(tall)) < 100_000
