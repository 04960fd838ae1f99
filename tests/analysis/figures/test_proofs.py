"""A finding rests on documents and interviews that are there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.prose import unknown_names


@pytest.mark.parametrize(
    ("proof", "sentence"),
    [
        ("doc:d01", ""),
        ("doc:d0l", "« doc:d0l » n’est pas dans la table documents."),
        ("int:zz", "« int:zz » n’est pas dans la table interviews."),
    ],
)
def test_a_proof_that_is_not_there_is_a_fault(proof: str, sentence: str) -> None:
    twist = read_dossier(Path(__file__).parents[3] / "examples" / "twist")
    findings = twist.tables["findings"].head(1).with_columns(evidence=pl.lit([proof], pl.List(pl.String)))

    told = unknown_names(replace(twist, tables={**twist.tables, "findings": findings}))

    assert [sentence in fault.sentence() for fault in told] == ([True] if sentence else [])
