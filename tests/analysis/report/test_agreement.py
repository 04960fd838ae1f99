"""Words agree with their numbers, one above all."""

from __future__ import annotations

import dataclasses
import re

import polars as pl
import pytest
from tests.analysis.report.made import Reports

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.annexes import MOST_WARNINGS, warnings_annex
from grappe.analysis.report.cover import glances
from grappe.analysis.report.document import Paragraph
from grappe.analysis.report.drafts import draft
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live
from grappe.analysis.report.papers import papers_of

ONE_OF_MANY = re.compile(r"\b1 (?:sur 1 |of 1 )?(?!fois|times|is\b|was\b|falls\b)[a-zéèà]+s\b")


def all_at(value: int, of: int, twist: Reports, language: Language) -> Lines:
    """The lines of TWIST, were every figure `value`, computed on `value` rows out of `of`."""
    results = twist.results.with_columns(
        value=pl.when(pl.col("value").is_not_null()).then(pl.lit(float(value))),
        n_used=pl.lit(value, pl.Int64),
        n_eligible=pl.lit(of, pl.Int64),
    )
    return Lines(results, twist.dossier, "twist", language)


def drafted(lines: Lines) -> str:
    told = [live(draft(chapter, lines), lines, lines.language) for chapter in CHAPTERS]
    return " ".join("".join(run.text for run in runs) for runs in told)


def on_cover(lines: Lines) -> list[str]:
    return [f"{one.value.text} {one.label} | {one.basis}" for one in glances(lines)]


def squeezed(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("of", [1, 39])
def test_one_is_never_many(twist: Reports, language: Language, of: int) -> None:
    lines = all_at(1, of, twist, language)
    papers = [cell.text for entry in papers_of(lines, {}) for row in entry.lines for cell in row.cells]

    told = [squeezed(words) for words in (drafted(lines), *on_cover(lines), *papers)]

    assert [found for words in told for found in ONE_OF_MANY.findall(words)] == []


def test_one_answer_and_one_invited(twist: Reports) -> None:
    lines = all_at(1, 1, twist, "fr")

    assert "L’enquête a recueilli 1 réponse pour 1 membre invité," in squeezed(drafted(lines))
    assert any(words.endswith("| 1 réponse pour 1 invité") for words in on_cover(lines))


def test_many_are_many(twist: Reports) -> None:
    lines = all_at(3, 39, twist, "fr")

    words = squeezed(drafted(lines))

    assert "L’enquête a recueilli 3 réponses pour 3 membres invités," in words
    assert "Ces chiffres reposent sur 3 entreprises sur 39," in words
    assert "L’emploi médian des 3 entreprises où il est connu" in words
    assert any("3 sur 39 entreprises" in one for one in on_cover(lines))


def test_nothing_is_said_of_the_median_or_the_share_of_one(twist: Reports) -> None:
    lines = all_at(1, 39, twist, "fr")

    words = drafted(lines)

    assert "médian" not in words
    assert "ceux qui ont répondu" not in words
    assert not any("médiane" in one for one in on_cover(lines))


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (1, "Et 1 autre : « grappe check » les dit tous."),
        (2, "Et 2 autres : « grappe check » les dit tous."),
    ],
)
def test_the_warnings_that_are_left_are_counted(twist: Reports, rest: int, words: str) -> None:
    warning = Fault(table="members", what="la table manque.", severity="warning")
    dossier = dataclasses.replace(twist.dossier, warnings=(warning,) * (MOST_WARNINGS + rest))

    annex = warnings_annex(dossier, "fr")

    assert annex is not None
    last = annex.blocks[-1]
    assert isinstance(last, Paragraph)
    assert squeezed(last.runs[0].text) == words
