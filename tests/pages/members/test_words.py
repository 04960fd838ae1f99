"""As what an organisation is a member reads as one, in each language."""

from __future__ import annotations

import pytest

from grappe.analysis.language.catalogues import Language
from grappe.pages.members.words import member_as


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Membre effectif, acteur de la recherche"),
        ("en", "Effective member, research organisation"),
        ("nl", "Effectief lid, onderzoeksactor"),
        ("de", "Effektives Mitglied, Forschungseinrichtung"),
    ],
)
def test_a_category_and_a_nature_side_by_side_read_as_one(language: Language, words: str) -> None:
    assert member_as("Membre effectif", "research", language) == words


def test_a_category_of_the_statutes_alone_stays_as_they_write_it() -> None:
    assert member_as("Bienfaiteur", "enterprise", "fr") == "Bienfaiteur, entreprise"
