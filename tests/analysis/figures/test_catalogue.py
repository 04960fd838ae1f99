"""The catalogue holds the figures that the contract names, each under its chapter, with its papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.figures.twin import NEEDS

from grappe.analysis.figures.catalogue import CHAPTERS, figures, named
from grappe.analysis.figures.figure import Figure
from grappe.analysis.language.catalogues import say

PUBLISHED = [
    line.split(" ", 1)
    for line in (Path(__file__).parent / "first_catalogue.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
JOINED_SINCE = {"importance.share"}
"""Figures that the twin computes too, and the first catalogue had not."""
UNITS = ("count", "share", "fte", "eur", "days", "years", "year", "index", "p")
ALL = list(figures().values())


@pytest.mark.parametrize(("chapter", "name"), PUBLISHED, ids=[name for _, name in PUBLISHED])
def test_a_published_figure_is_in_the_catalogue_under_its_chapter_and_key(chapter: str, name: str) -> None:
    figure = figures()[name.partition("[")[0]]

    assert (figure.chapter, figure.name) == (int(chapter), name)


def test_the_twin_computes_every_published_figure() -> None:
    published = {name.partition("[")[0] for _, name in PUBLISHED}

    assert published | JOINED_SINCE == {*NEEDS, "target.reached"}


@pytest.mark.parametrize("figure", ALL, ids=lambda figure: figure.id)
def test_a_figure_says_what_it_is_in_french_and_in_english(figure: Figure) -> None:
    for words in (figure.label, figure.definition, figure.base.about):
        assert say(words, "fr").strip() != ""
        assert say(words, "en") != say(words, "fr")


@pytest.mark.parametrize("figure", ALL, ids=lambda figure: figure.id)
def test_a_figure_has_a_unit_and_a_chapter_of_the_contract(figure: Figure) -> None:
    assert {figure.unit, *figure.units.values()} <= set(UNITS)
    assert figure.chapter in {0, *CHAPTERS}
    assert len(figure.base.tables) > 0


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("members.total", ("members.total", None)),
        ("members.by_kind[enterprise]", ("members.by_kind", "enterprise")),
        ("survey.response_rate_by[size:10-19]", ("survey.response_rate_by", "size:10-19")),
        ("finance.gap[2011|prudent]", ("finance.gap", "2011|prudent")),
        ("members", None),
        ("Members.total", None),
    ],
)
def test_a_name_is_read_into_figure_and_key(written: str, read: tuple[str, str | None] | None) -> None:
    assert named(written) == read
