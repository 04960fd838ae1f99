from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.analysis.statistics.agreement import (
    Metric,
    alpha_interval,
    cohen_kappa,
    fleiss_kappa,
    kappa_of_table,
    krippendorff_alpha,
)

CLOSE = 1e-10  # the same few terms, added up in another order
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval", "ratio")
CODINGS = st.integers(1, 6).flatmap(
    lambda units: st.lists(
        st.lists(st.sampled_from([None, 0, 1, 2, 5]), min_size=units, max_size=units), min_size=2, max_size=4
    )
)


def slowly(codings: list[list[int | None]], metric: Metric) -> tuple[float, float]:
    """Disagreement observed and expected, pair of codings by pair of codings."""
    units = [[code for code in unit if code is not None] for unit in zip(*codings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    pooled = sorted(code for unit in units for code in unit)
    n = len(pooled)

    def apart(c: int, k: int) -> float:
        low, high = min(c, k), max(c, k)
        if metric == "nominal":
            return float(c != k)
        if metric == "interval":
            return float((c - k) ** 2)
        if metric == "ratio":
            return ((c - k) / (c + k)) ** 2 if c + k else 0.0
        between = sum(low <= code <= high for code in pooled)
        return float((between - (pooled.count(low) + pooled.count(high)) / 2) ** 2) if c != k else 0.0

    observed = sum(apart(c, k) / (len(unit) - 1) for unit in units for c, k in permutations(unit, 2)) / n
    expected = sum(apart(c, k) for c, k in permutations(pooled, 2)) / (n * (n - 1))
    return observed, expected


@given(CODINGS)
def test_alpha_is_that_of_all_the_pairs(codings: list[list[int | None]]) -> None:
    codings = [[*row, end, 1] for row, end in zip(codings, [0, 5, 0, 5], strict=False)]
    for metric in METRICS:
        observed, expected = slowly(codings, metric)

        found = krippendorff_alpha(codings, metric=metric)

        assert found.observed == pytest.approx(observed, abs=CLOSE, rel=CLOSE)
        assert found.expected == pytest.approx(expected, rel=CLOSE)
        assert found.alpha == pytest.approx(1 - observed / expected, abs=CLOSE)


def test_texts_agree_as_their_numbers_do() -> None:
    numbers = [[1, 2, None, 3, 3], [1, 2, 2, 3, 1]]
    texts = [[None if code is None else "abc"[code - 1] for code in row] for row in numbers]

    assert krippendorff_alpha(texts).alpha == krippendorff_alpha(numbers).alpha


def test_full_agreement_is_one_and_a_unit_coded_once_stays_aside() -> None:
    found = krippendorff_alpha([["a", "b", None], ["a", "b", "c"]])

    assert (found.alpha, found.units, found.values) == (1, 2, 4)


def test_labels_out_of_order_have_the_order_of_their_numbers() -> None:
    plain = krippendorff_alpha([[10, 9, 100, 9], [9, 9, 100, 10]], metric="ordinal")
    mixed = krippendorff_alpha([[10, 9.0, 100, 9], [9, 9, 100.0, 10]], metric="ordinal")

    assert plain.alpha == mixed.alpha


@pytest.mark.parametrize(
    ("codings", "sentence"),
    [
        ([], "Aucune unité n’est codée deux fois : il n’y a pas d’accord à mesurer."),
        ([["a", "b"]], "Aucune unité n’est codée deux fois : il n’y a pas d’accord à mesurer."),
        ([["a", None], [None, "b"]], "Aucune unité n’est codée deux fois : il n’y a pas d’accord à mesurer."),
        ([["a", "a"], ["a", "a"]], "Tous les codages sont égaux : on ne peut distinguer l’accord du hasard."),
    ],
)
def test_no_agreement_to_measure_is_a_sentence(codings: list[list[str | None]], sentence: str) -> None:
    interval = alpha_interval(codings, draws=3, rng=np.random.default_rng(1))
    for found, number in ((krippendorff_alpha(codings), "alpha"), (interval, "low")):
        assert np.isnan(getattr(found, number))
        assert found.reason is not None
        assert found.reason.sentence() == sentence


def test_units_drawn_again_give_the_interval_of_a_slow_twin() -> None:
    rng = np.random.default_rng(1)
    codings = [[int(code) for code in rng.integers(0, 3, 25)]]
    codings += [[code if rng.random() < 0.7 else int(rng.integers(0, 3)) for code in codings[0]]]
    again = np.random.default_rng(9)
    alphas = []
    for _ in range(200):
        drawn = again.integers(0, 25, 25)
        observed, expected = slowly([[row[place] for place in drawn] for row in codings], "ordinal")
        alphas.append(1 - observed / expected)

    found = alpha_interval(codings, metric="ordinal", draws=200, rng=np.random.default_rng(9))

    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(alphas, [0.025, 0.975])), rel=CLOSE)
    assert found.draws == 200


