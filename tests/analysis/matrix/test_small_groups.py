"""No group of a few people shows, alone or by subtraction."""

from __future__ import annotations

from tests.analysis.matrix.test_interviews import coding

from grappe.analysis.matrix.small_groups import hidden_groups

MANY = [coding(f"i{n}", "positive", members=(f"m{n}",)) for n in range(6)]
FEW = [coding("j", "negative", members=("m9",), theme="lettres")]


def test_nothing_is_hidden_unless_asked() -> None:
    assert hidden_groups([MANY, FEW], below=0) == frozenset()
    assert hidden_groups([], below=5) == frozenset()


def test_a_group_of_a_few_is_hidden_and_another_of_many_is_not() -> None:
    assert hidden_groups([MANY, FEW, []], below=3) == {1}


def test_a_whole_that_would_give_its_small_part_away_is_hidden_with_it() -> None:
    others = [coding(f"k{n}", "negative", members=(f"m{n}",)) for n in range(6)]

    assert hidden_groups([[*others, *MANY], MANY], below=3) == frozenset()
    assert hidden_groups([[*others, *MANY, *FEW], [*others, *MANY]], below=3) == {0, 1}


def test_one_stance_heard_once_hides_the_group() -> None:
    assert hidden_groups([[*MANY, coding("k", "negative", members=("m9",))]], below=2) == {0}


def test_many_interviews_of_one_member_are_one_person() -> None:
    assert hidden_groups([[coding(f"i{n}", "mixed", members=("a",)) for n in range(9)]], below=3) == {0}
