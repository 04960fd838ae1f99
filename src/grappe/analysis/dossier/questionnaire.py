"""The questionnaire (an XLSForm workbook) and the answers it allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.grids import Grid, is_blank
from grappe.analysis.dossier.nearest import nearest, plain
from grappe.analysis.dossier.roles import KEYED, PLAIN, Role, read_role
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.classes import POSITIVE

TABLE = "questionnaire"
SELECTS = ("select_one", "select_multiple")
SEPARATORS = re.compile(r"[;\s]+")
PIECES = re.compile(r"[^\W_]+")
WHOLE_NUMBER = re.compile(r"-?[0-9]+\.0+")
"""A code that a program wrote as a fraction: 1.0 for 1."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a closed list; `positive` is yes, no, or na (not concerned: left out of the base)."""

    name: str
    labels: Mapping[str, str]
    positive: str = "no"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its column in the answers, its words by language, its role, its closed list."""

    name: str
    type: str
    labels: Mapping[str, str]
    role: Role | None = None
    choices: tuple[Choice, ...] = ()
    row: int = 0

    def words(self, language: str) -> str:
        """Return the question in a language, or the nearest that it has."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.name)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions in their order."""

    questions: tuple[Question, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def with_role(self, kind: str) -> tuple[Question, ...]:
        """Return the questions whose role is of a kind, in the order of the form."""
        return tuple(q for q in self.questions if q.role is not None and q.role.kind == kind)


def column_of(question: Question, columns: list[str]) -> str | None:
    """Find the column of the answers that holds a question: by its name, `group/name`, or its words."""
    wanted = {plain(question.name), *(plain(words) for words in question.labels.values())}
    for column in columns:
        if plain(column) in wanted or plain(column.rsplit("/", 1)[-1]) == plain(question.name):
            return column
    return None


def chosen(question: Question, written: str) -> list[Choice] | None:
    """Return the choices that an answer names, by name or by label; None when one is not on the list."""
    exact = {form: c for c in question.choices for form in (*c.labels.values(), c.name)}
    by_form = {_form(form): c for form, c in exact.items()}
    if (whole := _picked(written, exact, by_form)) is not None:
        return [whole]
    if question.type != "select_multiple":
        return None
    parts = [_picked(part, exact, by_form) for part in SEPARATORS.split(written.strip()) if part]
    found = [part for part in parts if part is not None]
    return found if len(found) == len(parts) else None


def _picked(written: str, exact: Mapping[str, Choice], by_form: Mapping[str, Choice]) -> Choice | None:
    written = written.strip()
    found = exact.get(written) or by_form.get(_form(written))
    if found is None and WHOLE_NUMBER.fullmatch(written):
        found = exact.get(written.partition(".")[0])
    return found


def _form(words: str) -> str:
    """Return words without accents and case, their pieces parted by one space: 1.0 is never 10."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return (
        " ".join(PIECES.findall("".join(c for c in letters if not unicodedata.combining(c)))) or words.strip()
    )


def verdict(question: Question, written: str | None) -> str | None:
    """Return `yes`, `no` or `na` for an answer; None when the question was left blank."""
    picked = chosen(question, written) if written else None
    if not picked:
        return None
    verdicts = {choice.positive for choice in picked}
    return "yes" if "yes" in verdicts else "no" if "no" in verdicts else "na"


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
