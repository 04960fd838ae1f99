"""What a treasurer types, what it moves, and what is refused in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.forecast.books import CLOSED, books, year

from grappe.analysis.forecast.answer import Answer, answers
from grappe.analysis.forecast.changes import WrongChange, read_change
from grappe.analysis.forecast.plans import Books

LINES = {"fees": 10_000.0, "costs": 100_000.0, "eligible_costs": 90_000.0, "commissions": 0.0}
BOOKS = books(year(2009, CLOSED), *(year(of, LINES, "s") for of in (2010, 2011, 2012)))


def answered(*written: str, found: Books = BOOKS, members: int | None = None) -> Answer:
    return answers(found, changes=[read_change(one) for one in written], members=members)[0]


def fees(*written: str) -> list[float | None]:
    return [one.fees for one in answered(*written).after.years]


def refused(written: str, found: Books = BOOKS, members: int | None = None) -> str:
    with pytest.raises(WrongChange) as refusal:
        answered(written, found=found, members=members)
    assert refusal.value.exit_code == 2
    (sentence,) = refusal.value.sentences("fr")
    return sentence


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("fees=+10%", 11_000.0),
        ("fees=-5%", 9_500.0),
        ("fees=+10,5 %", 11_050.0),
        ("fees=−5 %", 9_500.0),
        ("fees=+3000", 13_000.0),
        ("fees=+3 000,50", 13_000.5),
        ("fees=-3\u202f000 €", 7_000.0),
        ("fees=12000", 12_000.0),
        ("fees = 12 000 EUR", 12_000.0),
        ("fees=12000,5", 12_000.5),
        ("fees=0", 0.0),
        ("Cotisations=12000", 12_000.0),
        ("cotisations=+0%", 10_000.0),
    ],
)
def test_a_value_is_read_as_people_write_it(written: str, expected: float) -> None:
    assert fees(written) == pytest.approx([expected] * 3)


def test_a_year_or_a_span_of_years_moves_alone() -> None:
    assert fees("fees@2011=+10%") == pytest.approx([10_000, 11_000, 10_000])
    assert fees("fees@2011-2012=0") == [10_000, 0, 0]


def test_changes_follow_one_another() -> None:
    assert fees("fees=+10%", "fees@2012=+1000") == pytest.approx([11_000, 11_000, 12_000])


def test_a_scenario_moves_alone_whatever_its_name() -> None:
    name = "a]=[b@2010|c"
    found = books(year(2009, CLOSED), year(2010, LINES, "s"), year(2010, LINES, name))

    told = answers(found, changes=[read_change(f"fees[{name}]=+10%")])

    assert [one.after.years[0].fees for one in told] == [10_000, pytest.approx(11_000)]


def test_the_subsidy_follows_the_eligible_costs() -> None:
    found = answered("eligible_costs@2011=50000").after.years

    # 50,000 at 80 %; the other year keeps 90,000 × 0.8.
    assert [one.subsidy for one in found[1:]] == pytest.approx([40_000, 72_000])


def test_eligible_costs_above_the_costs_are_brought_down_to_them_and_that_is_said() -> None:
    found = answered("eligible_costs@2011=120000")

    assert found.after.years[1].eligible_costs == 100_000
    assert (
        "2011 : les dépenses admissibles, plus hautes que les charges, sont ramenées à elles (100 000 € au plus)."
        in [note.sentence("fr").replace("\u202f", " ").replace("\u00a0", " ") for note in found.supposes]
    )


def test_a_specific_subsidy_above_the_ceiling_of_the_law_is_said() -> None:
    (note,) = answered("specific_subsidy=24001").notes
    assert "24\u202f000\u00a0€" in note.sentence("fr")
    assert answered("specific_subsidy=24000").notes == ()


def test_a_subsidy_moves_from_what_the_law_gives() -> None:
    found = answered("subsidy@2011=-10%").after.years[1]

    assert (found.subsidy, found.subsidy_from) == (pytest.approx(72_000 * 0.9), "given")


def test_fees_follow_the_members_and_the_assumption_is_said() -> None:
    found = answered("members=+6", members=60)

    assert [one.fees for one in found.after.years] == pytest.approx([11_000] * 3)
    assert "60 au jour de référence, 66 ici" in found.notes[0].sentence("fr")
    assert fees("fees=+10%") == pytest.approx(
        [one.fees for one in answered("members=66", members=60).after.years]
    )


def test_a_percentage_of_nothing_is_said_to_change_nothing() -> None:
    (note,) = answered("commissions=+10%").notes

    assert "de rien ne change rien" in note.sentence("fr")


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("feez=+10%", "« fees »"),
        ("cotisation=+10%", "« Cotisations »"),
        ("xyzzy=1", "Lignes : fees"),
        ("reserves=5", "se calcule et ne se fixe pas"),
        ("fees", "« = »"),
        ("=5", "« = »"),
        ("fees=", "n’est pas une valeur"),
        ("fees=dix", "n’est pas une valeur"),
        ("fees=++5", "n’est pas une valeur"),
        ("fees=inf", "n’est pas une valeur"),
        ("fees=10%", "de plus ou de moins"),
        ("fees=12.000", "écrivez 12000 ou 12,00"),
        ("fees@2020=5", "Années à venir : 2010, 2011, 2012"),
        ("fees@2012-2011=5", "précède"),
        ("fees[autre]=5", "n’est pas un scénario"),
        ("fees=-150%", "un montant négatif"),
        ("costs=-1 000 000", "un montant négatif"),
        ("other_income=+10%", "n’a pas cette ligne"),
        ("members=+10%", "aucun membre"),
    ],
)
def test_what_cannot_be_read_or_done_is_told_in_a_sentence(written: str, word: str) -> None:
    assert word in refused(written)


def test_half_a_member_is_refused() -> None:
    assert "nombre entier de membres" in refused("members=+0,5", members=10)


amounts = st.integers(0, 300_000).map(float)
plans = st.lists(
    st.fixed_dictionaries(
        {"fees": amounts, "costs": amounts, "eligible_costs": amounts, "other_income": amounts}
    ),
    min_size=1,
    max_size=5,
)


def of(years: list[dict[str, float]]) -> Books:
    return books(year(2009, CLOSED), *(year(2010 + k, lines, "s") for k, lines in enumerate(years)))


@settings(deadline=None)
@given(plans, st.integers(0, 100_000))
def test_more_fees_never_shorten_the_reserves(years: list[dict[str, float]], more: int) -> None:
    found = answered(f"fees=+{more}", found=of(years))

    assert (found.after.last_until or 0) >= (found.before.last_until or 0)
    assert (found.after.exhausted or 9999) >= (found.before.exhausted or 9999)
    assert (found.after.below_need or 9999) >= (found.before.below_need or 9999)


@settings(deadline=None)
@given(plans)
def test_a_change_of_nothing_changes_nothing(years: list[dict[str, float]]) -> None:
    found = answered("fees=+0%", "costs=+0", "eligible_costs=-0%", found=of(years))

    assert found.before == found.after
    assert not found.is_changed


def test_a_change_of_a_scenario_that_is_not_asked_for_is_no_mistake() -> None:
    found = books(year(2009, CLOSED), year(2010, LINES, "s"), year(2010, LINES, "t"))

    (one,) = answers(found, changes=[read_change("fees[t]=+10%")], scenarios=["s"])

    assert (one.plan.name, one.is_changed) == ("s", False)
