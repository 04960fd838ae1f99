"""Annual accounts that nobody published: what lacks is said, what does not add up is found."""

from __future__ import annotations

import pytest

from grappe.analysis.vocabulary.altman import AltmanInputs, altman_z
from grappe.analysis.vocabulary.annual_accounts import (
    broken_identities,
    growth,
    measure_label,
    measured,
    measures,
    spelled,
)


def test_a_sum_that_is_one_euro_out_is_found() -> None:
    (broken,) = broken_identities({"40/41": 101.0, "40": 60.0, "41": 40.0})

    assert (broken.identity.whole, broken.stated, broken.found) == ("40/41", 101.0, 100.0)
    assert broken.sentence() == (
        "Les rubriques 40/41 = +40 +41 ne s’accordent pas : 101.00 déclaré, 100.00 par addition."
    )


def test_an_account_filed_in_thousands_may_be_half_a_thousand_out_for_each_rubric() -> None:
    account = {"40/41": 101_000.0, "40": 60_000.0, "41": 40_000.0}

    assert broken_identities(account, rounded_to=1000) == ()
    assert len(broken_identities(account)) == 1


def test_a_whole_without_its_parts_is_not_judged() -> None:
    assert broken_identities({"40/41": 101.0, "45": 7.0}) == ()


def test_an_extract_that_leaves_the_whole_out_is_not_judged() -> None:
    assert broken_identities({"40": 60.0, "41": 40.0}) == ()


def test_what_lacks_is_named() -> None:
    found = measured("value_added", {"70/76A": 9.0}, model="abridged")

    assert (found.value, found.lacks) == (None, ("9900",))
    assert found.sentence() == "Rubriques absentes des comptes : 9900."


def test_value_added_is_made_of_other_rubrics_in_the_full_model() -> None:
    account = {"70/76A": 100.0, "60": 30.0, "61": 20.0, "76A": 5.0, "740": 2.0, "1521": 1.0, "9900": 7.0}

    found = {
        model: measured("value_added", account, model=model).value
        for model in ("full", "abridged", "micro", "association_full", "association_micro")
    }

    assert found == {
        "full": 44.0,
        "abridged": 2.0,
        "micro": 2.0,
        "association_full": 46.0,
        "association_micro": 2.0,
    }


def test_a_ratio_of_ratios_lacks_what_its_sides_lack() -> None:
    assert measured("value_added_per_fte", {"9900": 7.0}, model="micro").lacks == ("9087",)
    assert measured("value_added_per_fte", {"9087": 7.0}, model="micro").lacks == ("9900",)


def test_the_social_balance_tells_the_staff_when_the_annex_does_not() -> None:
    assert measured("fte", {"1003": 4.0}, model="full").value == 4.0
    assert measured("fte", {"1003": 4.0, "9087": 3.0}, model="full").value == 3.0


@pytest.mark.parametrize("equity", [0.0, -10.0])
def test_a_return_on_what_is_not_above_zero_says_nothing(equity: float) -> None:
    found = measured("return_on_equity", {"9904": 5.0, "10/15": equity}, model="micro")

    assert found.value is None
    assert found.lacks == ()
    assert found.sentence("fr").startswith("Un rapport à ")


def test_a_company_without_debts_has_no_liquidity() -> None:
    assert measured("liquidity_broad", {"29/58": 5.0, "54/58": 5.0}, model="micro").value is None


def test_older_fixed_assets_held_the_formation_expenses() -> None:
    assert spelled({"20/28": 10.0, "20": 3.0}) == {"20": 3.0, "21/28": 7.0}


def test_wholes_that_older_forms_tell_by_their_parts_are_added() -> None:
    assert spelled({"70/74": 10.0, "76A": 2.0})["70/76A"] == 12.0
    assert "70/76A" not in spelled({"76A": 2.0})


def test_the_operating_result_of_a_full_model_is_not_judged_by_a_gross_margin_that_it_lacks() -> None:
    assert broken_identities({"9901": 10.0, "62": 4.0}) == ()
    assert len(broken_identities({"9900": 10.0, "9901": 10.0, "62": 4.0})) == 1


def test_a_code_twice_with_two_values_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        spelled({"7076A": 1.0, "70/76A": 2.0})


def test_a_value_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no amount"):
        spelled({"20": float("nan")})


def test_each_measure_has_its_name_in_both_languages() -> None:
    names = {name: (measure_label(name), measure_label(name, "en")) for name in measures()}

    assert [name for name, (french, english) in names.items() if not french or french == english] == []


def test_an_unknown_measure_or_model_is_refused() -> None:
    with pytest.raises(ValueError, match="no measure"):
        measured("worth", {}, model="full")
    with pytest.raises(ValueError, match="no model"):
        measured("fte", {}, model="large")  # type: ignore[arg-type] # what a caller may still write


def test_growth_needs_a_first_value_above_zero() -> None:
    assert growth(4.0, 5.0) == 0.25
    assert (growth(0.0, 5.0), growth(-1.0, 5.0), growth(None, 5.0), growth(5.0, None)) == (None,) * 4


def test_no_score_without_assets_or_liabilities() -> None:
    given = {"working_capital": 1, "retained_earnings": 1, "ebit": 1, "equity": 1, "sales": 1}

    assert altman_z(AltmanInputs(total_assets=0, liabilities=1, **given), form="z_1968") is None
    assert altman_z(AltmanInputs(total_assets=1, liabilities=0, **given), form="z_1968") is None
