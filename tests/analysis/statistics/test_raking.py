from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grappe.analysis.statistics.raking import Margin, Raking, rake
from grappe.analysis.statistics.weights import effective_size

MET = 1e-8  # the margins are met to a billionth of each of them
ROUNDING = 1e-12  # the same few operations on doubles in another order

KIND = ["firm", "firm", "firm", "school", "firm", "school", "lab", "lab"]
PLACE = ["north", "south", "north", "south", "south", "north", "north", "south"]
MEMBERS = {"firm": 36.0, "school": 14.0, "lab": 7.0}
PLACES = {"north": 20.0, "south": 37.0}


def raked_by_hand(labels: list[list[str]], wanted: list[Mapping[str, float]]) -> list[float]:
    """Fit margin after margin, row after row, five hundred times."""
    weights = [1.0] * len(labels[0])
    for _ in range(500):
        for row, target in zip(labels, wanted, strict=True):
            sums = {
                label: sum(w for w, one in zip(weights, row, strict=True) if one == label) for label in target
            }
            weights = [w * target[one] / sums[one] for w, one in zip(weights, row, strict=True)]
    return weights


def both_margins() -> Raking:
    return rake(np.ones(8), margins={"kind": Margin(KIND, MEMBERS), "place": Margin(PLACE, PLACES)})


def test_raked_weights_give_every_margin_its_population() -> None:
    found = both_margins()

    for labels, population in ((KIND, MEMBERS), (PLACE, PLACES)):
        sums = {label: float(found.weights[np.array(labels) == label].sum()) for label in population}
        assert sums == pytest.approx(population, rel=MET)
    assert found.gap is not None
    assert found.gap.relative < MET
    assert found.reason is None


def test_raked_weights_are_those_of_the_loop() -> None:
    np.testing.assert_allclose(
        both_margins().weights, raked_by_hand([KIND, PLACE], [MEMBERS, PLACES]), rtol=MET
    )


def test_the_order_of_the_margins_does_not_matter() -> None:
    other = rake(np.ones(8), margins={"place": (PLACE, PLACES), "kind": (KIND, MEMBERS)})

    np.testing.assert_allclose(other.weights, both_margins().weights, rtol=MET)


def test_the_summary_is_that_of_the_weights() -> None:
    found = both_margins()

    assert (found.smallest, found.largest) == (found.weights.min(), found.weights.max())
    assert found.effective.size == pytest.approx(
        found.weights.sum() ** 2 / (found.weights**2).sum(), rel=ROUNDING
    )
    np.testing.assert_array_equal(found.factors, found.weights)


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.floats(0.1, 9)), min_size=12, max_size=40
    ),
    st.data(),
)
def test_margins_that_weights_can_give_are_given(
    rows: list[tuple[str, str, float]], data: st.DataObject
) -> None:
    first, second, truth = (list(column) for column in zip(*rows, strict=True))
    margins = {}
    for name, labels in (("first", first), ("second", second)):
        margins[name] = (
            labels,
            {
                one: sum(w for w, label in zip(truth, labels, strict=True) if label == one)
                for one in set(labels)
            },
        )
    weights = data.draw(st.lists(st.floats(0.5, 2), min_size=len(rows), max_size=len(rows)))

    found = rake(weights, margins=margins)

    for labels, population in margins.values():
        for label, wanted in population.items():
            reached = sum(w for w, one in zip(found.weights, labels, strict=True) if one == label)
            assert reached == pytest.approx(wanted, rel=MET)


def test_one_margin_is_post_stratification() -> None:
    found = rake([1.0, 2.0, 1.0], margins={"size": (["s", "s", "l"], {"s": 30, "l": 5})})

    np.testing.assert_allclose(found.weights, [10.0, 20.0, 5.0], rtol=ROUNDING)


