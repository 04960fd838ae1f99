"""The PDF: the same bytes, tagged, dated, with its own letters."""

from __future__ import annotations

import datetime as dt
import html
import re
from io import BytesIO
from itertools import takewhile
from pathlib import Path

from pypdf import PdfReader
from tests.analysis.report.made import Reports, made


def test_the_same_dossier_gives_the_same_bytes(twist: Reports, examples: Path, tmp_path: Path) -> None:
    again = made(examples / "twist", tmp_path)

    assert again.paper.read_bytes() == twist.paper.read_bytes()
    assert again.source == twist.source


def test_the_paper_says_who_what_when(twist: Reports) -> None:
    paper = PdfReader(BytesIO(twist.paper.read_bytes()))
    about = paper.metadata

    assert about is not None
    assert about.title == "Évaluation du cluster TWIST"
    assert about.author == "COMASE Management Consulting S.A."
    assert about.creation_date == dt.datetime(2010, 3, 1, tzinfo=dt.UTC)
    assert str(paper.root_object["/Lang"]) == "fr"


def test_the_paper_is_tagged_and_says_so(twist: Reports) -> None:
    paper = PdfReader(BytesIO(twist.paper.read_bytes()))
    said = paper.root_object["/Metadata"].get_object().get_data().decode()

    assert paper.root_object["/MarkInfo"]["/Marked"]
    assert "pdfuaid:part" in said
    assert "pdfaid:part" in said


def test_only_our_letters_are_in_it(twist: Reports) -> None:
    paper = PdfReader(BytesIO(twist.paper.read_bytes()))
    names = set()
    for page in paper.pages:
        fonts = page["/Resources"].get("/Font", {})
        names |= {str(fonts[name]["/BaseFont"]).partition("+")[2] for name in fonts}

    assert {name.partition("-")[0] for name in names} <= {"Inter", "GrappeSerif", "DejaVuSansMono"}


def test_what_a_day_is_called_is_written_in_full(twist: Reports) -> None:
    assert "1er mars 2010" in twist.paper_text
    assert "du 1er mars 2008 au 28 février 2010" in twist.page_text


def test_no_page_ends_with_the_head_of_rows_that_follow(twist: Reports) -> None:
    heads = re.findall(r'<tr class="heading"><th[^>]*>([^<]+)</th>', twist.source)
    texts = [page.extract_text().splitlines() for page in PdfReader(BytesIO(twist.paper.read_bytes())).pages]
    feet = [[line.strip() for line in lines if line.strip()][-3:] for lines in texts]

    assert len(heads) > 20
    # The foot: the title and the number of the page, on one line or two; what stands above is no head.
    assert [foot for foot in feet if set(foot) & {html.unescape(head) for head in heads}] == []


def test_what_a_figure_is_stands_on_the_page_of_its_first_number(twist: Reports) -> None:
    told = re.findall(r'<p class="definition">(.*?)</p>', twist.source, re.DOTALL)
    definitions = [" ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split()) for words in told]
    texts = [page.extract_text().splitlines() for page in PdfReader(BytesIO(twist.paper.read_bytes())).pages]
    # The foot of a page is its title and number, on one line or two.
    feet = [" ".join([line.strip() for line in lines if line.strip()][-4:]) for lines in texts]

    assert len(definitions) > 60
    assert [foot for foot in feet if any(words[-40:] in foot for words in definitions)] == []


def test_the_bookmarks_part_numbers_from_titles_and_name_the_parts_of_a_chapter(twist: Reports) -> None:
    outline = PdfReader(BytesIO(twist.paper.read_bytes())).outline
    titles = [one.title for one in outline if not isinstance(one, list)]
    under = [one.title for many in outline if isinstance(many, list) for one in many if hasattr(one, "title")]

    assert "1 Contexte et méthodologie" in [re.sub(r"\s+", " ", title) for title in titles]
    assert "Les années à venir" in under


def test_no_page_begins_with_the_quartiles_of_a_mean_nor_ends_a_table_on_its_last_row(twist: Reports) -> None:
    pages = [page.extract_text().splitlines() for page in PdfReader(BytesIO(twist.paper.read_bytes())).pages]
    goes_on = [lines for lines in pages if lines and lines[0].startswith("Chiffre Valeur")]

    assert goes_on
    assert [lines[1] for lines in goes_on if lines[1].startswith("médiane")] == []
    assert [lines[1] for lines in goes_on if lines[1].startswith("Pays-Bas")] == []


def test_a_group_of_up_to_eight_rows_is_on_one_page(twist: Reports) -> None:
    found = re.findall(
        r'<tr(?: class="(heading|in)")?><th scope="(?:row|colgroup)"[^>]*>([^<]*)', twist.source
    )
    rows = [(kind, html.unescape(name).strip()) for kind, name in found]
    groups = []
    for place, (kind, name) in enumerate(rows):
        inside = [one for _, one in takewhile(lambda row: row[0] == "in", rows[place + 1 :])]
        if kind == "heading" and 2 <= len(inside) <= 8:
            groups.append([name, *inside])
    pages = [page.extract_text().splitlines() for page in PdfReader(BytesIO(twist.paper.read_bytes())).pages]
    heads = [(lines[at:], line) for lines in pages for at, line in enumerate(lines)]
    parted = [
        group
        for group in groups
        if not any(
            line.startswith(group[0]) and any(own.strip().startswith(group[-1][:20]) for own in after[1:20])
            for after, line in heads
        )
    ]

    assert len(groups) > 15
    assert parted == []


def test_no_letter_of_the_paper_is_under_six_points(twist: Reports) -> None:
    sizes: set[float] = set()

    def measure(text: str, page: list[float], line: list[float], _: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(line[3]) * abs(page[3]), 1))

    for page in PdfReader(BytesIO(twist.paper.read_bytes())).pages:
        page.extract_text(visitor_text=measure)

    assert min(sizes) >= 6
    assert max(sizes) > 20
