"""What the synthesis of 2010 states comes out of the dossier `examples/twist`."""

from __future__ import annotations

import csv
import operator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

Figures = dict[tuple[str, str], dict[str, Any]]

HERE = Path(__file__).parent
QUOTES = (HERE / "twist_quotes.txt").read_text(encoding="utf-8")  # whole lines of the synthesis
with (HERE / "twist_sentences.csv").open(encoding="utf-8", newline="") as file:
    STATEMENTS = list(csv.DictReader(file))
# Floats add up differently in another order; no statement is finer than a per cent.
MARGIN = 1e-9


def rounded(value: float, decimals: int) -> float:
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def equal(value: float, expected: float) -> bool:
    return abs(value - expected) <= MARGIN


AGREES = {
    "eq": equal,
    "round0": lambda value, expected: equal(rounded(value, 0), expected),
    "round1": lambda value, expected: equal(rounded(value, 1), expected),
    "round2": lambda value, expected: equal(rounded(value, 2), expected),
    "lt": operator.lt,
    "gt": operator.gt,
    "ge": operator.ge,
}


def name(statement: dict[str, str]) -> str:
    return f"{statement['figure']}[{statement['key']}]-{statement['comparison']}"


@pytest.mark.parametrize("statement", STATEMENTS, ids=name)
def test_the_dossier_gives_what_the_synthesis_states(
    statement: dict[str, str], twist_figures: Figures
) -> None:
    keys = statement["key"].split("+")  # "BE33+BE31": the two provinces together

    value = float(sum(twist_figures[statement["figure"], key]["value"] for key in keys))

    agrees = AGREES[statement["comparison"]]
    assert agrees(value, float(statement["expected"])), f"{value}: {statement['sentence']}"


@pytest.mark.parametrize("statement", STATEMENTS, ids=name)
def test_the_sentence_is_quoted_to_the_letter(statement: dict[str, str]) -> None:
    assert any(statement["sentence"] in line for line in QUOTES.splitlines())


@pytest.mark.parametrize(
    ("figure", "expected"),
    [("n", 21), ("total", 498), ("mean", 498 / 21), ("median", 13), ("q1", 6), ("q3", 20)],
)
def test_employment_rests_on_21_of_the_36_enterprises(
    figure: str, expected: float, twist_figures: Figures
) -> None:
    row = twist_figures[f"employment.{figure}", ""]

    assert (row["value"], row["n_used"], row["n_eligible"]) == (pytest.approx(expected), 21, 36)


@pytest.mark.parametrize(
    "indicator", ["clients_outside", "turnover_outside", "rd_activity_staff", "value_added"]
)
def test_impact_rests_on_24_answers_of_57_invited(indicator: str, twist_figures: Figures) -> None:
    row = twist_figures["impact.share", indicator]

    assert (row["n_used"], row["n_eligible"]) == (24, 57)


def test_the_mean_exceeds_the_third_quartile(twist_figures: Figures) -> None:
    assert twist_figures["employment.mean", ""]["value"] > twist_figures["employment.q3", ""]["value"]
