"""Why pyxform refuses a form, in our words."""

from __future__ import annotations

import re

from grappe.analysis.dossier.faults import Fault, shown
from grappe.analysis.dossier.forms.xlsform_sheets import TABLE
from grappe.analysis.language.catalogues import N_

ROW = re.compile(r"\[row : ([0-9]+)\]\s*")
SHEET = re.compile(r"'(survey|choices|settings|osm|external_choices)' sheet")
COLUMN = re.compile(r"the '([^']+)' value")
QUOTED = re.compile(r"(?:value|the name) '([^']*)'")

REASONS = (
    (
        "must be unique within their nearest parent",
        N_("le nom « {value} » est déjà pris dans le même groupe."),
        N_("Donnez un autre nom à l’une des deux questions."),
    ),
    (
        "Choice names must be unique",
        N_("deux choix d’une même liste portent le même nom."),
        N_(
            "Donnez à chaque choix son nom, ou écrivez « yes » sous allow_choice_duplicates dans la feuille settings."
        ),
    ),
    (
        "Names must begin with a letter",
        N_("le nom n’est pas admis."),
        N_(
            "Un nom commence par une lettre et ne contient que des lettres, des chiffres, « _ », « - » et « . »."
        ),
    ),
    (
        "Unmatched 'begin",
        N_("le groupe ou la répétition « {value} » n’est jamais refermé."),
        N_("Ajoutez la ligne end_group ou end_repeat."),
    ),
    (
        "Unmatched 'end",
        N_("cette ligne referme un groupe ou une répétition qui n’est pas ouvert."),
        N_("Supprimez-la, ou ajoutez la ligne begin_group ou begin_repeat."),
    ),
    ("with no name", N_("la question ou le groupe n’a pas de nom."), N_("Remplissez la colonne name.")),
    ("with no type", N_("la question n’a pas de type."), N_("Remplissez la colonne type.")),
    (
        "have a name",
        N_("un choix n’a pas de nom."),
        N_("Remplissez la colonne name."),
    ),
    (
        "were not found: ",
        N_("la feuille n’a pas toutes les colonnes qu’il lui faut."),
        N_("Une feuille choices demande list_name, name et label ; une feuille survey, type, name et label."),
    ),
    ("Missing calculation", N_("la formule à calculer manque."), N_("Remplissez la colonne calculation.")),
    (
        "unique anywhere in",
        N_("le nom d’une répétition est déjà pris dans le formulaire."),
        N_("Donnez à chaque répétition un nom à elle."),
    ),
    (
        "Could not find the name",
        N_("une formule nomme une question que le formulaire n’a pas (« {value} »)."),
        N_("Corrigez le nom entre ${{…}}."),
    ),
)
"""Words of pyxform's message, what we say of it, and the remedy."""


NOTHING_ASKED = Fault(
    table=TABLE,
    what=N_("le formulaire ne pose aucune question."),
    expected=N_("Une ligne par question est attendue sous l’en-tête de la feuille survey."),
)


def refusal_of(message: str) -> Fault:
    """Return the fault for a refusal of pyxform: its place and reason in our words, or else its own."""
    row = ROW.search(message)
    sheet, column = SHEET.search(message), COLUMN.search(message)
    place = ".".join(part[1] for part in (sheet, column) if part)
    quoted = QUOTED.findall(message)
    for words, what, remedy in REASONS:
        if words in message:
            return Fault(
                table=TABLE,
                row=int(row[1]) if row else None,
                column=place or None,
                value=quoted[-1] if quoted else "",
                what=what,
                remedy=remedy,
            )
    return Fault(
        table=TABLE,
        row=int(row[1]) if row else None,
        column=place or None,
        value=ROW.sub("", message),
        what=N_("le formulaire n’est pas un XLSForm valable ; pyxform en dit : « {reason} »."),
        remedy=N_("Vérifiez-le dans l’outil qui l’a écrit (Kobo, ODK), puis exportez-le de nouveau."),
        values={
            "reason": shown(ROW.sub("", message)) if len(message) > 200 else ROW.sub("", message).strip()
        },
    )
