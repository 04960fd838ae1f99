"""Figures named in prose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.analysis.dossier.faults import DossierRefused
from grappe.analysis.figures.places import read_text
from grappe.analysis.figures.prose import filled, places, text_faults
from grappe.analysis.language.catalogues import Language
from grappe.cli.asking import read_for_figures


def plain(_name: str, value: str) -> str:
    return value


def test_a_named_figure_becomes_the_number_of_the_day(
    twist_figures: dict[tuple[str, str], dict[str, Any]],
) -> None:
    text = "{members.total} membres, dont {members.by_kind[enterprise]} entreprises ({employment.mean|2} emplois)."

    assert filled(text, twist_figures, "fr", plain) == "57 membres, dont 36 entreprises (23,71 emplois)."


def test_a_mean_is_printed_to_one_decimal_and_what_was_reached_as_a_share() -> None:
    found = {
        ("participation.mean", ""): {
            "figure": "participation.mean",
            "value": 10.47,
            "unit": "index",
            "status": "ok",
        },
        ("partners.concentration", ""): {
            "figure": "partners.concentration",
            "value": 0.625,
            "unit": "index",
            "status": "ok",
        },
        ("target.reached", "members.total"): {
            "figure": "target.reached",
            "value": 0.95,
            "unit": "index",
            "status": "ok",
        },
    }

    assert filled("{participation.mean}", found, "fr", plain) == "10,5"
    assert filled("{participation.mean|2}", found, "fr", plain) == "10,47"
    assert filled("{participation.mean}", found, "en", plain) == "10.5"
    assert filled("{partners.concentration}", found, "fr", plain) == "0,63"
    assert filled("{target.reached[members.total]}", found, "nl", plain) == "95\u00a0%"


def test_a_figure_that_is_not_known_is_said_so() -> None:
    assert filled("Effectif : {employment.mean}.", {}, "fr", plain) == "Effectif : non disponible."
    assert (
        filled("Il compte {members.total|entreprise|entreprises}.", {}, "fr", plain)
        == "Il compte un nombre non disponible d’entreprises."
    )
    assert filled("{members.left#est|sont} partis", {}, "fr", plain) == "sont partis"


def test_a_hidden_figure_is_said_to_be_hidden() -> None:
    hidden = {("members.total", ""): {"value": None, "unit": "count", "status": "suppressed"}}

    assert filled("{members.total|membre|membres}", hidden, "fr", plain) == (
        "un nombre masqué (petit groupe) de membres"
    )
    assert filled("{members.total}", hidden, "en", plain) == "hidden (small group)"


def test_the_value_may_be_dressed(twist_figures: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert (
        filled("{advantage.share}", twist_figures, "en", lambda name, value: f"<{name}>{value}")
        == "<advantage.share>83%"
    )


def test_a_text_names_its_figures() -> None:
    assert list(places("{members.total} et {sector.share[59.11]|1}, {rien}")) == [
        ("members.total", None, None),
        ("sector.share", "59.11", 1),
        ("rien", None, None),
    ]


FAULTS = [
    ("{members.totl}", "members.totl", "Vouliez-vous dire « members.total » ?"),
    ("{members.total|ordinl}", "{members.total|ordinl}", "Vouliez-vous dire « ordinal » ?"),
    ("{members.total|membre}", "{members.total|membre}", "deux formes : {members.total|membre|membres}."),
    ("{members.total|membre|}", "{members.total|membre|}", "n’a pas deux formes."),
    ("{members.left#est}", "{members.left#est}", "n’a pas deux formes."),
    ("{members.left#a|b|c}", "{members.left#a|b|c}", "n’a pas deux formes."),
    ("{members.total|ordinal|e|e}", "{members.total|ordinal|e|e}", "un rang se passe de décimales"),
    ("{survey.response_rate|ordinal}", "{survey.response_rate|ordinal}", "ce chiffre n’a pas de rang."),
    ("{finance.result[2007]|euro|euros}", "{finance.result[2007]|euro|euros}", "{finance.result[2007]}."),
    ("{advantage.share|% |%}", "{advantage.share|% |%}", "s’imprime déjà avec son unité."),
    ("{advantage.share@lo}", "{advantage.share@lo}", "Vouliez-vous dire « @low » ?"),
    ("Il y a {members.total", "{members.total", "n’est pas fermée. Fermez-la"),
    (
        "Il y a {members.total ou {members.left} de",
        "{members.total ou {members.left} de",
        "n’est pas fermée.",
    ),
    ("Il y a members.total} membres", "Il y a members.total}", "n’est pas ouverte. Ouvrez-la"),
    ("Rien {} ici", "{}", "ne nomme aucun chiffre. Nommez-en un"),
    ("Rien { |1} ici", "{ |1}", "ne nomme aucun chiffre."),
]


@pytest.mark.parametrize(("text", "value", "words"), FAULTS)
def test_what_nobody_can_read_is_a_fault_with_its_remedy(text: str, value: str, words: str) -> None:
    (fault,) = text_faults(text, table="findings", row=3, column="text")

    assert (fault.row, fault.value) == (3, value)
    assert words in fault.sentence("fr")
    assert fault.sentence("fr").startswith("findings, ligne 3, colonne text : ")


@pytest.mark.parametrize(
    "text",
    [
        "{{members.totl}}",
        "a {{ b }} c",
        "{members.total}}}",
        "{finance.result[2011|maintien]|1}",
        "{advantage.share@n_used|pour cent|pour cent}",
        "{finance.result[2007]#euro|euros}",
        "{finance.result[2007]|européen|européens}",
        "sans rien",
    ],
)
def test_a_brace_written_twice_is_a_brace(text: str) -> None:
    assert text_faults(text, table="findings") == []
    assert "{{" not in filled(text, {}, "fr", plain)


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("fr", 0, "0 membre"),
        ("fr", 1, "1 membre"),
        ("fr", 1.9, "2 membres"),
        ("fr", 2, "2 membres"),
        ("en", 0, "0 membres"),
        ("en", 1, "1 membre"),
        ("nl", 0, "0 membres"),
        ("nl", 1, "1 membre"),
        ("nl", 1234, "1.234 membres"),
        ("de", 1, "1 membre"),
        ("de", 2, "2 membres"),
    ],
)
def test_words_agree_with_the_number_that_is_printed(language: Language, value: float, words: str) -> None:
    found = {("members.total", ""): {"value": value, "unit": "count", "status": "ok"}}

    assert filled("{members.total|membre|membres}", found, language, plain) == words.replace(" ", "\u00a0")


def test_words_agree_with_per_cents_and_with_decimals() -> None:
    found = {
        ("strategy.known", ""): {"value": 0.014, "unit": "share", "status": "ok"},
        ("employment.mean", ""): {"value": 1.96, "unit": "fte", "status": "ok"},
    }

    assert filled("{strategy.known#connaît|connaissent}", found, "fr", plain) == "connaît"
    assert filled("{employment.mean|1|emploi|emplois}", found, "fr", plain) == "2,0\u00a0emplois"
    assert filled("{employment.mean|2|emploi|emplois}", found, "fr", plain) == "1,96\u00a0emploi"


@pytest.mark.parametrize(
    ("language", "ranks"),
    [
        ("fr", {1: "1er", 2: "2e", 21: "21e"}),
        ("en", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 21: "21st", 112: "112th"}),
        (
            "nl",
            {1: "1ste", 2: "2de", 8: "8ste", 9: "9de", 19: "19de", 20: "20ste", 101: "101ste", 102: "102de"},
        ),
        ("de", {1: "1.", 2: "2."}),
    ],
)
def test_a_rank_is_written_as_its_language_does(language: Language, ranks: dict[int, str]) -> None:
    found = {
        rank: {("recognition.number", ""): {"value": float(rank), "unit": "count", "status": "ok"}}
        for rank in ranks
    }

    assert {r: filled("{recognition.number|ordinal}", f, language, plain) for r, f in found.items()} == ranks


def test_the_first_may_be_feminine() -> None:
    found = {("recognition.number", ""): {"value": 1.0, "unit": "count", "status": "ok"}}

    assert filled("la {recognition.number|ordinale} année", found, "fr", plain) == "la 1re année"


def test_what_a_figure_rests_on_may_be_printed(
    twist_figures: dict[tuple[str, str], dict[str, Any]],
) -> None:
    text = "{advantage.share} ({advantage.share@interval}, {advantage.share@n_used|réponse|réponses} sur {advantage.share@n_eligible}, {advantage.share@coverage})"

    assert filled(text, twist_figures, "en", plain) == "83% (70–91%, 29\u00a0réponses sur 57, 51%)"


@given(st.text(alphabet=st.sampled_from("{}|#@[].a1 membres.total«»:"), max_size=60) | st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = read_text(text)

    filled(text, {}, "fr", plain)
    text_faults(text, table="findings")
    if not {"{", "}"} & set(text):
        assert read.pieces == ((text,) if text else ())


@pytest.mark.parametrize(
    ("text", "evidence", "value"),
    [("{members.totl}", "", "members.totl"), ("", "employment.medain", "employment.medain")],
)
def test_an_unknown_figure_is_a_fault_with_the_nearest(
    tmp_path: Path, text: str, evidence: str, value: str
) -> None:
    (tmp_path / "cluster.csv").write_text("cluster_id,name\nc,Grappe\n")
    (tmp_path / "members.csv").write_text("member_id,name,kind,joined_on\nm1,Un,enterprise,2009-01-01\n")
    (tmp_path / "findings.csv").write_text(f"finding_id,text,evidence\nf1,{text},{evidence}\n")

    with pytest.raises(DossierRefused) as refused:
        read_for_figures(tmp_path)

    assert [(fault.table, fault.row, fault.value) for fault in refused.value.faults] == [
        ("findings", 2, value)
    ]
    assert "Vouliez-vous dire" in refused.value.sentences()[0]
