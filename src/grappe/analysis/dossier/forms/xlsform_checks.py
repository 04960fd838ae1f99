"""What is wrong with Grappe's two columns of a form, and with the lists that its questions name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.questionnaire import SELECTS, Question
from grappe.analysis.dossier.forms.xlsform_sheets import TABLE, FormSheet, FormSheets
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.dossier.roles import KEYED, PLAIN, Role, read_role
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.classes import POSITIVE

ROLE_COLUMN, POSITIVE_COLUMN = "grappe_role", "grappe_positive"
OFF = ("yes", "true", "1", "true()", "oui")


def checked_lists(sheets: FormSheets, selects: Iterable[str]) -> list[Fault]:
    """Return a fault for each question whose list of choices is not in its sheet.

    selects: the commands of a question with a list, in every spelling that pyxform takes.
    """
    command = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, selects), key=len, reverse=True))})\s+(\S+).*")
    faults = []
    for row, cells in sheets["survey"].numbered():
        written = _cell(cells, "type")
        asked = command.fullmatch(written)
        if asked is None or "file" in written or "${" in asked[1] or _is_off(cells):
            continue
        sheet = "external_choices" if "external" in written else "choices"
        known = list_names(sheets[sheet])
        if asked[1] not in known:
            faults.append(_unknown_list(row, asked[1], known, sheet))
    return faults


def list_names(sheet: FormSheet) -> list[str]:
    """Return the names of the lists of a sheet of choices, in its order."""
    return list(dict.fromkeys(_list_name(cells) for _, cells in sheet.numbered() if _list_name(cells)))


def _list_name(cells: dict[str, str]) -> str:
    return _cell(cells, "list_name") or _cell(cells, "list name")


def _cell(cells: dict[str, str], name: str) -> str:
    """Return a cell by its column's name, whatever the case of the header."""
    return cells.get(name) or next((words for title, words in cells.items() if title.casefold() == name), "")


def _is_off(cells: dict[str, str]) -> bool:
    return _cell(cells, "disabled").casefold() in OFF


def checked_positives(choices: FormSheet) -> list[Fault]:
    """Return a fault for each choice whose `grappe_positive` is none of its three words."""
    faults = []
    for row, cells in choices.numbered():
        positive = positive_of(cells)
        if positive in POSITIVE:
            continue
        guess = nearest(positive, POSITIVE)
        faults.append(
            Fault(
                table=TABLE,
                row=row,
                column=f"choices.{POSITIVE_COLUMN}",
                value=positive,
                what=N_("« {value} » n’est pas admis."),
                expected=N_("Valeurs attendues : {choices}."),
                remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                values={"choices": ", ".join(POSITIVE), "guess": guess or ""},
            )
        )
    return faults


def positive_of(cells: dict[str, str]) -> str:
    """Return the verdict of a choice as it is written; `no` when nothing is."""
    return _cell(cells, POSITIVE_COLUMN).casefold() or "no"


def checked_role(row: int, written: str, kind: str, faults: list[Fault]) -> Role | None:
    """Read a question's role; add a fault when it is none, or asks for a list that the question has not."""
    if not written.strip():
        return None
    role = read_role(written)
    if role is None:
        guess = nearest(written.partition(":")[0], [*KEYED, *PLAIN])
        faults.append(
            Fault(
                table=TABLE,
                row=row,
                column=f"survey.{ROLE_COLUMN}",
                value=written,
                what=N_("« {value} » n’est pas un rôle."),
                expected=N_("Rôles : {roles}."),
                remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                values={"roles": ", ".join([*(f"{k}:…" for k in KEYED), *PLAIN]), "guess": guess or ""},
            )
        )
    elif role.is_share and kind not in SELECTS:
        faults.append(
            Fault(
                table=TABLE,
                row=row,
                column=f"survey.{ROLE_COLUMN}",
                value=str(role),
                what=N_("le rôle « {value} » demande une question à choix."),
                expected=N_(
                    "Type attendu : select_one ou select_multiple, avec grappe_positive sur les choix."
                ),
            )
        )
        return None
    return role


def same_roles(questions: Iterable[Question]) -> list[Fault]:
    """Return a fault for each question whose role, counted as a share, is already another's."""
    faults, seen = [], dict[Role, Question]()
    for question in questions:
        if question.role is None or not question.role.is_share:
            continue
        first = seen.setdefault(question.role, question)
        if first is not question:
            faults.append(
                Fault(
                    table=TABLE,
                    row=question.row,
                    column=f"survey.{ROLE_COLUMN}",
                    value=str(question.role),
                    what=N_("le rôle « {value} » est déjà celui de la question {first}."),
                    expected=N_("Un rôle appartient à une seule question."),
                    values={"first": first.name},
                )
            )
    return faults


def _unknown_list(row: int, name: str, known: list[str], sheet: str) -> Fault:
    guess = nearest(name, known)
    return Fault(
        table=TABLE,
        row=row,
        column="survey.type",
        value=name,
        what=N_("la liste de choix « {value} » n’est pas dans la feuille {sheet}."),
        expected=N_("Listes connues : {lists}.") if known else N_("Cette feuille n’a aucune liste."),
        remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
        values={"lists": ", ".join(known), "guess": guess or "", "sheet": sheet},
    )
