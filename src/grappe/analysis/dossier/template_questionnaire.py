"""The questionnaire of an empty dossier: an XLSForm with a few questions ready to adapt."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from grappe.analysis.dossier.roles import KEYED, PLAIN
from grappe.analysis.dossier.template_cells import comment, header_style, words_font
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary.classes import POSITIVE

LANGUAGE_NAMES = {
    "fr": "Français (fr)",
    "en": "English (en)",
    "nl": "Nederlands (nl)",
    "de": "Deutsch (de)",
}
TYPES = ("select_one", "select_multiple", "text", "integer", "note", "begin_group", "end_group")

CHOICES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "satisfaction": (
        ("very", N_("Très satisfait"), "yes"),
        ("rather", N_("Plutôt satisfait"), "yes"),
        ("little", N_("Peu satisfait"), "no"),
        ("not", N_("Pas satisfait"), "no"),
        ("na", N_("Pas concerné"), "na"),
    ),
    "agreement": (
        ("agree", N_("Tout à fait d’accord"), "yes"),
        ("rather_agree", N_("Plutôt d’accord"), "yes"),
        ("rather_disagree", N_("Plutôt pas d’accord"), "no"),
        ("disagree", N_("Pas du tout d’accord"), "no"),
        ("na", N_("Sans avis"), "na"),
    ),
    "importance": (
        ("very", N_("Très important"), "yes"),
        ("rather", N_("Plutôt important"), "yes"),
        ("little", N_("Peu important"), "no"),
        ("not", N_("Pas important"), "no"),
        ("na", N_("Sans avis"), "na"),
    ),
    "yes_no": (("yes", N_("Oui"), "yes"), ("no", N_("Non"), "no"), ("na", N_("Pas concerné"), "na")),
}

Items = tuple[tuple[str, str], ...]
Group = tuple[str, str, str, Items]
SERVICES: Items = (
    ("plenary", N_("Les réunions plénières")),
    ("thematic", N_("Les réunions thématiques")),
    ("training", N_("Les formations")),
    ("matchmaking", N_("Les rencontres d’affaires")),
    ("mission", N_("Les missions à l’étranger")),
    ("letters", N_("Les lettres d’information")),
    ("opportunities", N_("Les opportunités transmises")),
)
KEYED_GROUPS: tuple[Group, ...] = (
    (
        "satisfaction",
        "satisfaction",
        N_("Êtes-vous satisfait de ce que le cluster vous propose ?"),
        SERVICES,
    ),
    (
        "importance",
        "importance",
        N_("Ce que le cluster vous propose est-il important pour vous ?"),
        SERVICES,
    ),
    (
        "impact",
        "yes_no",
        N_("Votre affiliation a-t-elle eu ces effets ?"),
        (
            ("clients", N_("De nouveaux clients")),
            ("turnover", N_("Un chiffre d’affaires plus élevé")),
            ("jobs", N_("Des emplois créés ou maintenus")),
            ("partners", N_("De nouveaux partenaires")),
            ("innovation", N_("De nouveaux produits, services ou procédés")),
            ("exports", N_("De nouveaux marchés à l’étranger")),
            ("skills", N_("De nouvelles compétences")),
            ("visibility", N_("Une meilleure visibilité")),
        ),
    ),
    (
        "governance",
        "agreement",
        N_("Que pensez-vous de la vie du cluster ?"),
        (
            ("information", N_("Je suis bien informé de ce que le cluster fait.")),
            ("participation", N_("Je peux prendre part aux décisions.")),
            ("transparency", N_("Les décisions et les comptes sont clairs.")),
            ("team", N_("L’équipe est disponible et compétente.")),
        ),
    ),
    (
        "partnership",
        "yes_no",
        N_("Avec qui le cluster devrait-il nouer ou renforcer des liens ?"),
        (
            ("cluster", N_("D’autres clusters")),
            ("pole", N_("Des pôles de compétitivité")),
            ("sector_initiative", N_("Des initiatives du secteur")),
            ("authority", N_("Des pouvoirs publics")),
            ("network", N_("Des réseaux à l’étranger")),
        ),
    ),
)
VERBATIMS: Items = (
    ("4", N_("Que changeriez-vous à la stratégie du cluster ?")),
    ("5", N_("Racontez un résultat que vous devez au cluster.")),
    ("6", N_("Que devrait améliorer la gouvernance du cluster ?")),
    ("7", N_("Quels partenaires manquent au cluster ?")),
)
Row = tuple[str, str, str, str, str]
"""type, name, label, relevant, grappe_role."""


def questionnaire_workbook(language: Language) -> Workbook:
    """Return the XLSForm in a language: survey, choices, settings."""
    workbook = Workbook()
    survey = workbook.active
    if not isinstance(survey, Worksheet):  # a new workbook has one sheet; openpyxl's types cannot say so
        raise TypeError(type(survey))
    survey.title = "survey"
    label = f"label::{LANGUAGE_NAMES[language]}"
    _write(survey, ["type", "name", label, "relevant", "grappe_role"], _survey(language))
    choices = workbook.create_sheet("choices")
    _write(
        choices,
        ["list_name", "name", label, "grappe_positive"],
        [
            (name, code, say(words, language), positive)
            for name, answers in CHOICES.items()
            for code, words, positive in answers
        ],
    )
    _write(
        workbook.create_sheet("settings"),
        ["form_title", "form_id", "version", "default_language"],
        [(say(N_("Enquête auprès des membres"), language), "enquete", "1", LANGUAGE_NAMES[language])],
    )
    _explain(survey, choices, language)
    return workbook


def _survey(language: Language) -> list[Row]:
    def words(message: str) -> str:
        return say(message, language)

    rows: list[Row] = [
        ("today", "submitted_on", "", "", ""),
        (
            "text",
            "member_id",
            words(N_("Quelle organisation représentez-vous ? (facultatif : vous pouvez rester anonyme)")),
            "",
            "",
        ),
    ]
    satisfaction, importance, impact, governance, partnership = (
        _group(group, language) for group in KEYED_GROUPS
    )
    rows += satisfaction
    rows += importance
    rows += [
        (
            "select_one yes_no",
            "strategy_known",
            words(N_("Connaissez-vous la stratégie du cluster ?")),
            "",
            "strategy_known",
        ),
        (
            "select_one satisfaction",
            "strategy_satisfied",
            words(N_("Êtes-vous satisfait de cette stratégie ?")),
            "${strategy_known} = 'yes'",
            "strategy_satisfied",
        ),
    ]
    rows += impact
    rows.append(
        (
            "select_one yes_no",
            "advantage",
            words(N_("Au total, être membre est-il un avantage pour vous ?")),
            "",
            "advantage",
        )
    )
    rows += governance
    rows += partnership
    rows += [
        ("text", f"verbatim_{chapter}", words(question), "", f"verbatim:{chapter}")
        for chapter, question in VERBATIMS
    ]
    return rows


def _group(group: Group, language: Language) -> list[Row]:
    """Return the questions of one role that share a list of answers, between begin_group and end_group."""
    role, answers, question, items = group
    asked = [
        (f"select_one {answers}", f"{role}_{key}", say(label, language), "", f"{role}:{key}")
        for key, label in items
    ]
    return [
        ("begin_group", f"about_{role}", say(question, language), "", ""),
        *asked,
        ("end_group", "", "", "", ""),
    ]


def _write(sheet: Worksheet, header: list[str], rows: list[Row] | list[tuple[str, str, str, str]]) -> None:
    """Write a sheet of the form. XLSForm wants its header on the first row: no title above it."""
    for position, name in enumerate(header, 1):
        cell = sheet.cell(1, position, name)
        cell.font, cell.fill, cell.border, cell.alignment = header_style(required=position <= 3)
        longest = max((len(row[position - 1]) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(position)].width = min(max(longest, len(name)) + 4, 70)
    for number, row in enumerate(rows, 2):
        for position, value in enumerate(row, 1):
            if value:
                cell = sheet.cell(number, position, value)
                cell.font = words_font(bold=row[0] == "begin_group" and position == 3)
                cell.alignment = Alignment(vertical="top", wrap_text=position == 3)
    sheet.freeze_panes = "A2"


def _explain(survey: Worksheet, choices: Worksheet, language: Language) -> None:
    """Put notes on the headers, and lists on the columns that are Grappe's own."""
    roles = ", ".join([*(f"{kind}:…" for kind in KEYED), *PLAIN])
    notes = {
        "A1": N_("Type de question XLSForm : select_one ou select_multiple suivi du nom d’une liste, text, integer…"),
        "B1": N_("Nom de la question : celui de sa colonne dans la feuille responses. Sans espace ni accent."),
        "C1": N_("Ce que lit la personne interrogée. Ajoutez une colonne par langue, comme label::English (en)."),
        "D1": N_("Condition pour que la question soit posée ; vide : toujours."),
    }  # fmt: skip
    for place, words in notes.items():
        survey[place].comment = comment(say(words, language))
    survey["E1"].comment = comment(
        say(
            N_("Ce que la question mesure : {roles}. Vide : elle est tabulée, sans entrer dans un chiffre."),
            language,
            roles=roles,
        )
    )
    choices["A1"].comment = comment(say(N_("Nom de la liste, repris dans la colonne type."), language))
    choices["D1"].comment = comment(
        say(
            N_(
                "Comment compte cette réponse : yes (favorable), no (défavorable), na (pas concerné : hors de la base). Vide : no."
            ),
            language,
        )
    )
    proposed = (
        (survey, "A", TYPES, False),
        (survey, "E", (*(f"{kind}:" for kind in KEYED), *PLAIN), False),
        (choices, "D", tuple(POSITIVE), True),
    )
    for sheet, letter, values, is_closed in proposed:
        held = DataValidation(
            type="list", formula1=f'"{",".join(values)}"', allowBlank=True, showErrorMessage=is_closed
        )
        held.add(f"{letter}2:{letter}2000")
        sheet.add_data_validation(held)
