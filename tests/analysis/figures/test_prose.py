"""Figures named in prose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grappe.analysis.dossier.faults import DossierRefused
from grappe.analysis.figures.prose import filled, places
from grappe.cli.asking import read_for_figures


def plain(_name: str, value: str) -> str:
    return value


def test_a_named_figure_becomes_the_number_of_the_day(
    twist_figures: dict[tuple[str, str], dict[str, Any]],
) -> None:
    text = "{members.total} membres, dont {members.by_kind[enterprise]} entreprises ({employment.mean|2} emplois)."

    assert filled(text, twist_figures, "fr", plain) == "57 membres, dont 36 entreprises (23,71 emplois)."


def test_a_figure_that_is_not_known_is_a_dash() -> None:
    assert filled("{members.total} membres", {}, "fr", plain) == "– membres"


def test_the_value_may_be_dressed(twist_figures: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert (
        filled("{advantage.share}", twist_figures, "en", lambda name, value: f"<{name}>{value}")
        == "<advantage.share>83%"
    )


def test_a_text_names_its_figures() -> None:
    assert list(places("{members.total} et {sector.share[59.11]|1}, {rien}")) == [
        ("members.total", None, None),
        ("sector.share", "59.11", 1),
        ("rien", None, None),
    ]


@pytest.mark.parametrize(
    ("text", "evidence", "value"),
    [("{members.totl}", "", "members.totl"), ("", "employment.medain", "employment.medain")],
)
def test_an_unknown_figure_is_a_fault_with_the_nearest(
    tmp_path: Path, text: str, evidence: str, value: str
) -> None:
    (tmp_path / "cluster.csv").write_text("cluster_id,name\nc,Grappe\n")
    (tmp_path / "members.csv").write_text("member_id,name,kind,joined_on\nm1,Un,enterprise,2009-01-01\n")
    (tmp_path / "findings.csv").write_text(f"finding_id,text,evidence\nf1,{text},{evidence}\n")

    with pytest.raises(DossierRefused) as refused:
        read_for_figures(tmp_path)

    assert [(fault.table, fault.row, fault.value) for fault in refused.value.faults] == [
        ("findings", 2, value)
    ]
    assert "Vouliez-vous dire" in refused.value.sentences()[0]
