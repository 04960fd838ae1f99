"""Texts that nobody wrote to be read: the finder stays quick, and says nothing where nothing is said."""

from __future__ import annotations

from time import process_time

import pytest

from grappe.analysis.audit.reading.finder import proposed_claims
from grappe.analysis.audit.reading.numerals import numbers_in

# A report of a million letters takes under two seconds on a quiet machine; the margin is for a busy one.
SECONDS = 10
MILLION = 1_000_000
# A pattern that goes back over what it has read would take a minute for these.
HOSTILE, HOSTILE_SECONDS = 150_000, 5


@pytest.mark.parametrize(
    "piece",
    [
        "12 ", "1 000 ", "12/", "1.2,", "- 1", "a@", "<a", "(", ". ", "A. ", "#", "|", "*", "\n", "n° ",
        "rue de ", "mot ", "<sup>1</sup>", ".»", "12 membres\n", "dont 3 membres, ", "{", "« ", "dix-", "٣ ",
    ],
)  # fmt: skip
def test_no_text_makes_the_reader_go_back(piece: str) -> None:
    text = piece * (HOSTILE // len(piece))

    start = process_time()
    proposed_claims(text)

    assert process_time() - start < HOSTILE_SECONDS


def test_a_report_of_a_million_letters_takes_seconds() -> None:
    paragraph = (
        "Le pôle rassemble des membres de tous les horizons, et leur donne rendez-vous plusieurs fois.\n\n"
        "Au 1er mars 2010, il comptait 57 membres, dont 36 entreprises ; 46 % s’en disent satisfaits.\n\n"
    )
    copies = MILLION // len(paragraph)

    start = process_time()
    claims = proposed_claims(paragraph * copies)

    assert len(claims) == 3 * copies
    assert process_time() - start < SECONDS


def test_one_sentence_of_a_hundred_thousand_letters_keeps_its_numbers() -> None:
    sentence = "mot " * 12_500 + "12 membres " + "mot " * 12_500

    assert [float(stated.value) for stated in numbers_in(sentence)] == [12]


@pytest.mark.parametrize(
    "text", ["", "…", "Σ 漢字 слова עברית", "01/02/2010 02/03/2011 2012-04-05", "\ufeff"]
)
def test_texts_without_figures_suggest_nothing(text: str) -> None:
    assert proposed_claims(text) == []


def test_mixed_scripts_do_not_hide_a_number() -> None:
    assert [claim.value for claim in proposed_claims("Члены: 12 membres 漢字, soit 40 % של")] == [12, 40]
