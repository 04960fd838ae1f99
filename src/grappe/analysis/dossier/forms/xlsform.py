"""The questionnaire as an XLSForm workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.questionnaire import SELECTS, Choice, Question, Questionnaire
from grappe.analysis.dossier.grids import Grid, is_blank
from grappe.analysis.dossier.nearest import nearest, plain
from grappe.analysis.dossier.roles import KEYED, PLAIN, Role, read_role
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.classes import POSITIVE

TABLE = "questionnaire"


def read_questionnaire(file: str, grids: list[Grid]) -> tuple[Questionnaire | None, list[Fault]]:
    """Read the sheets `survey` and `choices` of an XLSForm, with Grappe's two columns."""
    sheets = {plain(grid.sheet or ""): grid for grid in grids}
    if "survey" not in sheets:
        return None, [
            Fault(
                table=TABLE,
                value=file,
                what=N_("« {value} » n’a pas de feuille « survey »."),
                expected=N_("Un classeur XLSForm est attendu, avec les feuilles survey et choices."),
            )
        ]
    faults = _headless(sheets)
    choices = _read_choices(sheets["choices"], faults) if "choices" in sheets else {}
    questions: list[Question] = []
    for row, cells in _rows(sheets["survey"], "type"):
        kind, _, rest = cells.get("type", "").strip().partition(" ")
        name = cells.get("name", "").strip()
        if not name or kind.startswith(("begin", "end")):
            continue
        listed: tuple[Choice, ...] = ()
        if kind in SELECTS:
            list_name = rest.strip().split(" ")[0]
            if list_name not in choices:
                faults.append(_unknown_list(row, list_name, list(choices)))
            listed = tuple(choices.get(list_name, ()))
        role = _role(row, cells.get("grappe_role", ""), kind, faults)
        questions.append(Question(name, kind, _labels(cells), role, listed, row))
    faults.extend(_same_roles(questions))
    return Questionnaire(tuple(questions)), faults


def _headless(sheets: Mapping[str, Grid]) -> list[Fault]:
    """Return a fault for each sheet of the form without the columns that it cannot do without."""
    faults = []
    for sheet, names in (("survey", ("type", "name")), ("choices", ("list_name", "name"))):
        rows = sheets[sheet].cells if sheet in sheets else []
        if rows and not any(set(names) <= {cell.strip() for cell in row} for row in rows):
            faults.append(
                Fault(
                    table=TABLE,
                    value=sheet,
                    what=N_("la feuille « {value} » n’a pas d’en-tête."),
                    expected=N_("Les colonnes {columns} sont attendues sur une même ligne."),
                    values={"columns": ", ".join(names)},
                )
            )
    return faults


def _rows(grid: Grid, landmark: str) -> list[tuple[int, dict[str, str]]]:
    """Return the rows under the header as dictionaries, with the row's number."""
    for position, cells in enumerate(grid.cells):
        names = [cell.strip() for cell in cells]
        if landmark in names:
            return [
                (number, dict(zip(names, row, strict=False)))
                for number, row in enumerate(grid.cells[position + 1 :], position + 2)
                if not is_blank(row)
            ]
    return []


def _labels(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the words by language: `label::Français (fr)`, `label::English`, or plain `label`."""
    found: dict[str, str] = {}
    for name, words in cells.items():
        if not words.strip() or not name.startswith("label"):
            continue
        code = re.search(r"\((\w\w)\)", name)
        language = code[1] if code else plain(name.partition("::")[2])[:2] or "fr"
        found.setdefault(language, words.strip())
    return found


def _read_choices(grid: Grid, faults: list[Fault]) -> dict[str, list[Choice]]:
    choices: dict[str, list[Choice]] = {}
    for row, cells in _rows(grid, "list_name"):
        positive = cells.get("grappe_positive", "").strip().casefold() or "no"
        if positive not in POSITIVE:
            guess = nearest(positive, POSITIVE)
            faults.append(
                Fault(
                    table=TABLE,
                    row=row,
                    column="choices.grappe_positive",
                    value=positive,
                    what=N_("« {value} » n’est pas admis."),
                    expected=N_("Valeurs attendues : {choices}."),
                    remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                    values={"choices": ", ".join(POSITIVE), "guess": guess or ""},
                )
            )
            positive = "no"
        choices.setdefault(cells.get("list_name", "").strip(), []).append(
            Choice(cells.get("name", "").strip(), _labels(cells), positive)
        )
    return choices


def _role(row: int, written: str, kind: str, faults: list[Fault]) -> Role | None:
    if not written.strip():
        return None
    role = read_role(written)
    if role is None:
        guess = nearest(written.partition(":")[0], [*KEYED, *PLAIN])
        faults.append(
            Fault(
                table=TABLE,
                row=row,
                column="survey.grappe_role",
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
                column="survey.grappe_role",
                value=str(role),
                what=N_("le rôle « {value} » demande une question à choix."),
                expected=N_(
                    "Type attendu : select_one ou select_multiple, avec grappe_positive sur les choix."
                ),
            )
        )
        return None
    return role


def _same_roles(questions: list[Question]) -> list[Fault]:
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
                    column="survey.grappe_role",
                    value=str(question.role),
                    what=N_("le rôle « {value} » est déjà celui de la question {first}."),
                    expected=N_("Un rôle appartient à une seule question."),
                    values={"first": first.name},
                )
            )
    return faults


def _unknown_list(row: int, name: str, known: list[str]) -> Fault:
    guess = nearest(name, known)
    return Fault(
        table=TABLE,
        row=row,
        column="survey.type",
        value=name,
        what=N_("la liste de choix « {value} » n’est pas dans la feuille choices."),
        expected=N_("Listes connues : {lists}."),
        remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
        values={"lists": ", ".join(known), "guess": guess or ""},
    )