@pytest.mark.parametrize(("weights", "power"), [("none", 0), ("linear", 1), ("quadratic", 2)])
def test_kappa_is_that_of_the_disagreements(weights: str, power: int) -> None:
    rng = np.random.default_rng(2)
    one = rng.integers(0, 4, 40)
    other = np.where(rng.random(40) < 0.6, one, rng.integers(0, 4, 40))
    distance = [[float(i != j) if not power else abs(i - j) ** power for j in range(4)] for i in range(4)]
    observed = np.mean([distance[i][j] for i, j in zip(one, other, strict=True)])
    expected = np.mean([[distance[i][j] for i in one] for j in other])

    found = cohen_kappa(one, other, weights=weights)  # type: ignore[arg-type] # one of three

    assert found.kappa == pytest.approx(1 - observed / expected, rel=CLOSE)
    assert (found.low + found.high) / 2 == pytest.approx(found.kappa, rel=CLOSE)


def test_the_error_of_kappa_is_what_happens() -> None:
    rng = np.random.default_rng(3)
    chances = np.array([[0.4, 0.1, 0.0], [0.05, 0.2, 0.05], [0.0, 0.05, 0.15]])
    tables = rng.multinomial(400, chances.ravel(), 1500).reshape(-1, 3, 3)
    for weights in ("none", "quadratic"):
        found = [kappa_of_table(table, weights=weights).kappa for table in tables]  # type: ignore[arg-type] # one of three
        error = kappa_of_table(chances * 400, weights=weights).error  # type: ignore[arg-type] # one of three

        # A standard deviation of 1500 draws is good to 2 % (one standard error).
        assert np.std(found) == pytest.approx(error, rel=0.08)


def test_the_order_of_labels_counts_for_weights() -> None:
    one, other = ["low", "mid", "high", "mid"], ["low", "high", "high", None]
    by_letter = cohen_kappa(one, other, weights="linear")
    ordered = cohen_kappa(one, other, weights="linear", order=["low", "mid", "high"])

    assert (by_letter.units, ordered.units) == (3, 3)
    # One disagreement of a step, or of two, in three units; the mean of the nine pairs is 1, or 8/9.
    assert ordered.kappa == pytest.approx(1 - (1 / 3) / 1, rel=CLOSE)
    assert by_letter.kappa == pytest.approx(1 - (2 / 3) / (8 / 9), rel=CLOSE)
    with pytest.raises(ValueError, match="lacks the label 'mid'"):
        cohen_kappa(one, other, order=["low", "high"])


