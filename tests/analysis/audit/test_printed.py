"""What a printed number stands for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grappe.analysis.audit.printed import Range, exactly, printed


@pytest.mark.parametrize(
    ("value", "decimals", "relation", "inside", "outside"),
    [
        ("51", 0, "eq", ["50.5", "51", "51.5"], ["50.49", "51.51"]),
        ("0.5", 1, "eq", ["0.45", "0.55"], ["0.44", "0.56"]),
        ("21", 0, "lt", ["20.99", "-5"], ["21"]),
        ("21", 0, "le", ["21"], ["21.01"]),
        ("21", 0, "gt", ["21.01"], ["21"]),
        ("21", 0, "ge", ["21"], ["20.99"]),
        ("80", 0, "about", ["75", "85"], ["74.9", "85.1"]),
        ("83", 0, "about", ["82.5", "83.5"], ["82", "84"]),
        ("300", 0, "about", ["250", "350"], ["249"]),
        ("0", 0, "about", ["0.5"], ["0.51"]),
        ("2.50", 2, "about", ["2.45", "2.55"], ["2.44"]),
    ],
)
def test_a_number_stands_for_all_that_is_printed_so(
    value: str, decimals: int, relation: str, inside: list[str], outside: list[str]
) -> None:
    allowed = printed(Fraction(value), decimals, relation)

    assert [one for one in inside if Fraction(one) not in allowed] == []
    assert [one for one in outside if Fraction(one) in allowed] == []


def test_ranges_meet_where_one_value_is_in_both() -> None:
    below, above = printed(Fraction(21), 0, "lt"), printed(Fraction(21), 0, "ge")

    assert not below.meets(above)
    assert printed(Fraction(21), 0, "le").meets(above)
    assert below.meets(Range())
    assert exactly(20).meets(below)


def test_a_sum_of_ranges_holds_the_sums() -> None:
    total = printed(Fraction("33.3"), 1) + printed(Fraction("33.3"), 1) + printed(Fraction("33.3"), 1)

    assert Fraction(100) in total
    assert Fraction("100.1") not in total
    assert (total + Range(Fraction(1), None)).high is None
