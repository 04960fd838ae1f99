"""The word impact under a conclusion that rests on a raw comparison, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.analysis.report.made import made, members, read

from grappe.analysis.report.raw_impact import REFUSED, is_raw_impact

Hand = Callable[..., Path]
TEXT = "Le cluster a un impact net sur l’emploi."


@pytest.mark.parametrize(
    ("text", "proofs", "raw"),
    [
        (TEXT, ["peer.percentile_median[fte]", "sector.share"], True),
        ("Die Wirkung des Clusters ist klar.", ["peer.p_value"], True),
        ("De impact van de cluster is duidelijk.", ["sector.share"], True),
        (TEXT, ["peer.p_value", "impact.mean"], False),
        (TEXT, ["doc:d1"], False),
        (TEXT, [], False),
        ("Les membres valent {impact.mean}.", ["peer.p_value"], False),
        ("Les membres sont plus grands.", ["peer.p_value"], False),
    ],
)
def test_the_word_is_refused_where_only_raw_comparisons_stand_behind_it(
    text: str,
    proofs: list[str],
    raw: bool,  # noqa: FBT001 - a case of a table
) -> None:
    assert is_raw_impact(text, proofs) is raw


def test_a_conclusion_on_raw_figures_says_so_in_the_report(dossier_of: Hand, tmp_path: Path) -> None:
    findings = [
        {
            "finding_id": "a",
            "chapter": 3,
            "kind": "conclusion",
            "text": TEXT,
            "strength": "",
            "evidence": "sector.members",
        },
        {
            "finding_id": "b",
            "chapter": 3,
            "kind": "conclusion",
            "text": TEXT,
            "strength": "",
            "evidence": "members.total",
        },
    ]

    page = made(
        dossier_of(cluster=[{"cluster_id": "c", "name": "Mini"}], members=members(6), findings=findings),
        tmp_path / "o",
    )

    told = " ".join(read(page.source).split()).replace("\u202f", " ").replace("\u00a0", " ")
    assert told.count(REFUSED.partition(":")[2].strip()) == 1
