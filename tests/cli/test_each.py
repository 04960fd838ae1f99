"""A folder per cluster: the same files whether one process writes them or several."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from grappe.analysis.dossier.dossier import only
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_alone, asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.cli import each
from grappe.cli.each import folders_of
from grappe.cli.evaluate import Choices, evaluate_to


def test_several_processes_write_what_one_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = tmp_path / "campaign"
    campaign.mkdir()
    (campaign / "cluster.csv").write_text("cluster_id,name\nA,Un\nB,Deux\nC,Trois\n", "utf-8")
    members = [f"{cluster},m{n},Membre {n},enterprise,2009-01-01" for cluster in "ABC" for n in range(4)]
    (campaign / "members.csv").write_text(
        "\n".join(["cluster_id,member_id,name,kind,joined_on", *members, ""]), "utf-8"
    )
    monkeypatch.setattr(each, "_processors", lambda: 1)
    evaluate_to(campaign, tmp_path / "one", Choices(each=True, days=("2010-03-01",)))
    monkeypatch.setattr(each, "_processors", lambda: 2)
    monkeypatch.setattr(each, "FEW", 1)
    evaluate_to(campaign, tmp_path / "two", Choices(each=True, days=("2010-03-01",)))

    one, two = (
        {file.relative_to(top): file.read_bytes() for file in sorted(top.rglob("*")) if file.is_file()}
        for top in (tmp_path / "one", tmp_path / "two")
    )
    assert len(one) > 20
    assert [str(name) for name in one if one[name] != two.get(name)] == []
    assert list(one) == list(two)


def test_a_cluster_has_in_its_folder_the_figures_that_it_has_among_the_others() -> None:
    campaign = Path(__file__).parents[2] / "examples" / "campaign"
    dossier = read_dossier(campaign)
    asked = asked_of(dossier, today=dt.date(2010, 5, 31))
    together = evaluate(dossier, asked)
    for cluster in dossier.clusters:
        alone = evaluate(only(dossier, cluster), asked_alone(asked, cluster))
        among = together.filter(pl.col("cluster_id") == cluster)
        # Nothing else is worked out for its folder: what it lacks must be said as it would be alone.
        assert_frame_equal(among, alone, check_exact=True)


def test_ids_become_names_of_folders_that_no_system_refuses_or_confuses() -> None:
    assert folders_of(["a/b", "A_B", "..", "é c"]) == {
        "a/b": "a_b",
        "A_B": "A_B-2",
        "..": "cluster",
        "é c": "é_c",
    }
