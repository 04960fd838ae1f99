"""Parts beside their whole, shares beside their counts."""

from __future__ import annotations

import pytest
from tests.analysis.audit.build import judgements, stated, verdicts

from grappe.analysis.audit.claim import Claim

KINDS = ("enterprise", "research", "education", "association_public")


def by_kind(*counts: str, whole: str = "57") -> list[Claim]:
    return [
        stated("w", "count", whole, figure="members.total"),
        *(
            stated(f"p{place}", "count", count, figure="members.by_kind", key=kind, of="w")
            for place, (kind, count) in enumerate(zip(KINDS, counts, strict=False))
        ),
    ]


def test_parts_that_make_the_whole_are_consistent() -> None:
    (found,) = [v for v in verdicts(*by_kind("36", "2", "5", "14")) if v.check == "parts"]

    assert (found.verdict, found.found, found.claims) == ("consistent", "57", ("p0", "p1", "p2", "p3", "w"))
    assert "36 + 2 + 5 + 14 = 57" in found.sentence


@pytest.mark.parametrize(("last", "total"), [("15", "58"), ("13", "56")])
def test_parts_of_every_kind_that_do_not_make_the_whole_are_impossible(last: str, total: str) -> None:
    (found,) = [v for v in verdicts(*by_kind("36", "2", "5", last)) if v.check == "parts"]

    assert (found.verdict, found.found) == ("impossible", total)
    assert f"36 + 2 + 5 + {last} = {total}" in found.sentence


def test_some_kinds_only_may_leave_a_rest() -> None:
    assert judgements("parts", *by_kind("36", "2", "5")) == [("unlikely", "43")]
    assert judgements("parts", *by_kind("36", "20", "5")) == [("impossible", "61")]


def test_the_catalogue_ties_parts_to_a_whole_that_no_claim_names() -> None:
    claims = [stated("w", "count", "57", figure="members.total")] + [
        stated(kind, "count", count, figure="members.by_kind", key=kind)
        for kind, count in zip(KINDS, ("36", "2", "5", "15"), strict=True)
    ]

    assert judgements("parts", *claims) == [("impossible", "58")]


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("100 stagiaires : 40 hommes et 50 femmes", "impossible"),
        ("100 stagiaires, dont 40 hommes et 50 femmes", "unlikely"),
        ("100 trainees, including 40 men and 50 women", "unlikely"),
    ],
)
def test_a_list_that_no_figure_knows_is_whole_unless_its_words_leave_something_out(
    quote: str, verdict: str
) -> None:
    claims = [
        stated("w", "count", "100", quote=quote),
        stated("a", "count", "40", quote=quote, of="w"),
        stated("b", "count", "50", quote=quote, of="w"),
    ]

    assert judgements("parts", *claims) == [(verdict, "90")]


def test_a_part_alone_may_not_exceed_its_whole() -> None:
    whole = stated("w", "count", "36")

    assert judgements("part_of_whole", whole, stated("p", "count", "30", of="w")) == [("consistent", "")]
    assert judgements("part_of_whole", whole, stated("p", "count", "37", of="w")) == [("impossible", "")]


def test_rounded_totals_add_up_within_their_rounding() -> None:
    claims = [
        stated("w", "total", "100", unit="eur"),
        *(
            stated(f"p{n}", "total", "33", unit="eur", of="w", quote="100, dont trois tiers : 33, 33 et 33")
            for n in range(3)
        ),
    ]

    assert judgements("parts", *claims) == [("consistent", "99")]


def test_the_shares_of_one_list_make_a_hundred_per_cent() -> None:
    def shares(*values: str) -> list[Claim]:
        return [
            stated(kind, "share", value, figure="members.by_kind", key=kind)
            for kind, value in zip(KINDS, values, strict=True)
        ]

    assert judgements("parts", *shares("63", "4", "9", "25")) == [("consistent", "101")]
    assert judgements("parts", *shares("63", "4", "19", "25")) == [("impossible", "111")]


def test_a_share_of_two_counts_is_worked_out() -> None:
    def response_rate(rate: str, **more: str) -> list[tuple[str, str]]:
        return judgements(
            "ratio",
            stated("n", "count", "57", figure="members.total"),
            stated("r", "count", "29", figure="survey.responses", of="n"),
            stated("s", "share", rate, figure="survey.response_rate", of="n", **more),
        )

    assert response_rate("51") == [("consistent", "0.5088")]
    assert response_rate("52") == [("impossible", "0.5088")]
    assert response_rate("52", relation="about") == [("unlikely", "0.5088")]
    assert response_rate("50", relation="gt") == [("consistent", "0.5088")]


def test_a_share_without_figure_goes_with_the_count_of_its_sentence() -> None:
    quote = "24 des 29 répondants, soit 84 %"
    claims = [
        stated("c", "count", "24", quote=quote, base=29),
        stated("s", "share", "84", quote=quote, base=29),
    ]

    assert judgements("ratio", *claims) == [("impossible", "0.8276")]