def test_a_coder_who_always_says_the_same_agrees_as_chance_would() -> None:
    assert cohen_kappa(["a", "b"], ["a", "a"]).kappa == 0


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ([[0, 0], [0, 0]], "Aucune unité n’est codée par les deux : il n’y a pas d’accord à mesurer."),
        ([[5, 0], [0, 0]], "Tous les codages sont égaux : on ne peut distinguer l’accord du hasard."),
    ],
)
def test_a_kappa_of_nothing_is_a_sentence(table: list[list[int]], sentence: str) -> None:
    found = kappa_of_table(table)

    assert np.isnan([found.kappa, found.error, found.low, found.high]).all()
    assert found.reason is not None
    assert found.reason.sentence() == sentence


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ([[1, 0], [0, 1]], "Aucune unité n’est codée deux fois : il n’y a pas d’accord à mesurer."),
        (
            [[2, 1], [1, 1]],
            "Les unités n’ont pas toutes le même nombre de codages : cet indice ne peut se calculer.",
        ),
        ([[3, 0], [3, 0]], "Tous les codages sont égaux : on ne peut distinguer l’accord du hasard."),
    ],
)
def test_many_coders_without_kappa_are_a_sentence(table: list[list[int]], sentence: str) -> None:
    found = fleiss_kappa(table)

    assert np.isnan(found.kappa)
    assert found.reason is not None
    assert found.reason.sentence() == sentence


def test_the_error_of_many_coders_is_what_chance_makes_of_it() -> None:
    rng = np.random.default_rng(5)
    tables = rng.multinomial(6, [0.5, 0.3, 0.2], (800, 60))
    found = [fleiss_kappa(table) for table in tables]

    assert np.std([each.kappa for each in found]) == pytest.approx(found[0].error, rel=0.12)


def test_units_that_nobody_coded_change_nothing() -> None:
    assert fleiss_kappa([[2, 1], [0, 0], [1, 2]]).kappa == fleiss_kappa([[2, 1], [1, 2]]).kappa


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        krippendorff_alpha([[1], [1, 2]])
    with pytest.raises(ValueError, match="Only numbers"):
        krippendorff_alpha([["a"], ["b"]], metric="ordinal")
    with pytest.raises(ValueError, match="not negative"):
        krippendorff_alpha([[-1], [2]], metric="ratio")
    with pytest.raises(ValueError, match="not binary"):
        krippendorff_alpha([[1], [2]], metric="binary")  # type: ignore[arg-type] # that is the point
    with pytest.raises(ValueError, match="one draw"):
        alpha_interval([[1], [2]], draws=0, rng=np.random.default_rng(1))
    with pytest.raises(ValueError, match="square"):
        kappa_of_table([[1, 2]])
    with pytest.raises(ValueError, match="cubic"):
        kappa_of_table([[1, 0], [0, 1]], weights="cubic")  # type: ignore[arg-type] # that is the point
    with pytest.raises(ValueError, match="as many units"):
        cohen_kappa([1], [1, 2])
    with pytest.raises(ValueError, match="units and labels"):
        fleiss_kappa([1, 2])


def test_an_interval_of_kappa_stays_between_its_ends() -> None:
    found = [
        cohen_kappa([1, "a", "b"], ["a", "a", "b"]),
        cohen_kappa(["a", "b", "a", "b"], ["b", "a", "b", "b"]),
        kappa_of_table([[9, 1], [0, 1]]),
        fleiss_kappa([[2, 0], [2, 0], [0, 2]]),
        fleiss_kappa([[1, 1], [1, 1]]),
    ]

    assert [each.high for each in found if each.kappa + 1.96 * each.error > 1] == [1.0] * 3
    assert [each.low for each in found if each.kappa - 1.96 * each.error < -1] == [-1.0] * 2
    for each in found:
        assert -1 <= each.low <= each.kappa <= each.high <= 1


def test_a_number_and_the_text_of_it_are_two_labels() -> None:
    mixed, apart = cohen_kappa([1, "1", "b"], ["1", "1", "b"]), cohen_kappa(["a", "1", "b"], ["1", "1", "b"])

    assert mixed == apart
    assert cohen_kappa([1, 2, 2], [1.0, 2.0, 1.0]) == cohen_kappa(["x", "y", "y"], ["x", "y", "x"])