def test_shares_serve_as_well_as_counts() -> None:
    shares = {label: count / 57 for label, count in MEMBERS.items()}
    places = {label: count / 57 for label, count in PLACES.items()}

    found = rake(np.ones(8), margins={"kind": (KIND, shares), "place": (PLACE, places)})

    np.testing.assert_allclose(found.weights * 57, both_margins().weights, rtol=MET)


@pytest.mark.parametrize("scale", [1e-300, 1e-9, 1e9, 1e300])
def test_huge_and_tiny_weights_rake_alike(scale: float) -> None:
    found = rake(np.full(8, scale), margins={"kind": (KIND, MEMBERS), "place": (PLACE, PLACES)})

    np.testing.assert_allclose(found.weights, both_margins().weights, rtol=MET)


def test_a_weight_of_zero_stays_zero_and_its_blank_label_does_not_matter() -> None:
    found = rake([1.0, 1.0, 0.0], margins={"size": (["s", "l", None], {"s": 30, "l": 5})})

    assert found.weights.tolist() == [30.0, 5.0, 0.0]
    assert found.factors.tolist() == [30.0, 5.0, 1.0]
    assert (found.smallest, found.effective.size) == (5.0, pytest.approx(35**2 / 925))


def test_labels_may_be_numbers_and_years() -> None:
    found = rake(np.ones(3), margins={"year": (np.array([2007, 2007, 2008]), {2007: 10, 2008: 4})})

    assert found.weights.tolist() == [5.0, 5.0, 4.0]


def test_trimmed_weights_stay_within_their_bounds_and_say_how_far_they_are() -> None:
    labels = ["common"] * 19 + ["rare"]
    found = rake(np.ones(20), margins={"kind": (labels, {"common": 50.0, "rare": 50.0})}, trim=(0.3, 3.0))

    assert found.largest == 15.0  # three times the mean of 5, and not 50
    assert found.trimmed == 1
    assert found.gap is not None
    assert (found.gap.label, found.gap.reached, found.gap.wanted) == ("rare", 15.0, 50.0)
    assert found.gap.relative == pytest.approx(0.7)


def test_trimming_that_holds_nothing_back_changes_nothing() -> None:
    margins = {"kind": (KIND, MEMBERS), "place": (PLACE, PLACES)}

    found = rake(np.ones(8), margins=margins, trim=(0.01, 100.0))

    assert found.trimmed == 0
    np.testing.assert_array_equal(found.weights, both_margins().weights)


def test_trimmed_weights_meet_the_margins_when_they_can() -> None:
    # Two of each cell: the weights that the margins leave free take what is held back.
    rows = [(one, other) for one in "ab" for other in "xy" for _ in range(2)]
    margins = {
        "first": ([row[0] for row in rows], {"a": 6.0, "b": 2.0}),
        "second": ([row[1] for row in rows], {"x": 6.0, "y": 2.0}),
    }
    assert rake(np.ones(8), margins=margins).largest == pytest.approx(2.25)

    found = rake(np.ones(8), margins=margins, trim=(0.1, 2.2))

    assert found.largest <= 2.2
    assert found.trimmed == 2
    assert found.gap is not None
    assert found.gap.relative < MET


