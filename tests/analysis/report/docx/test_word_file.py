"""The DOCX as Word wants it: a whole file, real styles, fields, marks that lead somewhere."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from lxml import etree
from tests.analysis.report.docx.schema import misplaced
from tests.analysis.report.made import Reports, made
from tests.analysis.report.word_file import NAMES, WordFile, style_of, w, words_of

from grappe.analysis.language.catalogues import LANGUAGES, Language
from grappe.analysis.report.docx.look import WIDTH, Look
from grappe.analysis.report.docx.style_names import OURS
from grappe.analysis.report.docx.styles import styles_part
from grappe.analysis.report.docx.tables import EDGE

ALL = ["twist", "twist_in_english", "campaign"]


@pytest.fixture(params=ALL)
def word(request: pytest.FixtureRequest) -> WordFile:
    """Each of the reports, as Word opens it."""
    reports: Reports = request.getfixturevalue(request.param)
    return reports.written


def test_the_same_dossier_gives_the_same_bytes(twist: Reports, examples: Path, tmp_path: Path) -> None:
    again = made(examples / "twist", tmp_path)

    assert again.draft.read_bytes() == twist.draft.read_bytes()


def test_it_says_who_what_when_and_in_what_language(twist: Reports) -> None:
    about = docx.Document(BytesIO(twist.draft.read_bytes())).core_properties

    assert about.title == "Évaluation du cluster TWIST"
    assert about.author == "COMASE Management Consulting S.A."
    assert about.subject.startswith("Situation au 1er mars 2010")
    assert about.created == about.modified == dt.datetime(2010, 3, 1, tzinfo=dt.UTC)
    assert about.language == "fr-BE"
    assert twist.written.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == ["fr-BE"]


def test_every_element_stands_where_the_schema_wants_it(word: WordFile) -> None:
    assert [fault for name, part in word.parts.items() for fault in misplaced(name, part)] == []


def test_an_element_out_of_place_is_seen() -> None:
    swapped = etree.fromstring(f'<w:pPr xmlns:w="{NAMES["w"]}"><w:keepNext/><w:pStyle w:val="a"/></w:pPr>')
    unknown = etree.fromstring(f'<w:tcPr xmlns:w="{NAMES["w"]}"><w:bold/></w:tcPr>')
    bare = etree.fromstring(f'<w:tc xmlns:w="{NAMES["w"]}"><w:tcPr/></w:tc>')

    table = etree.fromstring(f'<w:body xmlns:w="{NAMES["w"]}"><w:tbl/><w:sectPr/></w:body>')
    assert misplaced("x", table) == ["x: a text that does not end with a paragraph and its section"]
    assert misplaced("x", swapped) == ["x: pStyle after keepNext in pPr"]
    assert misplaced("x", unknown) == ["x: bold in tcPr"]
    assert misplaced("x", bare) == ["x: a cell that does not end with a paragraph"]


def test_every_relation_leads_to_a_part_and_every_part_has_its_kind(word: WordFile) -> None:
    kinds = word.parts["[Content_Types].xml"]
    declared = {part.get("PartName", "").removeprefix("/") for part in kinds if part.get("PartName")}
    by_ending = {part.get("Extension") for part in kinds if part.get("Extension")}
    targets = {f"word/{found}" for found in word.find("//@Target", "word/_rels/document.xml.rels")}
    targets |= set(word.find("//@Target", "_rels/.rels"))
    used = set(word.find("//@r:embed | //@r:id"))

    parts = {name for name in word.files if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert parts == targets
    assert {name for name in parts if name.endswith(".xml")} == declared
    assert {name.rpartition(".")[2] for name in parts} <= by_ending
    assert used <= set(word.find("//@Id", "word/_rels/document.xml.rels"))
    pictures = [name for name in word.files if name.startswith("word/media/")]
    assert len(pictures) == len(set(word.find("//@r:embed")))
    assert all(word.files[name].startswith(b"\x89PNG") for name in pictures)


def test_marks_and_pictures_are_named_once_and_links_lead_to_them(word: WordFile) -> None:
    names, numbers = word.find("//w:bookmarkStart/@w:name"), word.find("//w:bookmarkStart/@w:id")
    codes = [code.split() for code in word.find("//w:fldSimple/@w:instr")]
    led = set(word.find("//w:hyperlink/@w:anchor")) | {c[1] for c in codes if c[0] in {"REF", "PAGEREF"}}

    assert [name for name, count in Counter(n.casefold() for n in names).items() if count > 1] == []
    assert [name for name in names if not re.fullmatch(r"_[A-Za-z0-9_]{1,39}", name)] == []
    assert len(set(numbers)) == len(numbers) > 20
    assert sorted(numbers) == sorted(word.find("//w:bookmarkEnd/@w:id"))
    assert led - set(names) == set()
    pictures = word.find("//wp:docPr/@id")
    assert len(set(pictures)) == len(pictures)


def test_figures_lead_to_their_papers_and_bear_their_number(twist: Reports) -> None:
    word = twist.written
    sentence = next(p for p in word.paragraphs() if "le cluster comptait 57" in words_of(p))
    figure, *_ = sentence.findall("w:hyperlink", NAMES)
    note, *_ = sentence.findall("w:fldSimple", NAMES)
    row = word.find(f"//w:tr[.//w:bookmarkStart[@w:name='{figure.get(w('anchor'))}']]")

    assert words_of(figure) == "57"
    assert [words_of(cell) for cell in row[0].findall("w:tc", NAMES)][:2] == ["57", "n = 57 sur 57 éligibles"]
    number = "".join(note.itertext())
    assert note.get(w("instr"), "").split()[:2] == ["REF", f"_entry_{number}"]
    marked = word.find(f"//w:bookmarkStart[@w:name='_entry_{number}']/..")
    assert [words_of(found) for found in marked] == [f"{number}\u2002Membres\u2002members.total"]


@pytest.mark.parametrize("which", ALL)
def test_every_link_of_the_page_is_one_of_word_s_too(which: str, request: pytest.FixtureRequest) -> None:
    reports: Reports = request.getfixturevalue(which)
    main = reports.source.partition("<main")[2].partition("</main>")[0]
    on_page = {"_" + anchor.replace("-", "_") for anchor in re.findall(r'href="#([^"]+)"', main)}

    assert len(on_page) > 20
    assert on_page - set(reports.written.find("//w:hyperlink/@w:anchor")) == set()


def test_every_style_used_is_there_and_has_one_name_of_its_own(word: WordFile) -> None:
    used = set(word.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    there = word.find("//w:style/@w:styleId", "word/styles.xml")
    based = set(word.find("//w:basedOn/@w:val | //w:next/@w:val", "word/styles.xml"))

    assert len(there) == len(set(there))
    assert (used | based) - set(there) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_styles_bear_the_same_name_and_none_a_comma(language: Language) -> None:
    part = etree.fromstring(styles_part(Look(), language))
    names = part.xpath("//w:style/w:name/@w:val", namespaces=NAMES)

    assert [name for name, count in Counter(n.casefold() for n in names).items() if count > 1] == []
    assert [name for name in names if "," in name or "{" in name] == []
    assert len(names) > len(OURS)


def test_headings_nest(word: WordFile) -> None:
    levels = {"Heading1": 1, "Heading2": 2, "Heading3": 3, "EntryTitle": 3}
    found = [levels[style] for p in word.paragraphs() if (style := style_of(p)) in levels]

    assert found[0] == 1
    assert [pair for pair in pairwise(found) if pair[1] > pair[0] + 1] == []
    part = word.parts["word/styles.xml"]
    outline = {
        style.get(w("styleId")): level.get(w("val"))
        for style in part.findall("w:style", NAMES)
        if (level := style.find("w:pPr/w:outlineLvl", NAMES)) is not None
    }
    assert [outline[f"Heading{level}"] for level in (1, 2, 3)] == ["0", "1", "2"]


def test_the_table_of_contents_shows_the_headings(word: WordFile) -> None:
    entries, headings = word.styled("TOC1"), word.styled("Heading1")

    assert [entry.strip() for entry in entries] == headings
    assert len(headings) > 8
    assert word.find("//w:instrText/text()") == [r' TOC \o "1-1" \h \z \u ']
    assert word.find("//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]
    # Nothing is asked of whoever opens the file, nor pretended of its pages.
    assert word.find("//w:updateFields", "word/settings.xml") == []
    assert word.find("//@w:dirty") == []


def test_captions_are_counted_by_word_and_were_counted_well(word: WordFile) -> None:
    series: dict[str, list[str]] = {}
    for field in word.find("//w:fldSimple[starts-with(@w:instr, ' SEQ')]"):
        series.setdefault(field.get(w("instr"), "").split()[1], []).append("".join(field.itertext()))

    assert len(series) == 2
    for numbers in series.values():
        assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_every_picture_says_what_it_shows_and_its_numbers_follow(twist: Reports) -> None:
    word = twist.written
    spoken = word.find("//wp:docPr/@descr")
    tables = word.styled("Caption")
    charts = [caption for caption in tables if caption.startswith("Graphique")]

    assert [words for words in spoken if len(words) < 20] == []
    assert len(spoken) == len(word.find("//a:blip")) > 10
    # Each caption twice: over the picture, and over its numbers.
    half = len(charts) // 2
    titles = [re.sub(r"^Graphique[\s\d]*", "", caption) for caption in charts]
    assert titles[:half] == titles[half:]
    assert half == len(spoken) - 1


def test_tables_repeat_their_head_and_no_page_parts_a_row(word: WordFile) -> None:
    tables = word.find("//w:tbl[w:tblPr/w:tblStyle[@w:val!='LayoutTable']]")

    assert len(tables) > 10
    for table in tables:
        rows = table.findall("w:tr", NAMES)
        heads = [row.find("w:trPr/w:tblHeader", NAMES) is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in rows)
        wide = [int(column.get(w("w"))) for column in table.findall("w:tblGrid/w:gridCol", NAMES)]
        assert sum(wide) <= WIDTH + 2 * EDGE
        assert min(wide) > 200
        for row in rows:
            spans = [
                int(span.get(w("val"))) if (span := cell.find("w:tcPr/w:gridSpan", NAMES)) is not None else 1
                for cell in row.findall("w:tc", NAMES)
            ]
            assert sum(spans) == len(wide)


def test_it_opens_in_python_docx_with_its_tables_and_its_headings(twist: Reports) -> None:
    opened = docx.Document(BytesIO(twist.draft.read_bytes()))

    assert len(opened.tables) > 60
    assert [section.orientation for section in opened.sections] == [0, 0]
    titles = [p.text for p in opened.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert titles[0] == "La synthèse"
    assert titles[1].startswith("1\u2002Contexte")
