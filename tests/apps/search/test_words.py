"""Words as they are kept, and as they are looked for."""

from __future__ import annotations

import pytest

from grappe.apps.search.words import AT_MOST, beginnings, plain, plain_text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Étalonnage, 3D", "etalonnage 3d"),
        ("L’œuvre d’Ælfric", "l oeuvre d aelfric"),
        ("Straße", "strasse"),
        ("son_et-lumière", "son et lumiere"),
        ("  ", ""),
    ],
)
def test_words_are_kept_without_accents_capitals_or_signs(text: str, kept: str) -> None:
    assert plain(text) == kept


def test_a_word_that_several_texts_have_is_kept_once() -> None:
    assert plain_text(["Son et image", "image et texte"]) == "son et image texte"


def test_a_word_of_two_is_found_as_one_too() -> None:
    assert plain_text(["Post-production"]) == "post production postproduction"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("journal", "journaux"),  # French
        ("étalonnage", "étalonnages"),
        ("company", "companys"),  # English, as mistyped as it may be
        ("school", "schools"),
        ("bedrijf", "bedrijfs"),  # Dutch
        ("onderneming", "ondernemingen"),
        ("Verband", "Verbände"),  # German
        ("Firma", "Firmen"),
    ],
)
def test_several_of_a_thing_find_the_one(one: str, other: str) -> None:
    (beginning,) = beginnings(other)

    assert plain(one).startswith(beginning)


def test_a_code_or_a_number_is_looked_for_as_it_ends() -> None:
    assert beginnings("m01s 59.111 0406.798.006") == ("m01s", "59111", "0406798006")


@pytest.mark.parametrize(
    "typed",
    [
        "0406.798.006", "0406798006", "BE 0406.798.006", "be0406798006", "BE.0406.798.006", "406.798.006", "0406.798",
        "0406.79", "0406",
    ],
)  # fmt: skip
def test_an_enterprise_number_is_found_as_far_as_it_is_typed_and_as_it_is_written(typed: str) -> None:
    (beginning,) = beginnings(typed)

    assert any(word.startswith(beginning) for word in plain_text(["0406.798.006"]).split())


def test_a_day_is_no_number() -> None:
    assert beginnings("12.03.2020") == ("12", "03", "2020")


def test_no_more_words_are_read_than_one_would_type() -> None:
    assert len(beginnings(" ".join(f"mot{number}" for number in range(50)))) == AT_MOST
