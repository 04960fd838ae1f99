"""`examples/twist/claims.csv` holds what the synthesis of 2010 states, to the letter and without a gap."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from grappe.analysis.audit.reading.numerals import numbers_in
from grappe.analysis.dossier.one_table import read_table

HERE = Path(__file__).parent
LINES = (HERE / "twist_quotes.txt").read_text(encoding="utf-8").splitlines()  # whole lines of the synthesis
CLAIMS = HERE.parents[1] / "examples" / "twist" / "claims.csv"
with CLAIMS.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["claim_id"])
def test_each_claim_quotes_one_line_to_the_letter(row: dict[str, str]) -> None:
    assert sum(row["quote"] in line for line in LINES) == 1


def test_the_claims_read_without_fault() -> None:
    frame, faults = read_table(CLAIMS, "claims")

    assert frame is not None
    assert (frame.height, faults) == (len(ROWS), [])


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:40])
def test_every_number_of_the_synthesis_is_a_claim(line: str) -> None:
    stated = Counter((number.value, number.relation) for number in numbers_in(line, "fr"))

    claimed = Counter(
        (Fraction(row["value"]), row["relation"]) for row in ROWS if row["value"] and row["quote"] in line
    )

    assert stated - claimed == Counter()


def test_a_claim_that_has_a_number_quotes_it_or_says_it_in_words() -> None:
    """The others are majorities and signs: more than half, more or less than nothing, none, the first."""
    unquoted = {
        (row["value"], row["relation"])
        for row in ROWS
        if row["value"]
        and not any(number.value == Fraction(row["value"]) for number in numbers_in(row["quote"], "fr"))
    }

    assert unquoted == {("50", "gt"), ("0", "gt"), ("0", "lt"), ("0", "eq"), ("1", "eq")}
