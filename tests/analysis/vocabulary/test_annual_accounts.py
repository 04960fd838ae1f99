"""Annual accounts that nobody published: what lacks is said, what does not add up is found."""

from __future__ import annotations

import datetime as dt

import pytest

from grappe.analysis.language.catalogues import Language
from grappe.analysis.vocabulary.altman import AltmanInputs, altman_z
from grappe.analysis.vocabulary.annual_accounts import (
    every_measure,
    growth,
    measure_label,
    measured,
    measures,
    spelled,
)
from grappe.analysis.vocabulary.annual_accounts_sums import broken_identities

SCHEMES = dt.date(2016, 1, 1)
"""The day from which the financial years that begin have no extraordinary results."""
BEFORE = SCHEMES - dt.timedelta(days=1)
OLD = {"9901": 100.0, "75": 10.0, "65": 4.0, "9902": 106.0, "76": 9.0, "66": 15.0, "9903": 100.0}
NEW = {"9901": 100.0, "75": 10.0, "75/76B": 19.0, "65": 4.0, "65/66B": 19.0, "9903": 100.0}


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


@pytest.mark.parametrize("language", ["en", "nl", "de"])
def test_each_measure_has_its_name_in_each_language(language: Language) -> None:
    names = {name: (measure_label(name), measure_label(name, language)) for name in measures()}

    assert [name for name, (french, other) in names.items() if not french or french == other] == []


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


def test_a_year_that_began_before_2016_has_extraordinary_results_beside_the_ordinary_one() -> None:
    without = {code: value for code, value in OLD.items() if code != "9902"}

    assert broken_identities(OLD, began=BEFORE) == ()
    assert broken_identities(without, began=BEFORE) == ()
    assert [one.found for one in broken_identities(without | {"9903": 99.0}, began=BEFORE)] == [100.0]


def test_a_year_that_began_in_2016_has_them_within_the_financial_result() -> None:
    assert broken_identities(NEW, began=SCHEMES) == ()
    assert [one.found for one in broken_identities(NEW | {"9903": 99.0}, began=SCHEMES)] == [100.0]
    assert broken_identities(NEW | {"9903": 99.0}, began=BEFORE) == ()


def test_an_association_that_kept_the_earlier_scheme_after_2016_is_told_by_its_rubrics() -> None:
    assert broken_identities(OLD, began=dt.date(2018, 1, 1)) == ()
    wrong = broken_identities(OLD | {"9902": 107.0}, began=dt.date(2018, 1, 1))
    assert [one.identity.whole for one in wrong] == ["9902", "9903"]


@pytest.mark.parametrize(("began", "value"), [(BEFORE, 300.0), (SCHEMES, 260.0)])
def test_value_added_leaves_out_non_recurring_income_from_2016(began: dt.date, value: float) -> None:
    assert measured("value_added", {"9900": 300.0, "76A": 40.0}, model="micro", began=began).value == value


def test_value_added_is_not_made_where_the_model_is_not_known_but_the_staff_is() -> None:
    account = {"9900": 300.0, "9087": 3.0}

    assert measured("value_added", account, model=None).value is None
    assert "modèle" in measured("value_added", account, model=None).sentence()
    assert measured("fte", account, model=None).value == 3.0


@pytest.mark.parametrize("sign", [1, -1])
def test_a_deduction_is_filed_with_one_sign_or_the_other(sign: int) -> None:
    account = {"9900": 100.0, "62": 80.0, "649": 5.0 * sign, "9901": 25.0}

    assert broken_identities(account) == ()
    assert broken_identities({"10/15": 95.0, "10/11": 100.0, "19": 5.0 * sign}) == ()
    assert [one.identity.whole for one in broken_identities(account | {"9901": 26.0})] == ["9901"]


def test_people_counted_in_tenths_do_not_make_whole_euros_cents() -> None:
    account = {"40/41": 101.0, "40": 60.0, "41": 40.0, "9087": 2.5}

    assert broken_identities(account, rounded_to=None) == ()
    assert len(broken_identities(account | {"40": 60.25, "41": 39.75}, rounded_to=None)) == 1


def test_what_a_source_cannot_tell_is_not_taken_for_nil() -> None:
    told = {"20/58", "29/58", "70/76A", "60", "61"}
    account = {"20/58": 100.0, "29/58": 60.0, "70/76A": 50.0, "60": 20.0, "61": 5.0}

    assert [one.found for one in broken_identities(account)] == [60.0]
    assert broken_identities(account, told=told) == ()
    lacking = measured("value_added", account, model="full", told=told)
    assert (lacking.value, lacking.lacks) == (None, ("76A", "740", "1521", "1522"))


def test_an_association_writes_its_provisions_with_another_code() -> None:
    account = {"9901": 50.0, "630": 5.0, "635/9": 3.0}

    assert measured("ebitda", account, model="association_abridged").value == 58.0


@pytest.mark.parametrize("began", [BEFORE, SCHEMES])
def test_all_measures_at_once_are_what_each_is_by_itself(began: dt.date) -> None:
    account = NEW | {"9900": 300.0, "76A": 40.0, "1003": 4.0, "7076A": 500.0, "20/58": 90.0, "29/58": 50.0}

    assert every_measure(account, model="micro", began=began) == {
        name: measured(name, account, model="micro", began=began).value for name in measures()
    }
