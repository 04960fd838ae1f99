from __future__ import annotations

import polars as pl
import pytest

from grappe.analysis.vocabulary import cpv
from grappe.analysis.vocabulary.unknown import UnknownCodeError


def test_the_codes_are_those_of_the_regulation() -> None:
    levels = dict(cpv.table().group_by("level").len().iter_rows())

    assert levels == {"division": 45, "group": 272, "class": 1002, "category": 2379, "subcategory": 5756}


def test_every_code_has_a_label_in_four_languages() -> None:
    labels = cpv.table().select(pl.col("^label_.*$").null_count())

    assert labels.row(0, named=True) == {"label_fr": 0, "label_nl": 0, "label_de": 0, "label_en": 0}


def test_only_divisions_have_no_parent() -> None:
    top = cpv.table().filter(pl.col("parent").is_null())

    assert top["level"].unique().to_list() == ["division"]
    assert set(cpv.table()["parent"].drop_nulls()) - set(cpv.table()["code"]) == set()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("03000000", "03000000"),
        ("03000000-1", "03000000"),
        (" 03000000 - 1 ", "03000000"),
        ("3000000", "03000000"),
        ("3000000-1", "03000000"),
        ("03000000-2", None),
        ("00000000", None),
        ("0300000", None),
        ("films", None),
        ("", None),
    ],
)
def test_a_code_is_read_as_people_write_it(written: str, code: str | None) -> None:
    assert cpv.canonical(written) == code


def test_parents_go_from_the_nearest_to_the_division() -> None:
    assert cpv.parents("03110000") == ("03100000", "03000000")
    assert cpv.parents("03000000") == ()


def test_a_code_is_within_its_parents() -> None:
    assert cpv.is_within("03110000", "03000000") is True
    assert cpv.is_within("03110000", "03110000") is True
    assert cpv.is_within("03000000", "03110000") is False
    assert cpv.is_within("00000000", "03000000") is False


def test_a_label_is_in_the_language_asked() -> None:
    assert cpv.label("03100000", "en") == "Agricultural and horticultural products"
    assert cpv.label("03100000", "fr") == "Produits agricoles et produits de l'horticulture"


def test_an_unknown_code_or_language_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="no code '00000000' in CPV 2008"):
        cpv.label("00000000", "fr")
    with pytest.raises(ValueError, match="no labels in 'it': expected one of fr, nl, de, en"):
        cpv.label("03100000", "it")
