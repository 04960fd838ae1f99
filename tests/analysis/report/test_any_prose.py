"""Whatever an evaluator writes in a finding, the report says it, and nothing breaks."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.report.made import Reports, made

from grappe.analysis.figures.prose import text_faults
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live
from grappe.analysis.report.sentence_data import sentences_of
from grappe.analysis.report.typography import mended

NAMES = st.sampled_from(
    [
        "{members.total}",
        "{members.total|membre|membres}",
        "{members.left#est|sont}",
        "{recognition.number|ordinal}",
        "{advantage.share@interval}",
        "{members.by_kind[nothing]|a|b}",
        "{satisfaction.share[training]@name}",
        "{{",
        "}}",
        " : ",
        "#let x = 1 \\",
        "<script>",
        "&amp;",
        "\u202e",
        "🍇",
    ]
)
PROSE = st.lists(NAMES | st.text(max_size=12), max_size=8).map("".join)


@given(PROSE)
def test_no_finding_breaks_the_sentences(twist: Reports, text: str) -> None:
    findings = pl.DataFrame(
        [{"cluster_id": "twist", "finding_id": "f1", "chapter": "3", "kind": "finding", "text": text}]
    )
    dossier = dataclasses.replace(twist.dossier, tables={**twist.dossier.tables, "findings": findings})
    lines = Lines(twist.results, dossier, "twist", "fr")

    printed = "".join(run.text for run in live(text, lines))
    sentences_of(dossier, lines)

    if not text_faults(text, table="findings"):
        assert printed.count("{") == text.count("{{")


@given(st.text())
def test_mending_changes_no_letter(text: str) -> None:
    spaces = str.maketrans("", "", " \u00a0\u202f")

    assert mended(text, "fr").translate(spaces) == text.translate(spaces)
    assert mended(text, "en") == text


@pytest.mark.parametrize(
    ("text", "mended_text"),
    [
        ("Oui : 51 % ; non !", "Oui\u202f: 51\u202f%\u202f; non\u202f!"),
        ("Oui: 51% ;non?", "Oui\u202f: 51\u202f%\u202f;non\u202f?"),
        ("« ici » et «là»", "«\u202fici\u202f» et «\u202flà\u202f»"),
        ("Voir http://a.be/?x=1 à 10:30.", "Voir http://a.be/?x=1 à 10:30."),
        ("R&amp;D", "R&amp;D"),
    ],
)
def test_the_spaces_of_french_are_mended_and_nothing_else(text: str, mended_text: str) -> None:
    assert mended(text, "fr") == mended_text


def test_a_high_sign_right_behind_a_figure_has_its_space(twist: Reports) -> None:
    lines = Lines(twist.results, twist.dossier, "twist", "fr")
    text = (
        "{advantage.share@n_used|réponse|réponses}; {advantage.share}: {members.total}, {members.total}:30 !"
    )

    printed = "".join(run.text for run in live(text, lines))

    assert printed == "29\u00a0réponses\u202f; 83\u202f%\u202f: 57, 57:30\u202f!"


def test_an_evaluator_s_numbers_follow_the_evaluator_s_language(twist: Reports) -> None:
    def printed(text: str, language: Language) -> str:
        lines = Lines(twist.results, twist.dossier, "twist", language)
        return "".join(run.text for run in live(text, lines))

    text = "Il en est au {recognition.number|ordinal} triennat ; {survey.response_rate|1} ont répondu."

    assert (
        printed(text, "en")
        == printed(text, "fr")
        == ("Il en est au 1er triennat\u202f; 50,9\u202f% ont répondu.")
    )


def test_the_three_renderings_say_what_is_odd_as_it_is(
    dossier_of: Callable[..., Path], tmp_path: Path
) -> None:
    odd = "Ils sont {members.total|membre|membres} {{#let}} <b>gras</b> $x$ *y* \\ # @ab 🍇 ; {employment.median}."
    reports = made(
        dossier_of(
            cluster=[{"cluster_id": "c", "name": "Mini"}],
            members=[{"member_id": "m", "name": "M", "kind": "enterprise", "joined_on": "2008-01-01"}],
            findings=[{"finding_id": "f", "chapter": 3, "kind": "finding", "text": odd}],
        ),
        tmp_path / "out",
    )

    word = "\n".join(p.text for p in Document(str(reports.page.with_suffix(".docx"))).paragraphs)
    for rendering in (reports.page_text, reports.paper_text, word):
        words = re.sub(r"\[\d*\]", "", "".join(rendering.split()))
        assert "Ilssont1membre{#let}<b>gras</b>$x$*y*\\#@ab" in words
        assert "nondisponible" in words
