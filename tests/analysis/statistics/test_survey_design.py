from __future__ import annotations

from itertools import combinations, product
from math import sqrt

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grappe.analysis.statistics.survey_design import Lonely, Sampling, survey_design
from grappe.analysis.statistics.survey_estimates import means, totals

ROUNDING = 1e-9  # sums of squares of doubles in another order

# Three districts of schools, two of which are drawn, and two schools in each: 27 samples, all as likely.
DISTRICTS = {"a": [3.0, 8.0, 1.0], "b": [10.0, 12.0, 17.0], "c": [4.0, 4.0, 9.0]}
# Two strata of members, of which two and three are drawn: 6 * 4 samples.
STRATA = {"firm": [1.0, 4.0, 6.0, 20.0], "school": [2.0, 3.0, 3.0, 11.0]}


def two_stage_samples() -> list[tuple[list[str], list[int], list[float]]]:
    """Every sample, as the districts, the schools' numbers and the values of its four rows."""
    samples = []
    for pair in combinations(DISTRICTS, 2):
        schools = [list(combinations(range(3), 2)) for _ in pair]
        for drawn in product(*schools):
            rows = [(name, place) for name, places in zip(pair, drawn, strict=True) for place in places]
            names, places = zip(*rows, strict=True)
            samples.append((list(names), list(places), [DISTRICTS[name][place] for name, place in rows]))
    return samples


def variance_by_loops(
    values: list[float], weights: list[float], strata: list[str], units: list[str], share: dict[str, float]
) -> float:
    """Sum over the strata of (1 - f) n/(n - 1) sum (z - mean z)^2, z the unit's weighted sum."""
    whole = 0.0
    for stratum in set(strata):
        sums: dict[str, float] = {}
        for value, weight, of, unit in zip(values, weights, strata, units, strict=True):
            if of == stratum:
                sums[unit] = sums.get(unit, 0.0) + value * weight
        n, mean = len(sums), sum(sums.values()) / len(sums)
        whole += (1 - share[stratum]) * n / (n - 1) * sum((z - mean) ** 2 for z in sums.values())
    return whole


def test_over_all_two_stage_samples_the_total_and_its_variance_are_right_on_average() -> None:
    found = []
    for names, places, values in two_stage_samples():
        design = survey_design(Sampling(units=names, population=3), Sampling(units=places, population=3))
        estimate = totals(values, design)
        found.append((estimate.values[0], estimate.covariance[0, 0]))
    estimated, variances = np.array(found).T

    assert len(found) == 27
    assert estimated.mean() == pytest.approx(sum(map(sum, DISTRICTS.values())), rel=ROUNDING)
    assert variances.mean() == pytest.approx(estimated.var(), rel=ROUNDING)


def test_over_all_three_stage_samples_the_total_and_its_variance_are_right_on_average() -> None:
    # Both schools of two of three districts, and in each school two of three classes: 3 * 3^4 samples.
    classes = np.random.default_rng(3).integers(1, 30, (3, 2, 3)).astype(float)
    found = []
    for pair in combinations(range(3), 2):
        for drawn in product(combinations(range(3), 2), repeat=4):
            rows = [
                (district, school, place)
                for number, (district, school) in enumerate(product(pair, range(2)))
                for place in drawn[number]
            ]
            districts, schools, places = (list(column) for column in zip(*rows, strict=True))
            design = survey_design(
                Sampling(units=districts, population=3),
                Sampling(units=schools, population=2),
                Sampling(units=places, population=3),
            )
            estimate = totals([classes[row] for row in rows], design)
            found.append((estimate.values[0], estimate.covariance[0, 0]))
    estimated, variances = np.array(found).T

    assert len(found) == 243
    assert estimated.mean() == pytest.approx(classes.sum(), rel=ROUNDING)
    assert variances.mean() == pytest.approx(estimated.var(), rel=ROUNDING)


def test_over_all_stratified_samples_the_total_and_its_variance_are_right_on_average() -> None:
    found = []
    for firms, schools in product(combinations(STRATA["firm"], 2), combinations(STRATA["school"], 3)):
        design = survey_design(Sampling(strata=["firm"] * 2 + ["school"] * 3, population=4))
        estimate = totals([*firms, *schools], design)
        found.append((estimate.values[0], estimate.covariance[0, 0]))
    estimated, variances = np.array(found).T

    assert len(found) == 24
    assert estimated.mean() == pytest.approx(sum(map(sum, STRATA.values())), rel=ROUNDING)
    assert variances.mean() == pytest.approx(estimated.var(), rel=ROUNDING)


