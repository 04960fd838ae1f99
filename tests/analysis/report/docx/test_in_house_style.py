"""The DOCX in the look of a house: its colours, its letters, its logo."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.analysis.report.house.made_house import HOUSE, files
from tests.analysis.report.made import Reports, made
from tests.analysis.report.word_file import NAMES, style_of, w, words_of

from grappe.analysis.report.house.reading import read_house


@pytest.fixture(scope="module")
def dressed(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports on TWIST in the look of a house."""
    house, _ = read_house(HOUSE.encode(), files().get)
    return made(examples / "twist", tmp_path_factory.mktemp("house-word"), house=house)


def colours(png: bytes) -> set[tuple[int, int, int]]:
    picture = Image.open(BytesIO(png)).convert("RGB")
    return {colour for _, colour in picture.getcolors(maxcolors=2**24) or [] if isinstance(colour, tuple)}


def test_styles_bear_the_colours_and_letters_of_the_house(dressed: Reports, twist: Reports) -> None:
    def said(reports: Reports) -> list[str]:
        path = "//w:style[@w:styleId='{}']/w:rPr/{}"
        asked = (("Figure", "w:color/@w:val"), ("Heading1", "w:rFonts/@w:ascii"))
        return [reports.written.find(path.format(*one), "word/styles.xml")[0] for one in asked]

    assert said(twist) == ["4A1942", "Inter"]
    assert said(dressed) == ["0B4F6C", "Atlas"]
    assert dressed.written.find("//w:font/@w:name", "word/fontTable.xml")[0] == "Atlas"
    assert "0B4F6C" in dressed.written.find("//a:accent1/a:srgbClr/@val", "word/theme.xml")


def test_the_cover_has_the_logo_and_the_mention_and_no_emblem(dressed: Reports) -> None:
    word = dressed.written
    first = next(word.paragraphs())

    assert style_of(first) == "CoverLogo"
    assert first.xpath(".//wp:docPr/@descr", namespaces=NAMES) == ["Maison <b>Untel</b>"]
    across, down = (int(first.xpath(f".//wp:extent/@{side}", namespaces=NAMES)[0]) for side in ("cx", "cy"))
    assert (round(across / 36000), round(down / 36000)) == (60, 20)
    assert [words_of(p) for p in word.paragraphs() if style_of(p) == "CoverMention"] == [
        "Place de l’Église 1 & 2, 5000 Namur"
    ]
    assert "CoverPicture" not in {style_of(p) for p in word.paragraphs()}
    assert (11, 79, 108) in colours(word.files["word/media/picture1.png"])


def test_charts_are_drawn_in_the_colours_of_the_house(dressed: Reports, twist: Reports) -> None:
    plum, house = (74, 25, 66), (11, 79, 108)
    # Before its first chart each has a picture on its cover: the logo, the emblem.
    own, other = (reports.written.files["word/media/picture2.png"] for reports in (twist, dressed))

    assert plum in colours(own)
    assert house not in colours(own)
    assert house in colours(other)
    assert plum not in colours(other)


def test_what_stands_in_for_a_font_that_is_not_there_is_named(twist: Reports) -> None:
    fonts = twist.written.find("//w:font", "word/fontTable.xml")

    assert {font.get(w("name")): font.find("w:altName", NAMES).get(w("val")) for font in fonts} == {
        "Inter": "Segoe UI",
        "Grappe Serif": "Cambria",
        "Consolas": "Courier New",
    }
