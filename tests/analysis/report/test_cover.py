"""The cover: the cluster's name in a sentence, and key figures that say what they rest on."""

from __future__ import annotations

import dataclasses

import pytest
from tests.analysis.report.made import Reports

from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.cover import glances, title
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.papers import computation


@pytest.mark.parametrize(
    ("name", "language", "told"),
    [
        ("Cluster TWIST", "fr", "Évaluation du cluster TWIST"),
        ("Cluster TWIST", "en", "Evaluation of the TWIST cluster"),
        ("Cluster inventé 00001", "fr", "Évaluation du cluster inventé 00001"),
        ("Cluster inventé 00001", "en", "Evaluation: Cluster inventé 00001"),
        ("Cluster inventé 00001", "nl", "Evaluatie van de cluster inventé 00001"),
        ("Clusterix", "en", "Evaluation of the Clusterix cluster"),
    ],
)
def test_the_word_goes_where_the_sentence_gives_it_back(name: str, language: Language, told: str) -> None:
    assert title(name, language) == told


def test_a_share_without_interval_leaves_no_separator_and_no_of_zero(twist: Reports) -> None:
    lines = Lines(twist.results, twist.dossier, "twist", "fr")
    line = lines.known("advantage.share")
    assert line is not None
    alone = dataclasses.replace(line, low=None, high=None, n_used=35, n_eligible=0)
    lines._lines["advantage.share", ""] = alone

    (basis,) = [glance.basis for glance in glances(lines) if "avantage" in glance.label]
    assert basis == "35 réponses"
    assert lines.basis(alone) == "35"
    assert computation(alone, "fr").endswith("n = 35")
