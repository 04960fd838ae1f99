"""The words found, marked where they stand."""

from __future__ import annotations

import pytest

from grappe.apps.search.excerpts import AFTER, BEFORE, Pieces, excerpts, marked, tells
from grappe.apps.search.words import beginnings


def written(pieces: Pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "question", "shown"),
    [
        ("Effets visuels et Étalonnage", "etalonnages", "Effets visuels et [Étalonnage]"),
        ("L’image d’animation", "IMAGE anim", "L’[image] d’[animation]"),
        ("Post-production", "postprod", "[Post-production]"),
        ("Post-production", "production", "Post-[production]"),
        ("Numéro 0406.798.006", "BE 0406.798", "Numéro [0406.798.006]"),
        ("Numéro 0406.798.006", "406.798.006", "Numéro [0406.798.006]"),
        ("Rien de tel", "image", "Rien de tel"),
        ("œuvre", "oeuv", "[œuvre]"),
        ("", "image", ""),
    ],
)
def test_a_word_is_marked_where_it_is_found(text: str, question: str, shown: str) -> None:
    assert written(marked(text, beginnings(question))) == shown


def test_nothing_of_a_text_is_lost_or_added_by_its_marks() -> None:
    text = "Le son, l’image – et 3D ; « 59.111 » : post-production."

    assert "".join(piece.text for piece in marked(text, beginnings("son 3d 59 prod"))) == text


def test_the_passage_that_shows_more_words_comes_first_and_one_that_shows_no_other_is_left_out() -> None:
    texts = ("Le son seul", "Le son et l’image", "L’image seule", "La lumière")

    found = [written(pieces) for pieces in excerpts(texts, beginnings("son image lumiere"))]

    assert found == ["Le [son] et l’[image]", "La [lumière]"]


def test_a_long_text_is_shown_around_the_word_that_is_found() -> None:
    text = f"{'avant ' * 40}étalonnage {'après ' * 60}"

    (pieces,) = excerpts([text], beginnings("étalonnage"))

    assert written(pieces).startswith("… avant")
    assert written(pieces).endswith("après …")
    assert "[étalonnage]" in written(pieces)
    assert len(written(pieces)) <= BEFORE + AFTER + len("… … []")


def test_a_text_tells_what_it_holds_a_word_for_each_of() -> None:
    assert tells(["Son", "et image"], beginnings("image son"))
    assert not tells(["Son", "et image"], beginnings("image lumière"))
    assert not tells(["reson"], beginnings("son"))
