"""What `grappe evaluate --suppress-below` writes: nothing tells a hidden number, and the words agree."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from grappe.cli.evaluate import Choices, evaluate_to

TWIST = Path(__file__).parents[2] / "examples" / "twist"


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the results of TWIST in English, groups of fewer than five hidden."""
    folder = tmp_path_factory.mktemp("hidden") / "out"
    evaluate_to(TWIST, folder, Choices(language="en", suppress_below=5))
    return folder


def test_the_audit_repeats_no_claim_on_a_hidden_number(hidden: Path) -> None:
    figures = pl.read_csv(hidden / "figures.csv", infer_schema=False)
    assert (figures.filter(figure="members.by_kind", key="research")["status"] == "suppressed").all()

    audit = (hidden / "audit.csv").read_text("utf-8")
    assert "36 + 2" not in audit
    assert "does not allow this figure to be recomputed" not in audit


def test_a_sentence_that_is_withheld_says_so_in_the_language_of_the_report(hidden: Path) -> None:
    printed = pl.read_csv(hidden / "sentences.csv", infer_schema=False)["printed"].to_list()
    assert any("A sentence is not shown here" in text for text in printed)
    assert not any("n’est pas montrée ici" in text for text in printed)
