"""Parts behind a colon, parts that overlap, and shares that say a count again."""

from __future__ import annotations

import pytest

from grappe.analysis.audit.reading.finder import proposed_claims
from grappe.analysis.audit.reading.proposed import ProposedClaim


def wholes(claims: list[ProposedClaim]) -> list[tuple[int, int | None]]:
    by_id = {claim.claim_id: claim for claim in claims}
    return [(int(c.value or 0), int(by_id[c.of].value or 0) if c.of else None) for c in claims]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le cluster compte 57 membres : 36 entreprises, 2 centres de recherche, 5 écoles et 14 associations.",
        "Le cluster compte 57 membres : 36 entreprises ; 2 centres de recherche ; 5 écoles ; 14 associations.",
        "Le cluster compte 57 membres, soit 36 entreprises, 2 centres de recherche, 5 écoles et 14 associations.",
        "Le cluster compte 57 membres (36 entreprises, 2 centres de recherche, 5 écoles, 14 associations).",
        "The cluster has 57 members – 36 enterprises, 2 research centres, 5 schools and 14 associations.",
        "The cluster has 57 members: 36 enterprises, 2 research centres, 5 schools and 14 associations.",
        "De cluster telt 57 leden: 36 ondernemingen, 2 onderzoekscentra, 5 scholen en 14 verenigingen.",
    ],
)
def test_a_list_behind_a_colon_or_the_like_is_of_what_stands_before(sentence: str) -> None:
    claims = proposed_claims(sentence)

    assert wholes(claims) == [(57, None), (36, 57), (2, 57), (5, 57), (14, 57)]
    assert [(claim.figure, claim.key) for claim in claims] == [
        ("members.total", ""),
        ("members.by_kind", "enterprise"),
        ("members.by_kind", "research"),
        ("members.by_kind", "education"),
        ("members.by_kind", "association_public"),
    ]


def test_such_a_list_may_nest() -> None:
    claims = proposed_claims("Le pôle a 57 membres : 36 firmes (dont 30 ici) ; 2 centres ; 19 écoles.")

    assert wholes(claims) == [(57, None), (36, 57), (30, 36), (2, 57), (19, 57)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le cluster compte 57 membres : 36 entreprises.",
        "Le cluster compte 57 membres (36 entreprises) et 12 partenaires.",
        "The 57 members: 40 attended a meeting and 30 a fair.",
        "De 57 leden van de cluster: 40 namen deel aan een vergadering en 30 aan een beurs.",
        "Les 57 membres : 40 participent à une réunion et 30 visitent une foire.",
        "Le cluster compte 57 membres : 80 entreprises et 30 écoles.",
        "Bilan des 57 membres : 36 % doutent et 12 % partent.",
    ],
)
def test_a_colon_before_anything_else_makes_no_parts(sentence: str) -> None:
    claims = proposed_claims(sentence)

    assert {claim.of for claim in claims} == {""}
    assert "members.by_kind" not in {claim.figure for claim in claims}


@pytest.mark.parametrize(
    "sentence",
    [
        "Sur les 57 membres, 40 ont participé à une réunion et 30 à une foire.",
        "Of the 57 members, 40 attended a meeting and 30 a fair.",
        "Van de 57 leden namen 40 deel aan een vergadering en 30 aan een beurs.",
    ],
)
def test_parts_that_overlap_are_of_their_whole_too(sentence: str) -> None:
    assert wholes(proposed_claims(sentence)) == [(57, None), (40, 57), (30, 57)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("29 des 57 membres ont répondu, dont 24 firmes et 5 écoles.", [(29, 57), (57, None), (24, 29), (5, 29)]),
        ("29 des 57 membres ont répondu ; 24 firmes et 5 écoles.", [(29, 57), (57, None), (24, None), (5, None)]),
        ("Il compte 57 membres (contre 31 en 2008), dont 36 firmes.", [(57, None), (31, None), (36, 57)]),
        ("Of 57 members, 29 responded.", [(57, None), (29, 57)]),
    ],
)  # fmt: skip
def test_parts_are_of_the_count_that_the_sentence_speaks_of(
    sentence: str, expected: list[tuple[int, int | None]]
) -> None:
    assert wholes(proposed_claims(sentence)) == expected


def test_the_kinds_of_a_part_of_the_members_are_not_those_of_the_members() -> None:
    claims = proposed_claims("29 des 57 membres ont répondu, dont 24 entreprises et 5 écoles.")

    assert [claim.figure for claim in claims] == ["", "", "", ""]


def test_a_share_of_something_else_is_not_of_the_part_before() -> None:
    claims = proposed_claims("Of the 57 members, 36 are firms, and 51 % answered the survey.")

    assert wholes(claims) == [(57, None), (36, 57), (51, None)]
    assert claims[-1].base is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Quarante membres sur 84 ont répondu à l’enquête, soit 51 %.",
        "Quarante membres sur 84 ont répondu, soit un taux de réponse de 51 %.",
        "Forty of the 84 members answered the survey, i.e. 51%.",
        "Forty of the 84 members answered the survey, or 51%.",
        "Veertig van de 84 leden antwoordden, oftewel 51 %.",
        "Veertig van de 84 leden antwoordden, of 51 %.",
    ],
)
def test_a_share_that_says_a_count_again_has_its_base(sentence: str) -> None:
    count, whole, share = proposed_claims(sentence)

    assert (count.value, count.base, count.of) == (40, 84, whole.claim_id)
    assert (share.value, share.base, share.of) == (51, 84, whole.claim_id)


def test_the_whole_may_stand_first_in_the_sentence() -> None:
    whole, count, share = proposed_claims("Of the 84 members, 40 answered, i.e. 51%.")

    assert (count.of, share.of, share.base) == (whole.claim_id, whole.claim_id, 84)


def test_a_parenthesis_gives_the_base_of_the_count_before() -> None:
    share = proposed_claims("40 des 84 membres (51 %) ont répondu.")[-1]

    assert (share.value, share.base) == (51, 84)


@pytest.mark.parametrize(
    "sentence",
    [
        "40 des 84 membres ont répondu ; soit 51 % des firmes sont petites.",
        "40 des 84 membres ont répondu. Ailleurs, 51 % doutent.",
        "40 membres ont répondu, soit 51 %.",
    ],
)
def test_a_share_elsewhere_has_none(sentence: str) -> None:
    assert proposed_claims(sentence)[-1].base is None
