"""Words that say more than the numbers behind them."""

from __future__ import annotations

import pytest
from tests.analysis.audit.build import judgements, result, stated, verdicts

from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.strong_words import used_in

MEMBERS = stated("n", "count", "57", figure="members.total")


def answers(count: str) -> Claim:
    return stated("r", "count", count, figure="survey.responses", of="n")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("La **majorité des entreprises** se situent à Liège.", [("majority", "La majorité")]),
        ("DE MANIÈRE GÉNÉRALE, c’est bien.", [("in_general", "DE MANIÈRE GÉNÉRALE")]),
        ("D'une manière générale", [("in_general", "D'une manière générale")]),
        (
            "ils sont majoritairement\n  wallons, surtout à Namur",
            [("majority", "majoritairement"), ("mainly", "surtout")],
        ),
        ("Most members are happy", [("majority", "Most members")]),
        ("De meeste leden zijn tevreden", [("majority", "De meeste")]),
        ("utmost surtoutes generale", []),
        ("trois membres sur quatre", []),
    ],
)
def test_strong_words_are_found_as_they_are_written(sentence: str, words: list[tuple[str, str]]) -> None:
    assert [(used.word.name, used.phrase) for used in used_in(sentence)] == words


@pytest.mark.parametrize(
    ("percent", "count", "verdict"),
    [
        ("83", "29", "consistent"),  # 24 of 29: 70 % at least
        ("59", "29", "unsupported"),  # 17 of 29: may be 45 %
        ("45", "29", "impossible"),  # 13 of 29 is no majority
        ("59", "17", "unsupported"),  # 10 of 17
    ],
)
def test_a_majority_is_allowed_by_its_interval_alone(percent: str, count: str, verdict: str) -> None:
    share = stated(
        "s", "share", percent, figure="advantage.share", quote=f"La majorité ({percent} %) y voit un atout"
    )

    assert [v for v, _ in judgements("words", MEMBERS, answers(count), share)][:1] == [verdict]


def test_more_answers_change_the_verdict() -> None:
    share = stated("s", "share", "59", figure="advantage.share", quote="La majorité (59 %) y voit un atout")

    assert judgements("words", stated("n", "count", "40", figure="members.total"), answers("39"), share) == [
        ("consistent", "0.5750-0.6000")
    ]


def test_everybody_is_every_member_and_not_every_answer() -> None:
    def unanimous(percent: str, count: str) -> list[str]:
        share = stated("s", "share", percent, figure="advantage.share", quote=f"À l’unanimité ({percent} %)")
        return [v for v, _ in judgements("words", MEMBERS, answers(count), share)]

    assert unanimous("100", "29") == ["unsupported"]
    assert unanimous("100", "57") == ["consistent"]
    assert unanimous("97", "29") == ["impossible"]


def test_a_word_without_a_number_has_nothing_behind_it() -> None:
    claim = stated("s", "share", None, quote="De manière générale, les membres sont satisfaits")

    (found,) = [v for v in verdicts(claim) if v.check == "words"]

    assert (found.verdict, found.claims) == ("unsupported", ("s",))
    assert "« De manière générale »" in found.sentence


def test_the_share_that_a_word_means_is_no_number() -> None:
    word = stated("s", "share", "50", relation="gt", quote="La majorité des entreprises")
    number = stated("s", "share", "50", relation="gt", quote="La majorité : plus de 50 %")

    assert judgements("words", word)[0][0] == "unsupported"
    assert "la phrase donne" in next(v.sentence for v in verdicts(number) if v.check == "words")


def test_of_several_shares_nobody_says_which_is_the_main_one() -> None:
    quote = "surtout pour A (30 %) et B (20 %)"
    claims = [stated(v, "share", v, quote=quote) for v in ("30", "20")]

    assert judgements("words", *claims) == []


def test_the_dossier_answers_for_a_word() -> None:
    claim = stated(
        "s",
        "share",
        None,
        figure="members.enterprises_by_province",
        key="BE33;BE31",
        quote="La majorité des entreprises",
    )

    def provinces(liege: int, brabant: int) -> list[tuple[str, str]]:
        figures = {
            ("members.enterprises_by_province", key): result(value, "count", n_used=36, n_eligible=36)
            for key, value in (("BE33", liege), ("BE31", brabant))
        }
        return [v for v, _ in judgements("words", claim, figures=figures)]

    assert provinces(14, 9) == ["consistent"]
    assert provinces(9, 9) == ["impossible"]


COMPARED = "Ces membres ont des performances supérieures au secteur"


@pytest.mark.parametrize(
    ("base", "verdict", "found"),
    [(5, "unsupported", "1.26"), (30, "consistent", "0.53"), (2, "unsupported", "1.99")],
)
def test_a_comparison_says_what_so_few_could_show(base: int, verdict: str, found: str) -> None:
    claims = [
        stated("m", "count", str(base), figure="sector.members", key="59.11"),
        stated("w", "count", "500", figure="sector.companies", key="59.11"),
        stated("c", "share", None, figure="peer.members_above_median", quote=COMPARED),
    ]

    assert judgements("comparison", *claims) == [(verdict, found)]


def test_peers_may_be_known_by_the_share_that_the_group_is_of_them() -> None:
    claims = [
        stated("m", "count", "5", figure="sector.members", key="59.11"),
        stated("s", "share", "1", relation="lt", figure="sector.share", key="59.11"),
        stated("c", "share", None, figure="peer.members_above_median", quote=COMPARED),
    ]

    (found,) = [v for v in verdicts(*claims) if v.check == "comparison"]

    assert (found.verdict, found.found) == ("unsupported", "1.26")
    assert "500" in found.sentence


def test_a_comparison_of_nobody_knows_whom() -> None:
    assert judgements("comparison", stated("c", "share", None, quote=COMPARED)) == [("unsupported", "")]


@pytest.mark.parametrize(
    ("p", "shift", "quote", "verdict"),
    [
        (0.01, 3.0, COMPARED, "consistent"),
        (0.2, 3.0, COMPARED, "unsupported"),
        (0.01, -3.0, COMPARED, "impossible"),
        (0.01, -3.0, "des performances inférieures au secteur", "consistent"),
        (0.01, 3.0, "des performances inférieures au secteur", "impossible"),
    ],
)
def test_the_test_of_the_dossier_settles_a_comparison(
    p: float, shift: float, quote: str, verdict: str
) -> None:
    claims = [
        stated("m", "count", "30", figure="sector.members", key="59.11"),
        stated("c", "share", None, figure="peer.members_above_median", quote=quote),
    ]
    figures = {
        ("peer.p_value", "turnover"): result(p, "p"),
        ("peer.hodges_lehmann", "turnover"): result(shift, "eur"),
    }

    assert [v for v, _ in judgements("comparison", *claims, figures=figures)] == [verdict]


def test_one_beside_one_is_no_comparison() -> None:
    claims = [
        stated("w", "count", "1", figure="sector.companies", key="59.11"),
        stated("c", "share", None, quote=COMPARED, base=1),
    ]

    assert judgements("comparison", *claims) == [("unsupported", "")]
