"""A company's abridged accounts, in both forms that the National Bank serves.

The data, with its source: `data/nbb`.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, get_args

import pytest

from grappe.analysis.vocabulary.altman import AltmanInputs, Form, altman_z
from grappe.analysis.vocabulary.annual_accounts import growth, measured, spelled
from grappe.analysis.vocabulary.annual_accounts_sums import broken_identities, identities

DATA = Path(__file__).parent / "data" / "nbb"
EXPECTED: dict[str, Any] = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
DIVISIONS = 1e-12  # relative: the last bits of two divisions
AS_PRINTED = 1e-3  # three decimals, of which the source cuts the last

OURS = {
    "value_added_abridged(9900-76A)": ("value_added", 1),
    "va_per_fte": ("value_added_per_fte", 1),
    "personnel_share_of_va_pct": ("personnel_share_of_value_added", 100),
    "ebitda(9901+630+631/4+635/8)": ("ebitda", 1),
    "cash_flow(9904+630+631/4+635/8)": ("cash_flow", 1),
    "liquidity_broad": ("liquidity_broad", 1),
    "liquidity_narrow": ("liquidity_narrow", 1),
    "financial_independence_pct": ("financial_independence", 100),
    "self_financing_pct": ("self_financing", 100),
    "roe_net_pct": ("return_on_equity", 100),
    "net_working_capital_FRN": ("net_working_capital", 1),
    "FRN_by_the_top_of_the_balance": ("net_working_capital_by_the_top", 1),
    "working_capital_need_BFR": ("working_capital_need", 1),
    "net_treasury_TN": ("net_treasury", 1),
}


def of_the_web_service(period: str) -> dict[str, float]:
    rubrics = json.loads((DATA / "example_abridged_jsonxbrl.json").read_text(encoding="utf-8"))["Rubrics"]
    return {row["Code"]: float(row["Value"]) for row in rubrics if row["Period"] == period}


def of_the_consultation_site() -> dict[str, float]:
    with (DATA / "example_abridged_consult.csv").open(encoding="utf-8", newline="") as lines:
        # What comes before the rubrics has a name of letters.
        return {code: float(value) for code, value in csv.reader(lines) if code[0].isdigit()}


def test_both_forms_tell_the_same_account() -> None:
    assert of_the_consultation_site() == of_the_web_service("N")


@pytest.mark.parametrize("period", ["N", "NM1"])
def test_the_identities_published_are_among_ours_and_hold(period: str) -> None:
    written = [
        [one.whole, [f"{'+' if sign > 0 else '-'}{code}" for sign, code in one.parts]] for one in identities()
    ]

    assert [one for one in EXPECTED["identities"] if one not in written] == []
    assert broken_identities(of_the_web_service(period)) == ()


@pytest.mark.parametrize("period", ["N", "NM1"])
def test_the_ratios_are_those_worked_out_by_hand(period: str) -> None:
    account = of_the_web_service(period)
    expected = {name: value for name, value in EXPECTED[f"ratios_{period}"].items() if name in OURS}

    found = {}
    for name, (ours, scale) in OURS.items():
        value = measured(ours, account, model="abridged").value
        found[name] = None if value is None else value * scale

    assert found == pytest.approx(expected, rel=DIVISIONS)


@pytest.mark.parametrize("period", ["N", "NM1"])
def test_working_capital_less_its_need_is_the_treasury(period: str) -> None:
    account = of_the_web_service(period)
    capital, need, treasury = (
        measured(name, account, model="abridged").value
        for name in ("net_working_capital", "working_capital_need", "net_treasury")
    )

    assert capital is not None
    assert need is not None
    assert capital - need == treasury


def test_the_growth_of_margin_and_staff() -> None:
    before, after = of_the_web_service("NM1"), of_the_web_service("N")
    found = {
        "gross_margin": growth(before["9900"], after["9900"]),
        "fte": growth(before["9087"], after["9087"]),
    }

    assert {name: 100 * value for name, value in found.items() if value is not None} == pytest.approx(
        EXPECTED["growth_pct"], rel=1e-9
    )


def test_the_score_that_altman_would_give() -> None:
    published = EXPECTED["altman_1968_worked_example"]
    given = dict(published["inputs"])
    inputs = AltmanInputs(equity=given.pop("market_value_equity"), **given)

    assert altman_z(inputs, form="z_1968") == pytest.approx(published["verified"], rel=DIVISIONS)
    assert altman_z(inputs, form="z_1968") == pytest.approx(published["published"], abs=AS_PRINTED)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("z_1968", 1.2 + 1.4 + 3.3 + 0.6 + 0.999),
        ("z_private_1983", 0.717 + 0.847 + 3.107 + 0.42 + 0.998),
        ("z_non_manufacturing_1995", 6.56 + 3.26 + 6.72 + 1.05),
    ],
)
def test_each_form_has_its_coefficients(form: Form, expected: float) -> None:
    ones = AltmanInputs(
        total_assets=1, working_capital=1, retained_earnings=1, ebit=1, equity=1, liabilities=1, sales=1
    )

    assert len(get_args(Form)) == 3
    assert altman_z(ones, form=form) == pytest.approx(expected, rel=DIVISIONS)


def test_codes_that_lost_their_slash_find_it_again() -> None:
    assert spelled({"7076A": 5.0, "677/7": 1.0}) == {"70/76A": 5.0, "67/77": 1.0}