def test_with_one_population_only_the_first_stage_counts() -> None:
    names, places, values = two_stage_samples()[4]
    first = survey_design(Sampling(units=names, population=3), weights=[2.0] * 4)
    both = survey_design(Sampling(units=names, population=3), Sampling(units=places), weights=[2.0] * 4)

    assert totals(values, both).errors == totals(values, first).errors


def test_from_an_endless_population_the_second_stage_adds_nothing() -> None:
    names, places, values = two_stage_samples()[4]
    first = survey_design(Sampling(units=names), weights=[2.0] * 4)
    both = survey_design(Sampling(units=names), Sampling(units=places, population=3), weights=[2.0] * 4)

    assert totals(values, both).errors == totals(values, first).errors


def test_the_weights_that_the_populations_imply_are_the_drawable_by_the_drawn() -> None:
    names, places, _ = two_stage_samples()[0]

    design = survey_design(
        Sampling(units=names, population=3), Sampling(units=places, population=[3, 3, 6, 6])
    )

    np.testing.assert_allclose(design.weights, [3 / 2 * 3 / 2] * 2 + [3 / 2 * 6 / 2] * 2)


def test_fractions_say_the_same_as_populations() -> None:
    counted = survey_design(Sampling(strata=["a", "a", "b", "b", "b"], population=[4, 4, 6, 6, 6]))
    shared = survey_design(Sampling(strata=["a", "a", "b", "b", "b"], fraction=[0.5] * 5))
    values = [1.0, 5.0, 2.0, 4.0, 9.0]

    np.testing.assert_array_equal(shared.weights, counted.weights)
    np.testing.assert_allclose(means(values, shared).errors, means(values, counted).errors, rtol=ROUNDING)


