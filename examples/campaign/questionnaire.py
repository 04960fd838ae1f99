"""The questionnaire of the made-up campaign: an XLSForm workbook, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

from openpyxl import Workbook

LISTS = {
    "agreement": (
        ("fully_agree", "Tout à fait d’accord", "yes"),
        ("agree", "Plutôt d’accord", "yes"),
        ("disagree", "Plutôt pas d’accord", "no"),
        ("fully_disagree", "Pas du tout d’accord", "no"),
        ("na", "Sans avis", "na"),
    ),
    "effect": (
        ("positive", "Effet positif", "yes"),
        ("none", "Aucun effet", "no"),
        ("negative", "Effet négatif", "no"),
        ("na", "Non concerné", "na"),
    ),
    "interest": (
        ("high", "Fort", "yes"),
        ("moderate", "Moyen", "yes"),
        ("low", "Faible", "no"),
        ("na", "Sans avis", "na"),
    ),
}
"""Closed lists: the answer, its words, whether it is favourable; the last one is not concerned."""
ITEMS = (
    ("strategy_known", "strategy_known", ("agreement", "Je connais la stratégie du cluster.")),
    ("strategy_satisfied", "strategy_satisfied", ("agreement", "Cette stratégie me convient.")),
    ("sat_meetings", "satisfaction:meetings", ("agreement", "Les réunions me sont utiles.")),
    ("sat_training", "satisfaction:training", ("agreement", "Les formations me sont utiles.")),
    ("sat_fairs", "satisfaction:fairs", ("agreement", "Les salons me sont utiles.")),
    ("imp_turnover", "impact:turnover", ("effect", "Effet sur mon chiffre d’affaires")),
    ("imp_clients", "impact:clients", ("effect", "Effet sur mes clients")),
    ("imp_jobs", "impact:jobs", ("effect", "Effet sur l’emploi")),
    ("imp_exports", "impact:exports", ("effect", "Effet sur mes exportations")),
    ("advantage", "advantage", ("agreement", "Le cluster me donne un avantage.")),
    ("gov_transparency", "governance:transparency", ("agreement", "La gestion est transparente.")),
    ("gov_listening", "governance:listening", ("agreement", "Le cluster est à l’écoute.")),
    ("par_technology", "partnership:technology", ("interest", "Intérêt pour un partenariat technologique")),
    ("par_b2b", "partnership:b2b", ("interest", "Intérêt pour des rencontres d’affaires")),
    ("par_research", "partnership:research", ("interest", "Intérêt pour la recherche")),
    ("iot_meetings", "importance:meetings", ("interest", "Importance des réunions")),
    ("iot_training", "importance:training", ("interest", "Importance des formations")),
    ("iot_fairs", "importance:fairs", ("interest", "Importance des salons")),
)
"""Questions: their column, their role, their list and words."""
STILL = (2010, 3, 1, 0, 0, 0)


def workbook() -> bytes:
    """Return the workbook; its own dates are fixed, so that it is the same file each time."""
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(["type", "name", "label::Français (fr)", "grappe_role"])
    for name, role, (listed, words) in ITEMS:
        survey.append([f"select_one {listed}", name, words, role])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label::Français (fr)", "grappe_positive"])
    for listed, answers in LISTS.items():
        for name, words, positive in answers:
            choices.append([listed, name, words, positive])
    written, still = io.BytesIO(), io.BytesIO()
    book.save(written)
    day = dt.datetime(*STILL, tzinfo=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day, content)
            target.writestr(zipfile.ZipInfo(part.filename, STILL), content, zipfile.ZIP_DEFLATED)
    return still.getvalue()
