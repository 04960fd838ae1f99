from __future__ import annotations

from itertools import product
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata, wilcoxon

from grappe.analysis.statistics.signed_ranks import pseudo_median, signed_rank_test

EXACT = 1e-12  # sums of a few hundred powers of one half
FEW = st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=8)


def over_all_signs(differences: list[float], zeros: str) -> tuple[float, float, float]:
    """V, P(as low or lower) and P(as high or higher), sign by sign."""
    given = [value for value in differences if value or zeros == "pratt"]
    ranks = [rank for rank, value in zip(rankdata(np.abs(given)), given, strict=True) if value]
    signs = [value > 0 for value in given if value]
    seen = sum(rank for rank, above in zip(ranks, signs, strict=True) if above)
    sums = [
        sum(rank for rank, above in zip(ranks, chosen, strict=True) if above)
        for chosen in product((False, True), repeat=len(ranks))
    ]
    return seen, sum(v <= seen for v in sums) / len(sums), sum(v >= seen for v in sums) / len(sums)


@given(FEW, st.sampled_from(["wilcoxon", "pratt"]))
def test_the_value_is_the_share_of_all_signs(
    differences: list[float], zeros: Literal["wilcoxon", "pratt"]
) -> None:
    differences = [*differences, 1.0]  # one at least that is not zero
    statistic, lower, upper = over_all_signs(differences, zeros)

    assert signed_rank_test(differences, zeros=zeros).statistic == statistic
    for alternative, wanted in (
        ("less", lower),
        ("greater", upper),
        ("two-sided", min(1, 2 * min(lower, upper))),
    ):
        found = signed_rank_test(differences, alternative=alternative, zeros=zeros)  # type: ignore[arg-type] # one of three
        assert found.p_value == pytest.approx(wanted, rel=EXACT)
        assert found.method == "exact"


@pytest.mark.parametrize("zeros", ["wilcoxon", "pratt"])
@pytest.mark.parametrize("alternative", ["two-sided", "less", "greater"])
def test_many_differences_are_normal_and_as_scipy(
    zeros: Literal["wilcoxon", "pratt"], alternative: Literal["two-sided", "less", "greater"]
) -> None:
    differences = np.random.default_rng(1).integers(-20, 22, 300).astype(float)
    wanted = wilcoxon(
        differences,
        zero_method="wilcox" if zeros == "wilcoxon" else "pratt",
        correction=True,
        alternative=alternative,
        method="approx",
    ).pvalue

    found = signed_rank_test(differences, alternative=alternative, zeros=zeros)

    assert found.method == "normal"
    assert found.p_value == pytest.approx(wanted, rel=1e-9)


def test_the_normal_takes_over_from_the_exact_without_a_jump() -> None:
    differences = np.random.default_rng(3).normal(0.12, 1, 201)

    exact, normal = signed_rank_test(differences[:200]), signed_rank_test(differences)

    assert (exact.method, normal.method) == ("exact", "normal")
    assert exact.p_value == pytest.approx(wilcoxon(differences[:200], method="exact").pvalue, rel=1e-9)


def test_differences_of_decimals_are_ties_although_binary_parts_them() -> None:
    ten_cents = [0.3 - 0.2, 0.2 - 0.1, 100.2 - 100.1]
    assert len(set(ten_cents)) == 3

    assert (
        signed_rank_test([*ten_cents, -5.0]).statistic == signed_rank_test([1.0, 1.0, 1.0, -50.0]).statistic
    )


def test_huge_and_tiny_differences_keep_their_order() -> None:
    scaled = signed_rank_test([1e-300, -2e-300, 3e300, 5e-324]).statistic

    assert scaled == signed_rank_test([2.0, -3.0, 4.0, 1.0]).statistic


def test_blanks_stay_aside_and_zeros_are_counted() -> None:
    found = signed_rank_test([np.nan, 0.0, 2.0, -1.0, 0.0])

    assert (found.used, found.zeros) == (2, 2)


@pytest.mark.parametrize(
    ("differences", "sentence"),
    [
        ([], "Aucune différence n’est connue : il n’y a rien à comparer."),
        ([np.nan], "Aucune différence n’est connue : il n’y a rien à comparer."),
        ([0.0, 0.0], "Toutes les différences sont nulles : le test n’a rien à ordonner."),
    ],
)
def test_nothing_to_rank_is_a_sentence(differences: list[float], sentence: str) -> None:
    found = signed_rank_test(differences)

    assert np.isnan([found.statistic, found.p_value]).all()
    assert found.reason is not None
    assert found.reason.sentence() == sentence


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_the_interval_holds_the_centres_that_the_test_accepts(seed: int, level: float) -> None:
    values = np.random.default_rng(seed).normal(1, 1, 9)
    means = np.sort([(one + values[j]) / 2 for i, one in enumerate(values) for j in range(i, 9)])
    centres = np.concatenate([[means[0] - 1], (means[1:] + means[:-1]) / 2, [means[-1] + 1]])
    accepted = [centre for centre in centres if signed_rank_test(values - centre).p_value > 1 - level]

    found = pseudo_median(values, level=level)

    assert found.estimate == pytest.approx(np.median(means), rel=EXACT)
    assert [centre for centre in centres if found.low < centre < found.high] == accepted
    assert found.attained >= level


def test_the_ends_hardly_move_where_the_exact_sum_gives_way_to_the_normal() -> None:
    values = np.random.default_rng(7).normal(0, 1, 201)

    exact, normal = pseudo_median(values[:200]), pseudo_median(values)

    assert normal.low == pytest.approx(exact.low, abs=0.02)
    assert normal.attained == pytest.approx(0.95, abs=1e-3)


def test_too_few_differences_for_an_interval_say_so() -> None:
    found = pseudo_median([3.0, 5.0])

    assert found.estimate == 4.0
    assert np.isnan([found.low, found.high, found.attained]).all()
    assert found.reason is not None
    assert found.reason.sentence() == "Il y a trop peu de différences pour un intervalle à ce niveau."
    assert pseudo_median([]).reason is not None


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="one row"):
        signed_rank_test([[1.0]])
    with pytest.raises(ValueError, match="finite"):
        signed_rank_test([np.inf])
    with pytest.raises(ValueError, match="wilcoxon or pratt"):
        signed_rank_test([1.0], zeros="split")  # type: ignore[arg-type] # that is the point
