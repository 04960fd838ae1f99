"""The page, the paper and the DOCX say the same numbers, and these are the numbers that were computed."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest
from tests.analysis.report.made import Reports
from tests.analysis.report.word_file import NAMES, w, words_of

from grappe.analysis.report.docx.style_names import ROLES
from grappe.analysis.report.docx.words import WORDS
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.papers import computation

NUMBER = re.compile(r"[−<]?\s?\d+(?:[\u202f,.]\d+)*(?:[\u202f ]?%|[\u00a0 ]€(?!\d))?")
"""In English the sign stands before: that of the next cell is not this number's."""
NOTE = re.compile(r"\[\d+\]")
OWN_LEAD = WORDS["chart-data-lead"].replace(" :", "\u202f:")


def squeezed(text: str) -> str:
    """A text without its spaces, which a line break on paper may swallow or add."""
    return re.sub(r"\s+", "", NOTE.sub("", text))


def numbers(text: str) -> Counter[str]:
    return Counter(squeezed(found) for found in NUMBER.findall(NOTE.sub(" ", text)))


def entries(paper: str, lines: Lines) -> dict[str, str]:
    """The papers' entries of a PDF by figure, squeezed: each from its heading to the next one."""
    headings = [(line.figure.id, squeezed(f"{line.number}{line.label}{line.figure.id}")) for line in lines]
    starts = [(name, paper.rindex(heading)) for name, heading in dict(headings).items()]
    ends = [start for _, start in starts[1:]] + [len(paper)]
    return {name: paper[start:end] for (name, start), end in zip(starts, ends, strict=True)}


def rows_of_papers(reports: Reports) -> dict[str, list[str]]:
    """The rows of the papers in the DOCX, by the anchor that their mark bears."""
    found = {}
    for row in reports.written.find("//w:tr[.//w:bookmarkStart]"):
        cells = [words_of(cell) for cell in row.findall("w:tc", NAMES)]
        for mark in row.findall(".//w:bookmarkStart", NAMES):
            found[mark.get(w("name")).removeprefix("_").replace("_", "-")] = cells
    return found


def test_every_figure_stands_in_its_own_row_of_all_three_with_its_value(twist: Reports) -> None:
    lines = Lines(twist.results, twist.dossier, "twist", "fr")
    known = [line for line in lines if line.is_known]
    source = twist.source
    entry = entries(squeezed(twist.paper_text_without_feet), lines)
    on_page, on_paper, in_word = {}, {}, rows_of_papers(twist)
    for line in known:
        row = re.search(rf'<tr id="{line.anchor}">(.*?)</tr>', source)
        assert row is not None, line.full_label
        on_page[line.anchor] = [
            html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row[1], re.DOTALL)
        ]
        on_paper[line.anchor] = entry[line.figure.id]

    expected = {
        line.anchor: [
            *([line.name or "–"] if line.figure.key else []),
            lines.with_unit(line),
            computation(line, "fr"),
        ]
        for line in known
    }

    assert len(known) > 200
    assert {anchor: cells[: len(expected[anchor])] for anchor, cells in on_page.items()} == expected
    assert {anchor: in_word[anchor][: len(cells)] for anchor, cells in expected.items()} == expected
    assert [cells for a, cells in expected.items() if squeezed("".join(cells)) not in on_paper[a]] == []


def test_the_sentences_are_the_same(twist: Reports) -> None:
    prose = re.findall(r'<(?:p|li) class="prose"[^>]*>(.*?)</(?:p|li)>', twist.source, re.DOTALL)
    bare = [re.sub(r"<[^>]+>", "", re.sub(r'<sup class="n">.*?</sup>', "", one)) for one in prose]
    paper = squeezed(twist.paper_text_without_feet)

    assert len(bare) > 40
    assert [one for one in bare if squeezed(html.unescape(one)) not in paper] == []
    told = [squeezed(html.unescape(one)) for one in bare]
    written = twist.written.styled("BodyText", "ListBullet", "SummaryText", "SummaryBullet", *ROLES)
    assert [one for one in map(squeezed, written) if one not in told] == [squeezed(OWN_LEAD)]
    assert [one for one in told if one not in map(squeezed, written)] == []


@pytest.mark.parametrize("which", ["twist", "twist_in_english", "twist_hidden", "campaign"])
def test_no_number_stands_in_one_alone(which: str, request: pytest.FixtureRequest) -> None:
    reports: Reports = request.getfixturevalue(which)
    # Charts are pictures in both: the table behind them is the page's, the paper says them to who cannot see.
    page, paper = numbers(reports.page_text_without_charts), numbers(reports.paper_text)

    word = numbers(reports.draft_text_without_charts)

    # On paper there are the numbers of its pages too.
    alone = {number for number in page if number not in paper}
    assert alone == set()
    assert set(page) ^ set(word) == set()


def test_a_live_figure_prints_the_value_of_the_day(twist: Reports) -> None:
    assert re.search(
        r'le cluster comptait <a class="fig" href="#p\d+-1">57</a>', twist.source.replace("\n", " ")
    )
    assert "{" not in re.sub(r"<(script|style)\b.*?</\1>", "", twist.source, flags=re.DOTALL)
