from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.analysis.statistics.inequality import gini, herfindahl

CLOSE = 1e-12
PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=2, max_size=9)


def slowly(pairs: list[tuple[int, int]], *, corrected: bool) -> Fraction:
    """Mean difference over all pairs, by their weights, over twice the mean."""
    total = sum(w for _, w in pairs)
    mean = Fraction(sum(x * w for x, w in pairs), total)
    apart = sum(w * v * abs(x - y) for x, w in pairs for y, v in pairs)
    chances = total**2 - (sum(w**2 for _, w in pairs) if corrected else 0)
    return Fraction(apart, chances) / (2 * mean)


@given(PAIRS)
def test_the_index_is_the_mean_difference_over_twice_the_mean(pairs: list[tuple[int, int]]) -> None:
    pairs = [*pairs, (3, 1), (5, 2)]
    values, weights = zip(*pairs, strict=True)

    for corrected in (False, True):
        found = gini(values, weights, corrected=corrected)
        assert found.index == pytest.approx(float(slowly(pairs, corrected=corrected)), rel=CLOSE)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_a_weight_is_as_many_equal_values_and_its_scale_is_free(values: list[int]) -> None:
    values = [*values, 7]
    weights = np.arange(1, len(values) + 1)

    found = gini(values, weights / 1e6)

    assert found.index == pytest.approx(gini(np.repeat(values, weights)).index, abs=CLOSE)


def test_all_alike_is_zero_and_all_to_one_is_one_once_corrected() -> None:
    assert gini([2.0, 2.0, 2.0]).index == 0
    assert gini([0, 0, 0, 5]).index == pytest.approx(0.75, rel=CLOSE)
    assert gini([0, 0, 0, 5], corrected=True).index == pytest.approx(1, rel=CLOSE)


def test_the_scale_of_the_values_is_free() -> None:
    values = np.array([3.0, 1.0, 4.0, 1.0, 5.0])

    for scale in (1e-300, 1e300):
        assert gini(values * scale).index == pytest.approx(gini(values).index, rel=CLOSE)
        assert herfindahl(values * scale).index == pytest.approx(herfindahl(values).index, rel=CLOSE)


def test_the_concentration_of_equal_parts_is_one_over_their_number() -> None:
    found = herfindahl([4, 4, 4, 4, np.nan, 0])

    assert (found.index, found.equivalent, found.used) == (0.25, 4.0, 5)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "Aucune valeur n’est connue : il n’y a pas d’inégalité à mesurer."),
        ([np.nan], "Aucune valeur n’est connue : il n’y a pas d’inégalité à mesurer."),
        ([0.0, 0.0], "Le total fait zéro : il n’y a rien à partager."),
        ([-1.0, 3.0], "Une valeur au moins est négative : l’indice ne vaut que pour des parts d’un total."),
    ],
)
def test_what_is_no_share_of_a_total_is_a_sentence(values: list[float], sentence: str) -> None:
    for found in (gini(values), herfindahl(values)):
        assert np.isnan(found.index)
        assert found.reason is not None
        assert found.reason.sentence() == sentence


def test_one_value_alone_differs_from_none() -> None:
    assert gini([3.0]).index == 0
    found = gini([3.0, 8.0], [1, 0], corrected=True)
    assert found.reason is not None
    assert found.reason.sentence() == "Une seule valeur est connue : elle ne peut différer d’aucune autre."


def test_weights_of_zero_leave_nothing() -> None:
    assert gini([1.0, 2.0], [0, 0]).used == 0


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="one row"):
        gini([[1.0]])
    with pytest.raises(ValueError, match="finite"):
        herfindahl([np.inf])
    with pytest.raises(ValueError, match="one weight for each"):
        gini([1.0], [1, 2])
    with pytest.raises(ValueError, match="none is negative"):
        gini([1.0], [-1])
