"""What looks like one, and what only seems to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from grappe.apps.members.doubles.pairs import Why, pairs
from grappe.apps.members.rules.likeness import keys_of

FORGE = {
    "name": "Forge Été",
    "website": "https://www.forge.be/fr",
    "street": "rue du Fer 3",
    "postal_code": "4000",
}


def why(*organisations: Mapping[str, str]) -> list[tuple[int, int, list[Why]]]:
    keys = {number: keys_of(told) for number, told in enumerate(organisations, 1)}
    return [(pair.first, pair.second, list(pair.why)) for pair in pairs(keys)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"name": "La Forge", "enterprise_number": "0400000185"}, []),
        ({"name": "FORGE ETE s.a."}, [Why.NAME]),
        ({"name": "Forge Ete SRL", "street": "Rue du fer 3", "postal_code": "4000"}, [Why.NAME, Why.ADDRESS]),
        ({"name": "La forge d’été", "email": "info@forge.be"}, [Why.DOMAIN]),
        ({"name": "Forge Étée"}, [Why.NEARLY]),
        ({"name": "Lin & Chanvre", "website": "forge.be"}, []),
        ({"name": "Lin & Chanvre", "street": "rue du Fer 3", "postal_code": "4000"}, []),
        ({"name": "Forge Été", "website": "https://facebook.com/forge"}, [Why.NAME]),
    ],
)
def test_two_are_a_pair_by_name_domain_or_address(other: Mapping[str, str], expected: list[Why]) -> None:
    assert why(FORGE, other) == ([(1, 2, expected)] if expected else [])


def test_one_number_is_the_surest_and_two_numbers_are_two() -> None:
    one = {**FORGE, "enterprise_number": "0400000185"}
    same, another = (
        {"name": "Lin", "enterprise_number": "0400.000.185"},
        {**FORGE, "enterprise_number": "0123456749"},
    )

    assert why(one, another, same) == [(1, 3, [Why.NUMBER])]


def test_names_that_differ_by_a_figure_are_two() -> None:
    assert why({"name": "Studio Ourthe 1"}, {"name": "Studio Ourthe 2"}) == []
    assert why({"name": "Studio Ourthe"}, {"name": "Studio Ourte"}) == [(1, 2, [Why.NEARLY])]


def test_a_business_park_makes_no_pairs() -> None:
    park = [{"name": f"Atelier {letter * 9}", "website": "parc.be"} for letter in "abcdefghijklmn"]

    assert why(*park) == []
