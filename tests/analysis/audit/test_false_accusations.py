"""Sentences that are true, or may be: nothing in them is called impossible."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from tests.analysis.audit.build import judgements, result, stated, verdicts

from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.verdict import Verdict

MEMBERS = stated("m", "count", "57", figure="members.total")


def accusations(*claims: Claim) -> list[Verdict]:
    return [v for v in verdicts(*claims) if v.verdict == "impossible"]


@pytest.mark.parametrize("base", [None, 41_667])
def test_a_country_has_more_units_than_a_cluster(base: int | None) -> None:
    claims = [
        stated("t", "total", "1000000", groups=("g",), base=base),
        stated("u", "mean", "24", groups=("g",), base=base),
    ]

    assert accusations(*claims) == []


def test_what_takes_more_people_than_we_look_at_is_no_contradiction() -> None:
    shares = [
        stated(v, "share", v, groups=("g",))
        for v in ("45.123", "23.457", "11.229", "7.131", "3.019", "2.777")
    ]

    assert accusations(*shares) == []
    assert accusations(stated("s", "share", "12.345678912")) == []


@pytest.mark.parametrize(
    ("quote", "percent"),
    [
        ("Presque tous les membres (95 %) sont satisfaits.", "95"),
        ("Almost all members (95%) are happy.", "95"),
        ("Nagenoeg alle leden (95 %) zijn tevreden.", "95"),
        ("La majorité des membres est satisfaite ; 12 % ne le sont pas.", "12"),
        ("Tous les membres ont reçu l’enquête ; 51 % ont répondu.", "51"),
        ("All members were invited and 51% replied.", "51"),
        ("All members but 5 % agreed.", "5"),
        ("Tous les membres ne sont pas satisfaits : 30 % le disent.", "30"),
        ("Une minorité, et non la majorité (30 %), le pense.", "30"),
        ("Globalement, 24 % des répondants souhaitent plus de réunions.", "24"),
        ("Overall, 12 % of respondents were dissatisfied.", "12"),
        ("Exports (15 % of turnover) go mainly to France.", "15"),
        ("Dans la majorité des cas, la part est inférieure à 20 %.", "20"),
    ],
)
def test_a_share_beside_a_strong_word_may_be_of_something_else(quote: str, percent: str) -> None:
    share = stated("s", "share", percent, quote=quote)

    assert accusations(MEMBERS, share) == []


@pytest.mark.parametrize(
    "quote", ["Globalement, 24 % souhaitent plus de réunions.", "Surtout, 24 % y sont venus."]
)
def test_an_adverb_that_opens_a_sentence_claims_nothing_of_a_small_share(quote: str) -> None:
    assert judgements("words", stated("s", "share", "24", quote=quote)) == []


def test_a_share_in_parentheses_is_what_the_word_speaks_of() -> None:
    right = stated("s", "share", "45", quote="La majorité des membres (45 %) le pense.", base=29)
    apart = stated("s", "share", "45", quote="La majorité le pense ; certains (45 %) hésitent.", base=29)

    assert [v for v, _ in judgements("words", right)] == ["impossible"]
    assert [v for v, _ in judgements("words", apart)] == ["unsupported"]


@pytest.mark.parametrize(
    "quote",
    [
        "Sur les 57 membres, 40 ont participé à une réunion et 30 à une foire.",
        "Of the 57 members, 40 attended a meeting and 30 a fair.",
    ],
)
def test_those_who_came_twice_are_no_two_people(quote: str) -> None:
    parts = [stated(v, "count", v, quote=quote, of="m") for v in ("40", "30")]

    assert accusations(MEMBERS, *parts) == []


def test_without_a_sentence_parts_may_overlap() -> None:
    parts = [stated(v, "count", v, of="m") for v in ("40", "30")]

    assert judgements("parts", MEMBERS, *parts) == [("unlikely", "70")]


def test_a_count_of_the_sentence_need_not_be_the_part_of_its_share() -> None:
    quote = "Of the 57 members, 36 are firms, and 51 % answered the survey."
    claims = [
        stated("w", "count", "57", quote=quote),
        stated("c", "count", "36", quote=quote, of="w"),
        stated("s", "share", "51", quote=quote, of="w"),
    ]

    assert accusations(*claims) == []


@pytest.mark.parametrize(
    "claims",
    [
        (
            stated("a", "share", "80", figure="advantage.share", relation="about"),
            stated("b", "share", "86", figure="advantage.share"),
        ),
        (
            stated("w", "count", "57", relation="eq", quote="57, dont environ 40 et environ 30"),
            stated("a", "count", "40", relation="about", of="w", quote="57, dont environ 40 et environ 30"),
            stated("b", "count", "30", relation="about", of="w", quote="57, dont environ 40 et environ 30"),
        ),
        (
            stated("a", "median", "30", relation="about", groups=("g",)),
            stated("b", "quantile", "21", relation="about", level=Fraction(3, 4), groups=("g",)),
        ),
        (
            stated("a", "total", "500", relation="about", groups=("g",)),
            stated("b", "mean", "24", relation="about", groups=("g",), base=30),
        ),
    ],
)
def test_an_approximate_number_is_never_called_impossible(claims: tuple[Claim, ...]) -> None:
    assert accusations(*claims) == []


def test_exact_shares_that_contradict_do_so_beside_an_approximate_one() -> None:
    shares = [stated(v, "share", v, groups=("g",)) for v in ("46", "42")]
    about = stated("83", "share", "83", groups=("g",), relation="about")

    assert [v.check for v in accusations(*shares, about, stated("n", "count", "29", groups=("g",)))] == [
        "shared_base"
    ]


def test_two_years_have_a_number_each() -> None:
    quote = "The cluster had 31 members in 2008 and 57 in 2010."
    claims = [stated(v, "count", v, figure="members.total", quote=quote) for v in ("31", "57")]

    assert accusations(*claims) == []


def test_a_share_of_a_class_does_not_hide_its_count() -> None:
    kinds = {"enterprise": "36", "research": "2", "education": "5", "association_public": "14"}
    share = stated("s", "share", "63", figure="members.by_kind", key="enterprise")
    counts = [stated(k, "count", v, figure="members.by_kind", key=k, of="m") for k, v in kinds.items()]

    assert judgements("parts", MEMBERS, share, *counts) == [("consistent", "57")]


@pytest.mark.parametrize("base", [10**7, 10**9, 10**15])
def test_a_large_base_is_answered_at_once(base: int) -> None:
    start = time.process_time()

    told = verdicts(
        stated("s", "share", "46", base=base, groups=("g",)),
        stated("t", "share", "42", groups=("g",)),
        stated("w", "share", "59", base=base, quote="La majorité (59 %) le pense."),
    )

    assert {v.verdict for v in told} <= {"consistent", "unsupported"}
    assert time.process_time() - start < 5  # it took minutes when every base was tried


def test_a_figure_stated_a_thousand_times_gets_one_verdict() -> None:
    claims = [stated(f"c{n}", "count", str(n % 9), figure="members.total") for n in range(1000)]

    assert len(judgements("stated_twice", *claims)) == 1


def test_more_answers_than_members_is_odd_and_than_invited_impossible() -> None:
    answers = stated("r", "count", "60", figure="survey.responses")
    invited = stated("i", "count", "57", figure="survey.invited")

    assert judgements("part_of_whole", MEMBERS, answers) == [("unlikely", "")]
    assert judgements("part_of_whole", invited, answers) == [("impossible", "")]


def test_a_mean_of_shares_is_a_share_too() -> None:
    claim = stated("s", "mean", "120", unit="percent", figure="satisfaction.mean")

    assert [v.check for v in accusations(claim)] == ["value"]


def test_a_base_does_not_exceed_its_whole() -> None:
    claim = stated("s", "share", "50", base=80, of="m")

    assert "value" in [v.check for v in accusations(MEMBERS, claim)]


def test_a_maximum_of_the_same_sentence_holds_the_median_back() -> None:
    quote = "La médiane est de 30, le maximum de 21."
    claims = [
        stated("a", "median", "30", figure="employment.median", quote=quote),
        stated("b", "quantile", "21", level=Fraction(1), quote=quote),
    ]

    assert judgements("quantile_order", *claims) == [("impossible", "")]


def test_a_comparison_is_settled_by_the_test_of_its_own_measure() -> None:
    claim = stated(
        "c",
        "share",
        None,
        figure="peer.members_above_median",
        key="turnover",
        quote="performances supérieures",
        base=5,
    )
    figures = {
        ("peer.adjusted_p", "turnover"): result(0.9, "p", n_used=1),
        ("peer.adjusted_p", "equity"): result(0.01, "p", n_used=5),
        ("peer.hodges_lehmann", "equity"): result(3.0, "eur"),
        ("peer.minimum_detectable_effect", "turnover"): result(2.81, "index", n_used=1),
    }

    (found,) = [v for v in verdicts(claim, figures=figures) if v.check == "comparison"]

    assert (found.verdict, found.found) == ("unsupported", "2.81")
    assert "sur 1," in found.sentence


@pytest.mark.parametrize(
    ("quote", "percent"),
    [
        ("De meerderheid antwoordde niet (40 % respons).", "40"),
        ("La majorité des membres n’ont pas répondu (taux de réponse : 40 %).", "40"),
        ("The majority did not reply: the response rate is 40%.", "40"),
        ("A majority of members disagree; only 40% are satisfied.", "40"),
        ("La majorité absolue (50 %) est requise.", "50"),
    ],
)
def test_a_majority_of_those_who_do_not_is_one_too(quote: str, percent: str) -> None:
    assert judgements("words", stated("s", "share", percent, quote=quote)) == []


def test_a_total_is_no_totality() -> None:
    claim = stated("t", "total", "500", quote="De totale tewerkstelling bedraagt 500 personen.")

    assert judgements("words", claim) == []


def test_two_counts_of_a_sentence_are_the_group_and_its_peers() -> None:
    quote = "The 4 members outperform the 250 companies of the peer group."
    counts = [stated(v, "count", v, quote=quote) for v in ("4", "250")]

    assert judgements("comparison", *counts, stated("c", "share", None, quote=quote)) == [
        ("unsupported", "1.42")
    ]


def test_a_base_of_nobody_does_not_hide_the_base_of_the_others() -> None:
    shares = [
        stated(
            f"s{v}", "share", v, figure="impact.share", key=v, groups=("g",), base=0 if v == "46" else None
        )
        for v in ("46", "42", "50", "38")
    ]

    told = judgements("shared_base", stated("r", "count", "29", figure="survey.responses"), *shares)

    assert [verdict for verdict, _ in told] == ["impossible"]


@pytest.mark.parametrize(("value", "relation"), [("100", "gt"), ("0", "lt"), ("120", "about")])
def test_beyond_all_and_below_none_there_is_nothing(value: str, relation: str) -> None:
    assert [v.check for v in accusations(stated("s", "share", value, relation=relation))] == ["value"]


@pytest.mark.parametrize(
    "quote",
    [
        "Sur les 57 membres, 36 ont répondu (dont 24 % de PME).",
        "Of the 57 members, 36 answered (of whom 24% are small).",
        "Sur les 57 membres, 36 ont répondu ; dans leur secteur (24 % de PME) c’est peu.",
    ],
)
def test_a_share_of_those_in_parentheses_is_another_share(quote: str) -> None:
    claims = [
        stated("w", "count", "57", quote=quote),
        stated("c", "count", "36", quote=quote, of="w"),
        stated("s", "share", "24", quote=quote),
    ]

    assert accusations(*claims) == []
