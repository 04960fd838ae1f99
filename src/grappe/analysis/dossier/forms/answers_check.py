"""The answers of a dossier held against its questionnaire."""

from __future__ import annotations

import polars as pl

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.matching import chosen, column_of
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.language.catalogues import N_


def checked_answers(questionnaire: Questionnaire, responses: pl.DataFrame, faults: list[Fault]) -> None:
    """Add a fault for each answer that is not on its question's list; a warning for a column not there."""
    for question in questionnaire.questions:
        column = column_of(question, responses.columns)
        if column is None:
            if question.role is not None:
                faults.append(
                    Fault(
                        table="responses",
                        column=question.name,
                        what=N_("la question « {name} » n’a pas de colonne ; ses chiffres manqueront."),
                        values={"name": question.name},
                        severity="warning",
                    )
                )
            continue
        if not question.choices:
            continue
        answers = responses[column].cast(pl.String)
        names = {c.name: " ".join(c.labels.values()) or c.name for c in question.choices}
        unknown = {
            answer: nearest(answer, names)
            for answer in answers.drop_nulls().unique()
            if answer.strip() and chosen(question, answer) is None
        }
        for row, answer in zip(responses["_row"], answers, strict=True):
            if answer in unknown:
                guess = unknown[answer]
                faults.append(
                    Fault(
                        table="responses",
                        row=row,
                        column=column,
                        value=answer,
                        what=N_("« {value} » n’est pas une réponse de la liste."),
                        expected=N_("Réponses attendues : {choices}."),
                        remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                        values={"choices": ", ".join(c.name for c in question.choices), "guess": guess or ""},
                    )
                )
