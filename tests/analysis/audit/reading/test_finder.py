"""Claims that texts in three languages suggest, with their wholes, groups and figures."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from grappe.analysis.audit.claim import claims_of
from grappe.analysis.audit.reading.finder import proposed_claims
from grappe.analysis.audit.reading.proposals import proposals_of, write_proposals
from grappe.analysis.audit.reading.proposed import ProposedClaim
from grappe.analysis.audit.reading.topics import topics
from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.dossier.one_table import read_table
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.language.catalogues import say


def wholes(claims: list[ProposedClaim]) -> list[tuple[int, int | None]]:
    by_id = {claim.claim_id: claim for claim in claims}
    return [(int(c.value or 0), int(by_id[c.of].value or 0) if c.of else None) for c in claims]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le pôle comptait 90 membres, dont 50 entreprises (dont 40 en Wallonie), 30 centres de recherche et 10 associations.",
        "The network had 90 members, of which 50 companies (of which 40 in Wallonia), 30 research centres and 10 associations.",
        "Het netwerk telde 90 leden, waarvan 50 bedrijven (waarvan 40 in Wallonië), 30 onderzoekscentra en 10 verenigingen.",
    ],
)
def test_parts_name_their_whole_and_lists_may_nest(sentence: str) -> None:
    claims = proposed_claims(sentence)

    assert wholes(claims) == [(90, None), (50, 90), (40, 50), (30, 90), (10, 90)]
    assert [(claim.figure, claim.key) for claim in claims] == [
        ("members.total", ""),
        ("members.by_kind", "enterprise"),
        ("members.enterprises_in_region", ""),
        ("members.by_kind", "research"),
        ("members.by_kind", "association_public"),
    ]


def test_the_whole_may_come_first() -> None:
    assert wholes(proposed_claims("Des 40 entreprises du pôle, 12 exportent.")) == [(40, None), (12, 40)]


def test_a_share_after_of_which_is_of_that_whole() -> None:
    assert wholes(proposed_claims("Le pôle a 40 projets, dont 30 % de recherche.")) == [(40, None), (30, 40)]


def test_a_share_that_restates_a_count_is_not_the_whole_of_what_follows() -> None:
    claims = proposed_claims("Des 120 entreprises, 45 ont répondu (37,5 %), dont 12 PME.")

    assert wholes(claims) == [(120, None), (45, 120), (37, None), (12, 45)]


def test_the_shares_of_one_sentence_may_share_a_base() -> None:
    text = "Les clients (46 %), le chiffre d’affaires (42 %) et le personnel (50 %) progressent."

    (first, *rest) = proposed_claims(f"{text} Ailleurs, 12 % en doutent.")

    assert first.base_group
    assert [claim.base_group == first.base_group for claim in rest] == [True, True, False]
    assert not first.certain


def test_shares_with_bases_of_their_own_share_none() -> None:
    claims = proposed_claims("46 % (n = 24) des clients et 30 % (n = 20) des autres.")

    assert {claim.base_group for claim in claims} == {""}


@pytest.mark.parametrize(
    ("sentence", "value", "relation"),
    [
        ("La majorité des membres exportent.", 50, "gt"),
        ("Most of the members export.", 50, "gt"),
        ("De meeste leden exporteren.", 50, "gt"),
        ("En général, les membres exportent.", 50, "gt"),
        ("La quasi-totalité des membres exportent.", 90, "gt"),
        ("Une satisfaction totale.", None, "eq"),
    ],
)
def test_words_that_claim_without_a_number_are_proposed_for_a_second_look(
    sentence: str, value: int | None, relation: str
) -> None:
    (claim,) = proposed_claims(sentence)

    assert (claim.statistic, claim.value, claim.relation, claim.certain) == ("share", value, relation, False)


def test_a_text_is_searched_for_the_strong_words_of_its_own_language() -> None:
    assert proposed_claims("De totale omzet van de leden is niet bekend.", language="nl") == []
    assert proposed_claims("The prime is globalement.", language="en") == []


def test_claims_are_explained_in_the_language_of_the_text_or_the_one_asked() -> None:
    text = "The cluster has 57 members, of which 36 are firms."

    assert {claim.why for claim in proposed_claims(text)} == {"A number of units."}
    assert {claim.why for claim in proposed_claims(text, spoken="fr")} == {"Un nombre d’unités."}
    assert {claim.why for claim in proposed_claims("De cluster telt 57 leden.")} == {
        say("Un nombre d’unités.", "nl")
    }


def test_a_word_beside_its_share_is_one_claim() -> None:
    (claim,) = proposed_claims("La majorité des membres (62 %) exportent.")

    assert claim.value == 62


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("L’enquête a reçu 40 réponses.", "survey.responses"),
        ("Le taux de réponse est de 40 %.", "survey.response_rate"),
        ("The response rate was 40%.", "survey.response_rate"),
        ("Le conseil compte 12 administrateurs.", "board.directors"),
        ("L’ASBL est née de 12 membres fondateurs.", "founders.count"),
        ("Le chiffre de 12 vaches reste à voir.", ""),
        ("Plus de 40 réponses sont arrivées.", ""),
        ("Nous avons vu 12 membres.", ""),
    ],
)
def test_a_figure_is_named_only_when_the_words_are_plain(sentence: str, figure: str) -> None:
    assert [claim.figure for claim in proposed_claims(sentence)] == [figure]


def test_every_figure_that_has_words_is_in_the_catalogue() -> None:
    assert {topic.figure for topic in topics()} - set(figures()) == set()


def test_proposals_read_back_as_the_table_of_claims(tmp_path: Path) -> None:
    text = (
        "## 3. Membres\n\n=CMD(12) donne 12 membres, dont 33,3 % d’entreprises, et un résultat de -12 000 €."
    )
    claims = proposed_claims(text)

    write_proposals(tmp_path / "claims.csv", claims)

    frame, faults = read_table(tmp_path / "claims.csv", "claims")
    assert frame is not None
    assert [fault for fault in faults if fault.severity == "fault"] == []
    read = claims_of(frame)
    assert [(c.id, c.chapter, c.value, c.of) for c in read] == [
        (c.claim_id, 3, c.value, c.of) for c in claims
    ]
    assert all(claim.quote.startswith("'=CMD") for claim in read)
    assert Fraction(333, 10) in {claim.value for claim in read}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_report_is_read_in_the_encodings_of_offices(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes("Le taux de réponse dépasse : 12 €.".encode(encoding))

    assert [(c.value, c.unit) for c in proposals_of(file)] == [(12, "eur")]


def test_a_page_is_read_without_its_tags(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(
        "<head><style>p{width:12px}</style></head><h2>4. Strat&eacute;gie</h2>"
        "<p>Les <b>12</b>&nbsp;axes<sup>3</sup> du p&ocirc;le.</p><p>Au 2<sup>e</sup> tour.</p>",
        encoding="utf-8",
    )

    assert [(c.value, c.chapter) for c in proposals_of(file)] == [(12, 4)]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(b"\x00\x01\x02\x81")

    with pytest.raises(Unreadable):
        proposals_of(file)
