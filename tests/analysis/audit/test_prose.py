"""An evaluator's sentences beside the figures that they print."""

from __future__ import annotations

from typing import Any

import pytest
from tests.analysis.audit.build import result

from grappe.analysis.audit.prose import audited_prose
from grappe.analysis.audit.verdict import Verdict

FIGURES = {
    ("members.total", ""): result(57, "count", n_used=57, n_eligible=57),
    ("advantage.share", ""): result(24 / 29, "share", n_used=29, n_eligible=57, low=0.70, high=0.91),
    ("strategy.known", ""): result(0.55, "share", n_used=29, n_eligible=57, low=0.42, high=0.68),
    ("employment.n", ""): result(21, "count", n_used=21, n_eligible=36),
    ("employment.mean", ""): result(23.7, "fte", n_used=21, n_eligible=36),
    ("employment.total", ""): result(None, "fte"),
    ("members.enterprises_by_province", "BE33"): result(14, "count", n_used=36, n_eligible=36),
    ("members.enterprises_by_province", "BE31"): result(7, "count", n_used=36, n_eligible=36),
    ("peer.members_above_median", "turnover"): result(4, "count", n_used=5, n_eligible=5),
}


def prose(text: str, kind: str = "finding", **more: Any) -> list[Verdict]:
    figures = {**FIGURES, **more.get("figures", {})}
    return audited_prose([{"finding_id": "f1", "text": text, "kind": kind}], "c", "fr", figures)


def found(check: str, text: str, **more: Any) -> list[tuple[str, str]]:
    return [(v.verdict, v.found) for v in prose(text, **more) if v.check == check]


def test_a_number_outside_braces_is_told_with_the_braces_to_write() -> None:
    (told,) = prose("Le cluster compte 57 membres.")

    assert (told.check, told.verdict, told.claims, told.cluster) == (
        "number_outside_braces",
        "consistent",
        ("f1",),
        "c",
    )
    assert told.found == "members.total"
    assert "« 57" in told.sentence
    assert "Écrivez {members.total}." in told.sentence


def test_a_number_outside_braces_that_the_dossier_belies_is_not_supported() -> None:
    (told,) = prose("Le cluster compte 75 membres.")

    assert (told.verdict, told.found) == ("unsupported", "members.total")
    assert "le dossier donne 57. Écrivez {members.total}." in told.sentence


def test_a_number_that_no_word_ties_to_a_figure_is_told_with_the_only_one_of_its_value() -> None:
    (told,) = prose("Il a tenu 14 réunions.")

    assert (told.verdict, told.found) == ("unsupported", "members.enterprises_by_province[BE33]")


@pytest.mark.parametrize(
    "text",
    [
        "L’article 3 du décret du 18 janvier 2007 prévoit six axes.",
        "La « 3D stéréoscopique » et le MPEG-4 sont des domaines porteurs.",
        "STEREO3D, Expormntl 21 et 4th Serious Game Session ont réuni les membres.",
        "Le conseil se tient en deux temps et trois mouvements.",
        "Dans les 3 ans, le cluster doit atteindre 75 membres.",
        "Le programme Horizon 2020 et la région 4.0.",
        "La subvention passe de 80 % à 60 % lors du second triennat.",
        "Au cours des 12 derniers mois, le site web 2.0 a été refait.",
        "Plus de la moitié des membres sont des PME de moins de 50 personnes.",
        "Le Top 10 des entreprises du secteur, catégorie 1.",
        "La norme ISO 9001, le code NACE 59.11, le G20 et la 5G.",
    ],
)
def test_what_is_no_statistic_is_not_accused(text: str) -> None:
    assert found("number_outside_braces", text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Le taux de réponse est de 51 %.", "51 %"),
        ("Une dizaine de membres ont été rencontrés.", "Une dizaine"),
        ("Les trois quarts des membres sont satisfaits.", "trois quarts"),
        ("Le budget est de 150 000 €.", "150 000 €"),
        ("Il a mené trente-quatre actions.", "trente-quatre"),
    ],
)
def test_a_statistic_in_digits_or_in_letters_is_found(text: str, number: str) -> None:
    assert [f"« {number} »" in v.sentence for v in prose(text) if v.check == "number_outside_braces"] == [
        True
    ]


def test_the_words_that_agree_and_doubled_braces_are_no_numbers() -> None:
    assert found("number_outside_braces", "Ils sont {members.total|membre|membres} {{57}}.") == []
    assert found("number_outside_braces", "Ils sont {members.total|membre|membres}.") == []


def test_a_live_number_is_left_in_peace() -> None:
    assert prose("Le cluster compte {members.total} membres.") == []


def test_days_years_and_ordinals_are_no_numbers_to_keep_alive() -> None:
    assert prose("Au 1er mars 2010, au terme du 2e triennat, le dossier CSC 02-2008 compte.") == []


def test_a_majority_needs_the_interval_of_its_figure() -> None:
    assert found("words", "La majorité ({advantage.share}) y voit un atout.") == [
        ("consistent", "0.7000-0.9100")
    ]
    assert found("words", "La majorité ({strategy.known}) la connaît.") == [("unsupported", "0.4200-0.6800")]


def test_counts_by_class_make_a_majority_together() -> None:
    text = "La majorité se situe à Liège ({members.enterprises_by_province[BE33]}) et en Brabant wallon ({members.enterprises_by_province[BE31]})."

    assert found("words", text) == [("consistent", "0.5833-0.5833")]


def test_what_is_recommended_is_not_yet_so() -> None:
    text = "Que la majorité ({strategy.known}) la connaisse."

    assert found("words", text, kind="recommendation") == []


def test_a_comparison_rests_on_those_it_compares() -> None:
    text = "Leurs performances supérieures : {peer.members_above_median[turnover]} dépassent la médiane."

    assert [v for v, _ in found("comparison", text)] == ["unsupported"]


def test_few_units_are_to_be_said_in_the_sentence() -> None:
    assert found("coverage", "La moyenne est de {employment.mean}.") == [("unsupported", "21/36")]
    assert found("coverage", "Parmi les {employment.n} connues, la moyenne est de {employment.mean}.") == []


def test_a_sentence_may_say_how_many_units_its_figure_rests_on() -> None:
    text = "La moyenne est de {employment.mean} ({employment.mean@n_used|entreprise|entreprises})."

    assert found("coverage", text) == []


def test_the_sentence_of_a_figure_that_is_not_available_is_named() -> None:
    lacking = {("employment.total", ""): result(None, "fte", missing="accounts.fte")}

    (told,) = prose("Le total est de {employment.total}.", figures=lacking)

    assert (told.check, told.verdict, told.found) == ("not_available", "unsupported", "employment.total")
    assert told.claims == ("f1",)
    assert "(il manque : la colonne fte de la table accounts)" in told.sentence


def test_the_sentence_of_a_figure_that_cannot_be_says_why() -> None:
    above = {("sector.share", "59.11"): result(None, "share", missing="more_members")}

    (told,) = prose("Ils sont {sector.share[59.11]} du secteur.", figures=above)

    assert "n’est pas disponible (il y a plus de membres que d’entreprises du secteur" in told.sentence


def test_the_sentence_of_a_hidden_figure_is_named() -> None:
    hidden = {("members.total", ""): result(None, "count", status="suppressed")}

    (told,) = prose("Ils sont {members.total}.", figures=hidden)

    assert "est masqué (petit groupe)" in told.sentence
