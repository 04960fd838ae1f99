"""Coders are compared on what two of them have coded, and nothing is said where they cannot be."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.analysis.matrix.test_interviews import coding

from grappe.analysis.matrix.coders import coder_agreement

DIVISIONS = 1e-12  # the last bits of a few divisions
READ = (("positive", "positive"), ("positive", "negative"), ("mixed", "mixed"), ("negative", "negative"))


def by_two(pairs: tuple[tuple[str, str], ...]) -> list:
    return [
        coding(f"i{place}", stance, coder)
        for place, pair in enumerate(pairs)
        for coder, stance in zip(("anne", "bruno"), pair, strict=True)
    ]


def test_two_coders_have_a_share_an_alpha_and_a_kappa() -> None:
    found = coder_agreement(by_two(READ))

    # By hand: 3 of 4 agree; by chance (2·1 + 1·2 + 1·1) / 16 of them would.
    assert found.share == pytest.approx(0.75, abs=DIVISIONS)
    assert found.kappa is not None
    assert found.kappa.kappa == pytest.approx((0.75 - 5 / 16) / (1 - 5 / 16), abs=DIVISIONS)
    # Of the 8 codings, 3 are positive, 3 negative, 2 mixed: two drawn differ 42 times of 56.
    assert found.alpha.alpha == pytest.approx(1 - 0.25 / (42 / 56), abs=DIVISIONS)
    assert (found.units, found.coders) == (4, ("anne", "bruno"))


def test_the_disagreements_are_listed() -> None:
    (found,) = coder_agreement(by_two(READ)).disagreements

    assert found.unit == ("i1", 7, "réseau")
    assert found.stances == (("anne", "positive"), ("bruno", "negative"))


def test_three_coders_have_no_kappa_and_it_says_why() -> None:
    codings = [*by_two(READ), coding("i0", "mixed", "carla")]

    found = coder_agreement(codings)

    assert found.kappa is None
    assert found.kappa_reason is not None
    assert found.kappa_reason.sentence() == "Le kappa de Cohen compare deux codeurs ; ils sont ici 3."
    assert found.alpha.reason is None


def test_the_share_of_three_coders_is_that_of_their_pairs() -> None:
    read = [("positive", "positive", "negative"), ("mixed", "mixed", "mixed")]
    codings = [coding(f"i{n}", stance, f"c{k}") for n, row in enumerate(read) for k, stance in enumerate(row)]
    pairs = [one == other for row in read for one, other in combinations(row, 2)]

    assert coder_agreement(codings).share == pytest.approx(sum(pairs) / len(pairs), abs=DIVISIONS)


def test_coders_of_different_interviews_cannot_be_compared() -> None:
    found = coder_agreement([coding("i1", "positive", "anne"), coding("i2", "positive", "bruno")])

    assert (found.units, found.share, found.kappa, found.coders) == (0, None, None, ())
    assert found.reason is not None
    assert found.alpha.reason is not None
    assert found.kappa_reason is not None


def test_coders_who_only_ever_read_one_stance_have_a_share_and_no_alpha() -> None:
    found = coder_agreement(by_two((("mixed", "mixed"), ("mixed", "mixed"))))

    assert found.share == 1
    assert found.alpha.reason is not None
    assert found.kappa_reason is not None


def test_codings_without_a_name_stay_aside_and_are_counted() -> None:
    found = coder_agreement([coding("i1", "positive", ""), coding("i1", None, "anne"), *by_two(READ)])

    assert (found.unsigned, found.units) == (2, 4)


def test_no_codings_at_all_have_their_reason() -> None:
    assert coder_agreement([]).reason is not None
