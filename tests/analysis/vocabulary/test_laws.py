from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from grappe.analysis.vocabulary import laws

IN_2010 = date(2010, 3, 1)
LAST_DAY_OF_2023 = date(2023, 12, 31)
FIRST_DAY_OF_2024 = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("year", "rate"),
    [(1, 1.0), (2, 1.0), (3, 1.0), (4, 0.8), (5, 0.8), (6, 0.8), (7, 0.5), (8, 0.5), (30, 0.5)],
)
def test_the_rate_of_2007_falls_with_the_year_of_recognition(year: int, rate: float) -> None:
    found = laws.subsidy_rate("decree_2007", year)

    assert (found.value, found.unit, found.known, found.verified) == (rate, "share", True, True)


@pytest.mark.parametrize("year", [1, 4, 7])
def test_the_rates_of_2024_are_unknown_and_say_why(year: int) -> None:
    found = laws.subsidy_rate("decree_2024", year)

    assert (found.known, found.value) == (False, None)
    assert found.note == (
        "Les taux de l’arrêté du 2 mai 2024 n’ont pas été trouvés\u202f: "
        "le taux doit être donné avec la reconnaissance."
    )


def test_the_ceilings_of_2007_are_known_and_those_of_2024_are_not() -> None:
    old, new = laws.cost_ceiling("decree_2007"), laws.cost_ceiling("decree_2024")
    specific = laws.specific_subsidy_ceiling("decree_2007")

    assert (old.value, old.unit) == (160_000, "EUR a year")
    assert (specific.value, specific.unit) == (24_000, "EUR")
    assert (new.known, new.value, laws.specific_subsidy_ceiling("decree_2024").known) == (False, None, False)


def test_a_recognition_lasts_three_years_then_four_and_is_renewed_four_months_before_its_end() -> None:
    regimes = ("decree_2007", "decree_2024")

    assert [laws.recognition_years(regime).value for regime in regimes] == [3, 4]
    assert [laws.renewal_notice_months(regime).value for regime in regimes] == [4, 4]


def test_the_regime_of_2024_alone_has_an_evaluation_half_way() -> None:
    found = laws.midterm_share("decree_2024")

    assert found is not None
    assert (found.value, found.text) == (Fraction(1, 2), laws.recognition_years("decree_2024").text)
    assert laws.midterm_share("decree_2007") is None


def test_one_regime_holds_at_a_time() -> None:
    last, first = date(2024, 6, 30), date(2024, 7, 1)

    assert laws.value_on("recognition_years", last).value == 3
    assert laws.value_on("recognition_years", first).value == 4


def test_nothing_was_subsidised_before_the_decree() -> None:
    with pytest.raises(LookupError, match="no law sets cost_ceiling, regime decree_2007 on 2007-06-30"):
        laws.value_on("cost_ceiling", date(2007, 6, 30), regime="decree_2007")


@pytest.mark.parametrize(
    ("form", "size", "criterion", "before", "after"),
    [
        ("company", "micro", "fte", 10, 10),
        ("company", "micro", "turnover", 700_000, 900_000),
        ("company", "micro", "total_assets", 350_000, 450_000),
        ("company", "small", "fte", 50, 50),
        ("company", "small", "turnover", 9_000_000, 11_250_000),
        ("company", "small", "total_assets", 4_500_000, 6_000_000),
        ("asbl", "micro", "turnover", 700_000, 700_000),
        ("asbl", "micro", "total_assets", 350_000, 350_000),
        ("asbl", "small", "turnover", 9_000_000, 9_000_000),
        ("asbl", "small", "total_assets", 4_500_000, 4_500_000),
    ],
)
def test_thresholds_of_size_change_with_the_first_exercise_of_2024_but_for_an_asbl(
    form: str, size: str, criterion: str, before: int, after: int
) -> None:
    found = [
        laws.value_on("size_threshold", day, form=form, size=size, criterion=criterion).value
        for day in (LAST_DAY_OF_2023, FIRST_DAY_OF_2024)
    ]

    assert found == [before, after]


@pytest.mark.parametrize(
    ("name", "value", "verified"),
    [
        ("assembly_convocation_days", 15, True),
        ("ordinary_assembly_months", 6, True),
        ("statutes_presence_quorum", Fraction(2, 3), False),
        ("statutes_majority", Fraction(2, 3), False),
        ("purpose_majority", Fraction(4, 5), False),
    ],
)
def test_the_rules_of_assemblies_say_whether_they_were_verified(
    name: str, value: object, *, verified: bool
) -> None:
    found = laws.value_on(name, IN_2010)

    assert (found.value, found.verified) == (value, verified)


def test_no_two_rows_of_one_name_hold_for_the_same_case_on_the_same_day() -> None:
    clashes = [
        (one, other)
        for index, one in enumerate(laws.values())
        for other in laws.values()[index + 1 :]
        if (one.name, dict(one.where)) == (other.name, dict(other.where))
        and (one.until or date.max) > (other.since or date.min)
        and (other.until or date.max) > (one.since or date.min)
    ]

    assert clashes == []


def test_every_row_has_a_title_a_note_and_days_in_order() -> None:
    rows = laws.values()

    assert [row.name for row in rows if not row.text.title or not row.note] == []
    assert [row.name for row in rows if row.since and row.until and row.since >= row.until] == []
    assert [row.name for row in rows if row.known == (row.value is None)] == []


def test_the_decrees_have_their_links() -> None:
    links = [laws.recognition_years(regime).text.link for regime in ("decree_2007", "decree_2024")]

    assert links == [
        "https://etaamb.openjustice.be/fr/decret-du-18-janvier-2007_n2007200428.html",
        "https://etaamb.openjustice.be/fr/nl/decret-du-11-avril-2024_n2024006419.html",
    ]


@pytest.mark.parametrize(
    ("regime", "year"), [("decree_1999", 1), ("decree_2007", 0), ("decree_2007", -1), ("decree_2024", 0)]
)
def test_a_regime_or_a_year_that_no_law_knows_is_refused(regime: str, year: int) -> None:
    with pytest.raises(LookupError, match="no law sets subsidy_rate"):
        laws.subsidy_rate(regime, year)


def test_a_name_that_no_law_sets_is_refused() -> None:
    with pytest.raises(LookupError, match="no law sets 'colour'"):
        laws.value_on("colour", IN_2010)


def test_a_question_that_leaves_several_rows_is_refused() -> None:
    with pytest.raises(
        ValueError, match="3 rows set subsidy_rate on 2010-03-01: say which by regime, year_of"
    ):
        laws.value_on("subsidy_rate", IN_2010)


def test_a_selector_that_the_name_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="'cost_ceiling' is not told apart by colour"):
        laws.value_on("cost_ceiling", IN_2010, colour="red")


@pytest.mark.parametrize("row", [{"name": "rate", "known": False, "value": 1}, {"name": "rate"}])
def test_a_row_that_is_known_without_a_value_or_unknown_with_one_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(
        ValueError, match=r"laws\.toml, rate: a known row has a value, an unknown one has none"
    ):
        laws._dated_value(row, {})