@pytest.mark.parametrize(
    ("weights", "margins", "said"),
    [
        (
            [1.0, 1.0],
            {"taille": (["s", "s"], {"s": 30, "l": 5})},
            "Marge « taille » : la population a des « l » et l’échantillon n’en a aucun. Regroupez cette modalité avec une autre.",
        ),
        (
            [1.0, 1.0],
            {"taille": (["s", "x"], {"s": 30})},
            "Marge « taille » : l’échantillon a des « x » et la population n’en a aucun. Corrigez la modalité ou donnez son effectif.",
        ),
        (
            [1.0, 1.0],
            {"taille": (["s", "x"], {"s": 30, "x": 0})},
            "Marge « taille » : l’échantillon a des « x » et la population n’en a aucun. Corrigez la modalité ou donnez son effectif.",
        ),
        (
            [1.0, 0.0],
            {"taille": (["s", "l"], {"s": 30, "l": 5})},
            "Marge « taille » : la population a des « l » et l’échantillon n’en a aucun. Regroupez cette modalité avec une autre.",
        ),
        (
            [1.0, 1.0, 1.0],
            {"taille": (["s", None, float("nan")], {"s": 30})},
            "Marge « taille » : des réponses n’ont pas de valeur (2). Complétez-les ou écartez-les avant de redresser.",
        ),
        (
            [0.0, 0.0],
            {"taille": (["s", "s"], {"s": 30})},
            "Aucune réponse n’a de poids : il n’y a rien à redresser.",
        ),
        (
            [1.0, 1.0],
            {"taille": (["s", "l"], {"s": 30, "l": 5}), "lieu": (["n", "n"], {"n": 36})},
            "Les marges se contredisent : « taille » fait 35 en tout et « lieu » 36.",
        ),
    ],
)
def test_what_cannot_be_raked_has_no_weights_and_a_reason(
    weights: list[float], margins: dict[str, tuple[list[object], dict[str, float]]], said: str
) -> None:
    found = rake(weights, margins=margins)

    assert found.reason is not None
    assert found.reason.sentence() == said
    assert np.isnan(found.weights).all()
    assert np.isnan([found.smallest, found.largest, found.effective.size]).all()
    assert found.effective.reason == found.reason


def test_margins_that_contradict_each_other_in_the_sample_have_no_weights_and_say_where() -> None:
    # Every small one is in the north: as many of both are not to be had in numbers that differ.
    margins = {"taille": (["s", "s", "l"], {"s": 30, "l": 5}), "lieu": (["n", "n", "o"], {"n": 20, "o": 15})}

    found = rake(np.ones(3), margins=margins)

    assert found.reason is not None
    assert found.reason.sentence() == (
        "Le redressement n’a pas abouti en 2 tours : pour « l » de la marge « taille », 15 au lieu de 5. "
        "Les marges se contredisent dans cet échantillon."
    )
    assert np.isnan(found.weights).all()
    assert found.rounds == 2


@pytest.mark.parametrize(
    ("weights", "margins", "said"),
    [
        ([1.0, -1.0], {"size": (["s", "l"], {"s": 1, "l": 1})}, "none is negative: -1.0"),
        ([1.0, np.nan], {"size": (["s", "l"], {"s": 1, "l": 1})}, "Weights are finite"),
        ([1.0], {"size": (["s", "l"], {"s": 1, "l": 1})}, "Margin `size` has 2 labels for 1 weights"),
        ([1.0], {"size": (["s"], {"s": -1})}, "population of margin `size`"),
        ([1.0], {}, "no margin"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(
    weights: list[float], margins: dict[str, tuple[list[object], dict[str, float]]], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        rake(weights, margins=margins)


def test_kish_counts_the_answers_that_equal_weights_would_need() -> None:
    # Kish (1992): 1 + the squared coefficient of variation of the weights.
    weights = np.array([1.0, 1.0, 2.0, 4.0])
    found = effective_size(weights)

    assert found.design_effect == pytest.approx(1 + (weights.std() / weights.mean()) ** 2, rel=ROUNDING)
    assert found.size == pytest.approx(64 / 22, rel=ROUNDING)
    assert effective_size([3.0, 3.0, 3.0, 0.0]).size == pytest.approx(3.0, rel=ROUNDING)
    assert effective_size(weights * 1e300).size == pytest.approx(64 / 22, rel=ROUNDING)


def test_weights_of_zero_are_worth_no_answer_and_say_so() -> None:
    found = effective_size([0.0, 0.0])

    assert np.isnan([found.size, found.design_effect]).all()
    assert found.reason is not None
    assert found.reason.sentence() == "Aucune réponse n’a de poids : il n’y a rien à estimer."