def test_of_two_counts_in_a_sentence_either_may_be_the_part() -> None:
    quote = "10 hommes et 24 femmes sur 34, soit 71 %"
    whole = stated("w", "count", "34")
    counts = [stated(n, "count", n, quote=quote, of="w") for n in ("10", "24")]

    assert judgements("ratio", whole, *counts, stated("s", "share", "71", quote=quote, of="w")) == [
        ("consistent", "0.7059")
    ]
    assert judgements("ratio", whole, *counts, stated("s", "share", "72", quote=quote, of="w")) == []


def test_a_part_and_its_share_tell_the_whole_that_is_not_stated() -> None:
    def sector(share: str, relation: str = "eq") -> list[tuple[str, str]]:
        return judgements(
            "implied_whole",
            stated("m", "count", "5", figure="sector.members", key="59.11"),
            stated("s", "share", share, figure="sector.share", key="59.11", relation=relation),
        )

    assert sector("1", "lt") == [("consistent", ">500")]
    assert sector("10") == [("consistent", "48-52")]
    assert sector("2", "lt") == [("consistent", ">250")]


def test_a_whole_that_is_stated_is_held_against_the_share() -> None:
    claims = [
        stated("m", "count", "5", figure="sector.members", key="59.11"),
        stated("w", "count", "400", figure="sector.companies", key="59.11"),
        stated("s", "share", "1", figure="sector.share", key="59.11", relation="lt"),
    ]

    assert judgements("ratio", *claims) == [("impossible", "0.0125")]


def test_a_part_that_is_said_twice_counts_once() -> None:
    again = stated("again", "count", "36", figure="members.by_kind", key="enterprise", of="w")

    assert judgements("parts", *by_kind("36", "2", "5", "14"), again) == [("consistent", "57")]
    assert judgements("stated_twice", *by_kind("36", "2", "5", "14"), again) == []


def test_one_figure_stated_differently_is_a_contradiction() -> None:
    def twice(first: str, second: str, **more: str) -> list[tuple[str, str]]:
        claims = [
            stated("a", "count", first, figure="members.total"),
            stated("b", "count", second, figure="members.total", **more),
        ]
        return judgements("stated_twice", *claims)

    assert twice("57", "58") == [("impossible", "")]
    assert twice("57", "60", relation="about") == []
    assert twice("57", "50", relation="gt") == []
    assert twice("57", "57", relation="lt") == [("impossible", "")]


def test_a_part_that_no_figure_knows_joins_the_list_of_its_sentence() -> None:
    quote = "84 members: 52 enterprises, 12 research actors and 20 public bodies"
    claims = [
        stated("w", "count", "84", figure="members.total", quote=quote),
        stated("a", "count", "52", figure="members.by_kind", key="enterprise", of="w", quote=quote),
        stated("b", "count", "12", of="w", quote=quote),
        stated("c", "count", "20", figure="members.by_kind", key="association_public", of="w", quote=quote),
    ]
    fewer = [
        claim if claim.id != "b" else stated("b", "count", "11", of="w", quote=quote) for claim in claims
    ]

    assert judgements("parts", *claims) == [("consistent", "84")]
    assert judgements("parts", *fewer) == [("impossible", "83")]


def test_a_count_in_letters_is_tied_to_its_share_by_a_word() -> None:
    quote = "Quarante membres sur 84 ont répondu, soit 51 %."
    claims = [
        stated("w", "count", "84", figure="members.total"),
        stated("c", "count", "40", quote=quote, of="w"),
        stated("s", "share", "51", quote=quote, of="w"),
    ]

    assert judgements("ratio", *claims) == [("impossible", "0.4762")]


@pytest.mark.parametrize(
    ("part", "share", "found"),
    [
        ("31", "82", [("impossible", "0.7750")]),
        ("31", "78", [("consistent", "0.7750")]),
        ("33", "82", [("consistent", "0.8250")]),
    ],
)
@pytest.mark.parametrize("base", [None, 40])
def test_a_share_in_parentheses_repeats_the_count_before_it(
    part: str, share: str, found: list[tuple[str, str]], base: int | None
) -> None:
    quote = f"Sur les 40 entreprises, {part} ont leur siège en Wallonie ({share} %)."
    claims = [
        stated("w", "count", "40", quote=quote),
        stated("c", "count", part, quote=quote, of="w"),
        stated("s", "share", share, quote=quote, base=base),
    ]

    assert judgements("ratio", *claims) == found


def test_each_share_in_parentheses_goes_with_its_own_count() -> None:
    quote = "Of the 20 firms, 12 are small (60%) and 9 are large (40%)."
    whole = stated("w", "count", "20", quote=quote)
    counts = [stated(v, "count", v, quote=quote, of="w") for v in ("12", "9")]
    shares = [stated(f"s{v}", "share", v, quote=quote) for v in ("60", "40")]

    assert judgements("ratio", whole, *counts, *shares) == [
        ("impossible", "0.4500"),
        ("consistent", "0.6000"),
    ]


def test_a_claim_is_no_part_of_itself() -> None:
    assert verdicts(stated("a", "count", "57", of="a")) == []