@settings(max_examples=60)
@given(st.data(), st.integers(0, 2**32 - 1))
def test_the_variance_is_that_of_the_loops(data: st.DataObject, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = [
        (stratum, unit)
        for stratum in data.draw(st.lists(st.sampled_from("xyz"), min_size=1, max_size=3, unique=True))
        for unit in range(data.draw(st.integers(2, 5)))
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    strata, units = [row[0] for row in rows], [str(row[1]) for row in rows]
    share = {stratum: data.draw(st.sampled_from([0.1, 0.5, 1.0])) for stratum in set(strata)}
    values, weights = rng.normal(size=len(rows)).tolist(), rng.uniform(0.5, 3, len(rows)).tolist()
    order = rng.permutation(len(rows))

    design = survey_design(
        Sampling(
            units=[units[place] for place in order],
            strata=[strata[place] for place in order],
            fraction=[share[strata[place]] for place in order],
        ),
        weights=np.array(weights)[order],
    )
    found = totals(np.array(values)[order], design)

    wanted = variance_by_loops(values, weights, strata, units, share)
    assert found.covariance[0, 0] == pytest.approx(wanted, rel=ROUNDING, abs=1e-12)


@pytest.mark.parametrize(
    "units",
    [[1, 1, 2, 2], ["p", "p", "q", "q"], np.array([7.5, 7.5, 9.0, 9.0]), [("a", 1)] * 2 + [("b", 1)] * 2],
)
def test_units_may_have_any_label(units: npt.ArrayLike) -> None:
    found = totals([1.0, 2.0, 3.0, 5.0], survey_design(Sampling(units=units), weights=np.ones(4)))  # type: ignore[arg-type] # labels of any kind

    assert found.errors[0] == pytest.approx(sqrt(2 * ((3 - 5.5) ** 2 + (8 - 5.5) ** 2)))


def test_the_same_label_in_two_strata_is_two_units() -> None:
    reused = survey_design(Sampling(units=[1, 2, 1, 2], strata=["a", "a", "b", "b"]), weights=np.ones(4))
    unique = survey_design(Sampling(units=[1, 2, 3, 4], strata=["a", "a", "b", "b"]), weights=np.ones(4))

    assert totals([1.0, 2.0, 4.0, 8.0], reused).errors == totals([1.0, 2.0, 4.0, 8.0], unique).errors


def test_a_weight_of_zero_counts_as_being_outside_the_domain() -> None:
    strata, values = ["a", "a", "a", "b", "b"], [1.0, 4.0, 100.0, 2.0, 5.0]
    zero = survey_design(Sampling(strata=strata), weights=[2.0, 2.0, 0.0, 1.0, 1.0])
    whole = survey_design(Sampling(strata=strata), weights=[2.0, 2.0, 2.0, 1.0, 1.0])

    found = means(values, zero)
    domain = means(values, whole, domain=np.array([True, True, False, True, True]))

    assert (found.values[0], found.errors[0]) == (domain.values[0], domain.errors[0])
    assert (found.used[0], found.eligible[0], found.freedom[0]) == (4, 4, 2)


LONELY_STRATA = ["a", "a", "b", "b", "c"]
LONELY_VALUES = [1.0, 4.0, 2.0, 8.0, 5.0]


@pytest.mark.parametrize(
    ("lonely", "variance"),
    [
        # The strata a and b alone; with c's distance to the mean, 4, of all five; with half as much again.
        ("certainty", 9.0 + 36.0),
        ("adjust", 9.0 + 36.0 + 1.0),
        ("average", 1.5 * (9.0 + 36.0)),
    ],
)
def test_a_stratum_with_one_unit_adds_what_one_chooses(lonely: Lonely, variance: float) -> None:
    design = survey_design(Sampling(strata=LONELY_STRATA), weights=np.ones(5), lonely=lonely)

    found = totals(LONELY_VALUES, design)

    assert found.covariance[0, 0] == pytest.approx(variance, rel=ROUNDING)
    assert found.reasons == (None,)


@pytest.mark.parametrize(
    ("stages", "lonely", "said"),
    [
        (
            [Sampling(strata=LONELY_STRATA)],
            "reason",
            "La strate « c » n’a qu’une unité tirée : l’erreur ne peut être estimée. Réunissez-la à une autre, ou dites comment la compter.",
        ),
        (
            [Sampling(units=["u"] * 5)],
            "reason",
            "Une seule unité a été tirée : l’erreur ne peut être estimée.",
        ),
        (
            [Sampling(units=["u"] * 5)],
            "average",
            "Toutes les strates n’ont qu’une unité tirée : aucune ne dit de combien elles varient.",
        ),
        (
            [Sampling(units=list("uuuvv"), population=3), Sampling(units=[1, 2, 3, 1, 1], population=9)],
            "reason",
            "Dans le groupe « v », une seule unité a été tirée au degré suivant : l’erreur ne peut être estimée. Réunissez-le à un autre, ou dites comment le compter.",
        ),
    ],
)
def test_one_unit_has_no_error_but_a_reason(stages: list[Sampling], lonely: Lonely, said: str) -> None:
    found = totals(LONELY_VALUES, survey_design(*stages, weights=np.ones(5), lonely=lonely))

    assert found.values[0] == 20.0
    assert np.isnan(found.errors[0])
    assert np.isnan(found.interval()).all()
    assert found.reasons[0] is not None
    assert found.reasons[0].sentence() == said


def test_one_unit_of_one_is_certain() -> None:
    population = [2, 2, 4, 4, 1]

    found = totals(LONELY_VALUES, survey_design(Sampling(strata=LONELY_STRATA, population=population)))

    assert found.covariance[0, 0] == pytest.approx(0.5 * 2 * (6.0**2 + 6.0**2), rel=ROUNDING)
    assert found.reasons == (None,)


def test_a_stratum_without_weight_needs_no_second_unit() -> None:
    design = survey_design(Sampling(strata=LONELY_STRATA), weights=[1.0, 1.0, 1.0, 1.0, 0.0])

    assert totals(LONELY_VALUES, design).covariance[0, 0] == pytest.approx(9.0 + 36.0)


@pytest.mark.parametrize(
    ("stages", "weights", "said"),
    [
        ([], None, "A design is made of weights"),
        ([Sampling(population=3)], None, "a single number for a population or a fraction does not say"),
        ([Sampling(fraction=0.5), Sampling()], None, "made of weights, units, strata or populations"),
        ([Sampling(strata=["a"])], [1.0, 2.0], "one value a row: lengths"),
        ([], [1.0, -2.0], "none is negative: -2.0"),
        ([Sampling(strata=["a", None])], [1.0, 2.0], "`strata` has blanks: 1 of 2"),
        ([Sampling(population=1)], [1.0, 2.0], "More units drawn than in the population: 2 of 1"),
        ([Sampling(population=[5, 6])], [1.0, 2.0], "same for all the rows of a stratum"),
        ([Sampling(population=np.nan)], [1.0, 2.0], "never blank"),
        ([Sampling(fraction=1.5)], [1.0, 2.0], "1 at most"),
        ([Sampling(fraction=0.5, population=4)], [1.0, 2.0], "not both"),
    ],
)
def test_designs_that_cannot_be_are_refused(
    stages: list[Sampling], weights: list[float] | None, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        survey_design(*stages, weights=weights)
