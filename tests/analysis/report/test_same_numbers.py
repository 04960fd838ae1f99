"""The page and the paper say the same numbers, and these are the numbers that were computed."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.analysis.report.made import Reports

from grappe.analysis.report.lines import Lines

NUMBER = re.compile(r"[−<]?\s?\d+(?:[\u202f,.]\d+)*(?:[\u202f ]?%|[\u00a0 ]€)?")
NOTE = re.compile(r"\[\d+\]")
ONLY_ON_PAPER = re.compile(
    r"^Évaluation du cluster TWIST\s*\d*$|^Évaluation de 12 clusters\s*\d*$", re.MULTILINE
)


def squeezed(text: str) -> str:
    """A text without its spaces, which a line break on paper may swallow or add."""
    return re.sub(r"\s+", "", NOTE.sub("", text))


def numbers(text: str) -> Counter[str]:
    return Counter(squeezed(found) for found in NUMBER.findall(NOTE.sub(" ", text)))


def test_every_figure_stands_in_both_with_its_value(twist: Reports) -> None:
    lines = Lines(twist.results, twist.dossier, "twist", "fr")
    page, paper = squeezed(twist.page_text), squeezed(twist.paper_text)

    written = [(line.label, lines.with_unit(line)) for line in lines if line.is_known]

    assert len(written) > 200
    assert [one for one in written if squeezed(one[1]) not in page] == []
    assert [one for one in written if squeezed(one[1]) not in paper] == []
    assert [label for label, _ in written if squeezed(label) not in page] == []
    assert [label for label, _ in written if squeezed(label) not in paper] == []


def test_the_sentences_are_the_same(twist: Reports) -> None:
    prose = re.findall(r'<p class="prose"[^>]*>(.*?)</p>', twist.source, re.DOTALL)
    sentences = [
        squeezed(re.sub(r"<[^>]+>", "", re.sub(r'<sup class="n">.*?</sup>', "", one))) for one in prose
    ]
    paper = squeezed(re.sub(ONLY_ON_PAPER, "", twist.paper_text))

    assert len(sentences) > 40
    # A sentence that turns the page has the page's foot in its middle: nearly all do not.
    apart = [one for one in sentences if one.replace("&#39;", "'").replace("&amp;", "&") not in paper]
    assert len(apart) <= 6
    assert all(one[:25] in paper or one[-25:] in paper for one in apart)


@pytest.mark.parametrize("which", ["twist", "twist_in_english", "twist_hidden", "campaign"])
def test_no_number_stands_in_one_alone(which: str, request: pytest.FixtureRequest) -> None:
    reports: Reports = request.getfixturevalue(which)
    # Charts are pictures in both: the table behind them is the page's, the paper says them to who cannot see.
    page, paper = numbers(reports.page_text_without_charts), numbers(reports.paper_text)

    # On paper there are the numbers of its pages too.
    alone = {number for number in page if number not in paper}
    assert alone == set()


def test_a_live_figure_prints_the_value_of_the_day(twist: Reports) -> None:
    assert re.search(
        r'le cluster comptait <a class="fig" href="#p\d+-1">57</a>', twist.source.replace("\n", " ")
    )
    assert "{" not in re.sub(r"<(script|style)\b.*?</\1>", "", twist.source, flags=re.DOTALL)
