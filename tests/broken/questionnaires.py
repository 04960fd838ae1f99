"""Questionnaires that nobody can answer, and answers that they do not foresee."""

from __future__ import annotations

from pathlib import Path

from tests.broken.builders import case, saved, with_file, workbook

SURVEY: list[list[object]] = [
    ["type", "name", "label", "grappe_role"],
    ["select_one oui_non", "plan", "Connaissez-vous le plan ?", "strategy_known"],
]
CHOICES: list[list[object]] = [
    ["list_name", "name", "label", "grappe_positive"],
    ["oui_non", "oui", "Oui", "yes"],
    ["oui_non", "non", "Non", "no"],
]


def with_questionnaire(place: Path, sheets: dict[str, list[list[object]]], answers: str = "") -> Path:
    dossier = with_file(place, "questionnaire.xlsx", saved(workbook(sheets)))
    if answers:
        (dossier / "responses.csv").write_text(answers, "utf-8")
    return dossier


@case(10, ("questionnaire", "questionnaire.xlsx", "pas de feuille « survey »"))
def a_questionnaire_without_its_survey(place: Path) -> Path:
    return with_questionnaire(place, {"choices": CHOICES})


@case(10, ("questionnaire", "« survey »", "en-tête", "type, name"))
def a_questionnaire_without_its_header(place: Path) -> Path:
    return with_questionnaire(place, {"survey": SURVEY[1:], "choices": CHOICES})


@case(10, ("questionnaire", "ligne 2", "survey.grappe_role", "« stratégie_connue »", "pas un rôle"))
def an_unknown_role(place: Path) -> Path:
    rows = [SURVEY[0], [*SURVEY[1][:3], "stratégie_connue"]]
    return with_questionnaire(place, {"survey": rows, "choices": CHOICES})


@case(10, ("questionnaire", "« satisfacton:training »", "Vouliez-vous dire « satisfaction »"))
def a_role_misspelt(place: Path) -> Path:
    rows = [SURVEY[0], [*SURVEY[1][:3], "satisfacton:training"]]
    return with_questionnaire(place, {"survey": rows, "choices": CHOICES})


@case(10, ("questionnaire", "ligne 3", "survey.grappe_role", "déjà celui de la question plan"))
def one_role_for_two_questions(place: Path) -> Path:
    rows = [*SURVEY, ["select_one oui_non", "plan2", "Encore ?", "strategy_known"]]
    return with_questionnaire(place, {"survey": rows, "choices": CHOICES})


@case(10, ("questionnaire", "survey.grappe_role", "strategy_known", "question à choix"))
def a_share_asked_of_free_words(place: Path) -> Path:
    rows: list[list[object]] = [SURVEY[0], ["text", "plan", "Le plan ?", "strategy_known"]]
    return with_questionnaire(place, {"survey": rows, "choices": CHOICES})


@case(10, ("questionnaire", "survey.type", "« oui_no »", "Listes connues : oui_non", "« oui_non »"))
def an_unknown_list(place: Path) -> Path:
    rows: list[list[object]] = [SURVEY[0], ["select_one oui_no", "plan", "Le plan ?", "strategy_known"]]
    return with_questionnaire(place, {"survey": rows, "choices": CHOICES})


@case(10, ("questionnaire", "ligne 2", "choices.grappe_positive", "« oui »", "yes, no, na"))
def a_positive_that_is_neither(place: Path) -> Path:
    rows = [CHOICES[0], [*CHOICES[1][:3], "oui"], CHOICES[2]]
    return with_questionnaire(place, {"survey": SURVEY, "choices": rows})


@case(10, ("responses", "ligne 3", "colonne plan", "« ouais »", "oui, non"))
def an_answer_that_is_not_on_the_list(place: Path) -> Path:
    return with_questionnaire(
        place, {"survey": SURVEY, "choices": CHOICES}, "response_id,plan\nq1,oui\nq2,ouais\n"
    )


@case(0, ("responses", "colonne plan", "n’a pas de colonne"))
def a_question_that_nobody_was_asked(place: Path) -> Path:
    return with_questionnaire(place, {"survey": SURVEY, "choices": CHOICES}, "response_id\nq1\n")


@case(10, ("responses", "ligne 2", "colonne plan", "« 1.0 »", "10"))
def an_answer_of_one_is_not_ten(place: Path) -> Path:
    choices = [CHOICES[0], ["oui_non", "10", "Dix", "yes"], ["oui_non", "0", "Zéro", "no"]]
    return with_questionnaire(place, {"survey": SURVEY, "choices": choices}, "response_id,plan\nq1,1.0\n")


@case(11, ("questionnaire.csv", "ni un classeur XLSForm, ni une structure LimeSurvey"))
def a_questionnaire_as_csv(place: Path) -> Path:
    return with_file(place, "questionnaire.csv", b"type,name\ntext,plan\n")
