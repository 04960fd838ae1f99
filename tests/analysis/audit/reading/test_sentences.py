"""A text cut into its sentences, each under its chapter."""

from __future__ import annotations

import pytest

from grappe.analysis.audit.reading.sentences import chaptered, sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Un. Deux ! Trois ?", ["Un.", "Deux !", "Trois ?"]),
        ("Voir n° 12 et p. 3. Fin.", ["Voir n° 12 et p. 3.", "Fin."]),
        ("M. Dupont et Mme. Durand. Fin.", ["M. Dupont et Mme. Durand.", "Fin."]),
        ("**Gras.**<sup>1</sup> Ces 5 membres.", ["**Gras.**<sup>1</sup>", "Ces 5 membres."]),
        ("Une phrase\nsur deux lignes. Une autre.", ["Une phrase sur deux lignes.", "Une autre."]),
        ("- un ;\n- deux ;\n1. trois", ["un ;", "deux ;", "trois"]),
        ("| a | 12 |\n|---|---|\n| b | 13 |", ["| a | 12 |", "| b | 13 |"]),
        ("Un total de {members.total}. Fin.", ["Un total de {members.total}.", "Fin."]),
        ("La part est de 1,5. 12 membres.", ["La part est de 1,5.", "12 membres."]),
        ("---\n\n# Titre 12\n\nTexte.", ["Texte."]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_a_sentence_stands_under_the_chapter_of_the_last_numbered_heading() -> None:
    text = "Avant.\n\n## 1. Contexte\n\nUn.\n\n### Détails\n\nDeux.\n\n3.2 Emploi\nTrois.\n\n## **7. PARTENAIRES**\nSept.\n\n# 12. Annexe\nLoin."

    found = [(sentence.text, sentence.chapter) for sentence in chaptered(text)]

    assert found == [("Avant.", None), ("Un.", 1), ("Deux.", 1), ("Trois.", 3), ("Sept.", 7), ("Loin.", None)]
