"""Whatever people write is shown as text: in the page, on paper, in Word."""

from __future__ import annotations

import html
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser
from pypdf import PdfReader
from tests.analysis.report.made import made, members
from tests.analysis.report.word_file import NAMES, W, style_of, words_of

from grappe.analysis.report.docx.runs import text

MARKUP = '<script>document.title="caught"</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}'
TYPST = "#panic(1) $x^2$ *bold* _it_ @ref <label> \\ `raw` // no #{ } ] [ = title"
CONTROLS = "a\x00\x08\u202eb\ud800\tc\ue000😀"
LONG = "Association momentanée pour l’étude, la promotion et la conservation du patrimoine audiovisuel de la Communauté française et d’ailleurs"


def hostile(words: str) -> dict[str, list[dict[str, object]]]:
    return {
        "cluster": [{"cluster_id": "c", "name": words}],
        "members": members(6, name=words),
        "axes": [{"axis_id": "a", "label": words}],
        "actions": [
            {
                "action_id": f"a{n}",
                "held_on": "2009-01-01",
                "title": words,
                "kind": "fair",
                "country": "FR",
                "axis_id": "a",
            }
            for n in range(3)
        ],
        "findings": [
            {
                "finding_id": "f1",
                "chapter": 3,
                "kind": "finding",
                "text": f"{words} : {{members.total}} membres.",
            },
            {"finding_id": "f2", "chapter": 3, "kind": "conclusion", "text": words},
        ],
    }


@pytest.mark.parametrize("words", [MARKUP, TYPST, LONG, "=cmd|'/c calc'!A1", "</style></script><!--"])
def test_words_are_shown_as_they_were_written(
    dossier_of: Callable[..., Path], tmp_path: Path, words: str
) -> None:
    # Braces name figures in a finding: there they are a fault of the dossier, told before any report.
    tables = hostile(words.replace("{{ 7*7 }}{% raw %}", "").replace("#{ }", ""))
    shown = str(tables["cluster"][0]["name"])
    reports = made(dossier_of(**tables), tmp_path / "out")

    assert html.escape(shown, quote=False).replace("'", "&#39;").replace('"', "&#34;") in reports.source
    squeezed = "".join(reports.paper_text.split())
    assert "".join(shown.split()) in squeezed
    written = "".join(reports.draft_text.split())
    assert "".join(f"Évaluation du cluster {shown}".split()) in written
    assert "".join(f"{shown}: 6 membres.".split()) in written


def test_markup_does_nothing_in_a_browser(
    dossier_of: Callable[..., Path], tmp_path: Path, chromium: Browser
) -> None:
    tables = hostile(MARKUP)
    del tables["findings"]
    reports = made(dossier_of(**tables), tmp_path / "out")
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))

    page.goto(reports.page.as_uri())

    assert said == []
    assert page.title().startswith("Évaluation du cluster <script>")
    assert "49" not in page.locator("h1").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


@pytest.mark.parametrize("words", ["Studio 🍇 grappe", "سينما", "קולנוע בע״מ", "日本映画", "Кино студия"])
def test_letters_that_we_do_not_carry_are_set_all_the_same(
    dossier_of: Callable[..., Path], tmp_path: Path, words: str
) -> None:
    reports = made(dossier_of(**hostile(words)), tmp_path / "out")

    assert words in reports.page_text
    assert reports.paper.read_bytes().startswith(b"%PDF-")
    assert "".join(f"{words}: 6 membres.".split()) in "".join(reports.draft_text.split())


def test_word_is_told_what_is_written_from_right_to_left(
    dossier_of: Callable[..., Path], tmp_path: Path
) -> None:
    reports = made(dossier_of(**hostile("קולנוע בע״מ")), tmp_path / "out")
    sentence = next(p for p in reports.written.paragraphs() if words_of(p).startswith("קולנוע"))

    marked = ["".join(run.itertext()) for run in sentence.findall("w:r", NAMES) if is_leftward(run)]
    assert marked == ["קולנוע בע״מ"]
    assert sentence.find("w:pPr/w:bidi", NAMES) is not None
    title = next(p for p in reports.written.paragraphs() if style_of(p) == "Title")
    assert title.find("w:pPr/w:bidi", NAMES) is None
    assert [is_leftward(run) for run in title.iterfind(".//w:r", NAMES)] == [False, True]


def is_leftward(run: etree._Element) -> bool:
    return run.find("w:rPr/w:rtl", NAMES) is not None


def test_signs_that_xml_forbids_are_pictured() -> None:
    said = etree.fromstring(f'<w:p xmlns:w="{W}">{text(CONTROLS)}</w:p>')

    assert words_of(said) == "a␀␈\u202eb� c\ue000😀"


def test_a_name_of_one_hundred_and_twenty_letters_leaves_the_cover_on_one_page(
    dossier_of: Callable[..., Path], tmp_path: Path
) -> None:
    tables = hostile(LONG)
    tables["versions"] = [
        {"version_id": "v1", "stage": "sent_for_comment", "dated_on": "2010-05-01", "signed_by": "", "signed_for": ""},
        {"version_id": "v2", "stage": "final", "dated_on": "2010-06-01", "signed_by": LONG, "signed_for": LONG},
    ]  # fmt: skip
    reports = made(dossier_of(**tables), tmp_path / "out")
    first, second = (page.extract_text() for page in PdfReader(BytesIO(reports.paper.read_bytes())).pages[:2])

    assert "1er juin 2010" in first
    assert "La synthèse" in second


def test_a_word_longer_than_a_column_stays_on_the_paper(
    dossier_of: Callable[..., Path], tmp_path: Path
) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 3
    reports = made(dossier_of(**hostile(word)), tmp_path / "out")
    page = next(
        one
        for one in PdfReader(BytesIO(reports.paper.read_bytes())).pages
        if "Recommand" in one.extract_text() or word[:20] in one.extract_text()
    )
    places: list[float] = []
    page.extract_text(visitor_text=lambda _text, _cm, tm, _font, _size: places.append(float(tm[4])))

    assert word in "".join(reports.paper_text.replace("\u200b", "").split())
    assert max(places) < float(page.mediabox.width)
