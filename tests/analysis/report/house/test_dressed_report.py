"""A report in the look of a house: page and paper."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfReader
from tests.analysis.report.house.made_house import HOUSE, files
from tests.analysis.report.made import Reports, made

from grappe.analysis.report.house.reading import read_house


@pytest.fixture(scope="module")
def dressed(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports on TWIST in the look of a house."""
    house, _ = read_house(HOUSE.encode(), files().get)
    return made(examples / "twist", tmp_path_factory.mktemp("house"), house=house)


def test_the_page_has_the_house_s_letters_colours_and_logo(dressed: Reports, chromium: Browser) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(dressed.page.as_uri())
    page.wait_for_function("document.fonts.status === 'loaded'")

    found = page.evaluate(
        """() => ({
            figure: getComputedStyle(document.querySelector(".prose .fig")).borderBottomColor,
            letters: getComputedStyle(document.querySelector("h1")).fontFamily,
            there: document.fonts.check('20px "House titles"'),
            logo: [document.querySelector(".logo").naturalWidth > 0, document.querySelector(".logo").alt],
            mention: document.querySelector(".mention").textContent,
            emblem: document.querySelectorAll(".emblem").length,
        })"""
    )
    page.close()

    assert found == {
        "figure": "rgb(0, 127, 69)",
        "letters": '"House titles", Inter, sans-serif',
        "there": True,
        "logo": [True, "Maison <b>Untel</b>"],
        "mention": "Place de l’Église 1 & 2, 5000 Namur",
        "emblem": 0,
    }
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_the_paper_has_them_too_and_stays_archivable(dressed: Reports) -> None:
    paper = PdfReader(BytesIO(dressed.paper.read_bytes()))
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in paper.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    said = paper.root_object["/Metadata"].get_object().get_data().decode()

    assert "Atlas" in names
    assert "pdfuaid:part" in said
    assert "Place de l’Église 1 & 2, 5000 Namur" in dressed.paper_text


def colours_of(reports: Reports, folder: Path) -> set[tuple[int, int, int]]:
    """Every colour of the first twelve pages."""
    subprocess.run(["pdftoppm", "-r", "40", "-l", "12", "-png", reports.paper, folder / "page"], check=True)
    pictures = [Image.open(page).convert("RGB") for page in sorted(folder.glob("page*.png"))]
    return {colour for picture in pictures for _, colour in picture.getcolors(picture.width * picture.height)}


def test_no_mark_of_the_paper_keeps_our_plum(dressed: Reports, twist: Reports, tmp_path: Path) -> None:
    folders = [tmp_path / "ours", tmp_path / "theirs"]
    for folder in folders:
        folder.mkdir()
    ours, theirs = colours_of(twist, folders[0]), colours_of(dressed, folders[1])
    plum, blue = (0x4A, 0x19, 0x42), (0x0B, 0x4F, 0x6C)

    assert (plum in ours, blue in ours, plum in theirs, blue in theirs) == (True, False, False, True)
