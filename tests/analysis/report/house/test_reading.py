"""house.toml: what it may say, and what is said of what it may not."""

from __future__ import annotations

import pytest
from tests.analysis.report.house.made_house import HOUSE, LOGO, atlas, files

from grappe.analysis.dossier.faults import DossierRefused
from grappe.analysis.report.house.reading import read_house
from grappe.analysis.report.house.style import HouseStyle


def test_a_whole_house_is_read() -> None:
    style, said = read_house(HOUSE.encode(), files().get)

    assert (style.main, style.second, style.titles, style.text) == (
        "#0B4F6C",
        "#007F45",
        "Atlas",
        "Grappe Serif",
    )
    assert [(font.family, font.weight, font.style, font.name) for font in style.fonts] == [
        ("Atlas", 400, "normal", "atlas.otf")
    ]
    assert style.logo is not None
    assert (style.logo.kind, style.logo.words, style.emblem) == ("svg", "Maison <b>Untel</b>", False)
    assert [fault.column for fault in said] == ["colours.second"]


def test_an_empty_house_is_grappe_s() -> None:
    assert read_house(b"", {}.get) == (HouseStyle(), [])


def test_one_colour_serves_twice() -> None:
    style, _ = read_house(b'[colours]\nmain = "#0B4F6C"', {}.get)

    assert (style.main, style.second) == ("#0B4F6C", "#0B4F6C")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[couleurs]", "house.toml, colonne couleurs : la partie « couleurs » n’existe pas."),
        ('[colours]\nmian = "#000"', "Vouliez-vous dire « main » ?"),
        ('[colours]\nmain = "bleu"', "« bleu » n’est pas une couleur. Un dièse et six chiffres"),
        ("[colours]\nmain = 12", "« 12 » n’est pas une couleur."),
        ('[fonts]\nfiles = ["lora.woff2"]', "Un fichier .otf ou .ttf est attendu."),
        ('[fonts]\nfiles = ["faux.ttf"]', "« faux.ttf » n’est pas une police, ou elle est abîmée."),
        ('[cover]\nlogo = "absent.png"', "le fichier « absent.png » manque. Posez-le à côté de house.toml"),
        ('[cover]\nlogo = "faux.png"', "« faux.png » n’est pas une image, ou elle est abîmée."),
        ('[cover]\nlogo = "coupe.svg"', "« coupe.svg » n’est pas une image"),
        ('[cover]\nemblem = "non"', "« non » n’est ni true, ni false."),
        ("main = ", "ce fichier n’est pas du TOML"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(written: str, sentence: str) -> None:
    beside = {"faux.ttf": b"no font", "faux.png": b"\x89PNG\r\n\x1a\nno picture", "coupe.svg": LOGO[:60]}

    with pytest.raises(DossierRefused) as refused:
        read_house(written.encode(), beside.get)

    assert sentence in " ".join(refused.value.sentences())


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            '[fonts]\ntitles = "Atlsa"\nfiles = ["atlas.otf"]',
            "« Inter » la remplace. Vouliez-vous dire « Atlas » ?",
        ),
        ('[fonts]\ntext = "Lora"', "« Grappe Serif » la remplace. Ajoutez ses fichiers"),
        ('[fonts]\nfiles = ["absent.ttf"]', "le fichier « absent.ttf » manque : sa police est remplacée."),
        ('[colours]\nmain = "#FFD100"', "trop claire pour du texte (contraste de 1,4 sur son fond"),
    ],
)
def test_what_can_be_replaced_is_replaced_and_said(written: str, sentence: str) -> None:
    _, said = read_house(written.encode(), {"atlas.otf": atlas()}.get)

    assert sentence in " ".join(fault.sentence() for fault in said)
    assert {fault.severity for fault in said} == {"warning"}
