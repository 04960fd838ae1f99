"""The questionnaire as an XLSForm workbook, which pyxform reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.languages import UNSAID, language_code, missing_default
from grappe.analysis.dossier.forms.other import SPECIFY, SUPPLIED, in_languages, is_other
from grappe.analysis.dossier.forms.questionnaire import Choice, Question, Questionnaire
from grappe.analysis.dossier.forms.xlsform_checks import (
    POSITIVE_COLUMN,
    ROLE_COLUMN,
    checked_lists,
    checked_positives,
    checked_role,
    same_roles,
)
from grappe.analysis.dossier.forms.xlsform_refusal import NOTHING_ASKED, refusal_of
from grappe.analysis.dossier.forms.xlsform_sheets import (
    ROW_COLUMN,
    TABLE,
    FormSheets,
    form_sheets,
    workbook_of,
)
from grappe.analysis.dossier.grids import Grid
from grappe.analysis.dossier.nearest import nearest, plain
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.classes import POSITIVE

SELECT_TYPES = {
    "select one": "select_one",
    "select one external": "select_one",
    "select all that apply": "select_multiple",
    "rank": "rank",
}
BOUND_TYPES = {"int": "integer", "string": "text"}
"""Types of the data in the words of XLSForm, for the many spellings that pyxform takes."""
CONTROLS = {"trigger": "acknowledge", "select": "select_multiple", "select1": "select_one"}
CANONICAL = (
    "acknowledge", "audio", "audit", "barcode", "calculate", "date", "dateTime", "decimal", "deviceid",
    "email", "end", "file", "geopoint", "geoshape", "geotrace", "hidden", "image", "integer", "note",
    "phonenumber", "range", "simserial", "start", "subscriberid", "text", "time", "today", "username",
    "video", "xml-external", "csv-external", "background-audio", "start-geopoint",
)  # fmt: skip
GENERATED = ("reserved_name_for_field_list_labels_", "generated_table_list_label_", "generated_note_name_")
"""Names that pyxform gives to rows that only show words."""
TYPE_HEADER = "type"
SECTIONS = ("group", "repeat", "loop", "survey")
ASKS_OTHER = re.compile(
    r"(?:selected\(\s*(?:\$\{(?P<q>[^}]+)\}|\.\./(?P<p>[\w.-]+))\s*,\s*['\"](?P<c>[^'\"]+)['\"]\s*\)"
    r"|\$\{(?P<r>[^}]+)\}\s*=\s*['\"](?P<d>[^'\"]+)['\"])"
)
OR_OTHER = re.compile(r".*\s(?:or specify other|or_other|or other)")
"""The type of a question to whose list pyxform adds « other », and after which a text that asks for it."""


@dataclass(slots=True)
class _Walk:
    """A form being read, question after question."""

    language: str
    """The language of words that say none."""
    external: Mapping[str, tuple[Choice, ...]]
    faults: list[Fault]
    types: Mapping[str, Mapping[str, Any]]
    """pyxform's own table of types."""
    asks_other: frozenset[int]
    """Rows of the questions declared `or_other`."""
    questions: list[Question] = field(default_factory=list)
    group_labels: dict[str, dict[str, str]] = field(default_factory=dict)
    listed: dict[int, tuple[Choice, ...]] = field(default_factory=dict)
    """The form's own choices already read, by the identity of pyxform's list: many questions share one."""


def read_questionnaire(file: str, grids: list[Grid]) -> tuple[Questionnaire | None, list[Fault]]:
    """Read the sheets of an XLSForm, with Grappe's two columns; None when nothing can be read of it."""
    if len(grids) == 1 and TYPE_HEADER in {plain(cell) for row in grids[0].cells[:1] for cell in row}:
        grids = [replace(grids[0], sheet="survey")]  # a form of one sheet may leave it without its name
    if not any(plain(grid.sheet or "") == "survey" for grid in grids):
        return None, [
            Fault(
                table=TABLE,
                value=file,
                what=N_("« {value} » n’a pas de feuille « survey »."),
                expected=N_("Un classeur XLSForm est attendu, avec les feuilles survey et choices."),
            )
        ]
    sheets = form_sheets(grids)
    from pyxform import aliases  # noqa: PLC0415 -- a quarter of a second, for those who have a form

    faults = [
        *sheets.faults,
        *checked_positives(sheets["choices"]),
        *checked_lists(sheets, aliases.select),
    ]
    form = _understood(sheets, file, faults)
    if isinstance(form, Fault):
        # a list that is missing was told with its remedy; pyxform would only say it again
        return None, faults if any(fault.severity == "fault" for fault in faults) else [*faults, form]
    return _questionnaire(form, sheets, faults), faults


def _understood(sheets: FormSheets, file: str, faults: list[Fault]) -> dict[str, Any] | Fault:
    """Let pyxform read the sheets; a form that it refuses comes back as the reason."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 -- as above
    from pyxform.xls2json import workbook_to_json  # noqa: PLC0415 -- as above
    from pyxform.xls2json_backends import DefinitionData  # noqa: PLC0415 -- as above

    if not sheets["survey"].numbered() or any(fault.column == "survey.type" for fault in faults):
        return NOTHING_ASKED
    try:
        title = file.rpartition("/")[2].rpartition(".")[0]
        understood: dict[str, Any] = workbook_to_json(
            workbook_dict=DefinitionData(**workbook_of(sheets, title)), fallback_form_name=title, warnings=[]
        )
    except PyXFormError as error:
        return refusal_of(str(error))
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        # forms that pyxform itself stumbles on
        return refusal_of(f"{type(error).__name__}: {error}")
    return understood


def _questionnaire(form: Mapping[str, Any], sheets: FormSheets, faults: list[Fault]) -> Questionnaire:
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT  # noqa: PLC0415 -- as above

    own = language_code(str(form.get("default_language", "")))
    asks_other = frozenset(
        row for row, cells in sheets["survey"].numbered() if OR_OTHER.fullmatch(cells.get("type", "").strip())
    )
    walk = _Walk(own, _external(sheets, own), faults, QUESTION_TYPE_DICT, asks_other)
    _walk(walk, form.get("children", ()), (), "")
    questions = _named_apart(walk.questions)
    faults.extend(same_roles(questions))
    languages: dict[str, None] = {}
    for labels in (*(q.labels for q in questions if q.row), *walk.group_labels.values()):
        languages.update(dict.fromkeys(labels))
    said = [code for code in languages if code != UNSAID]
    found = Questionnaire(
        questions=tuple(in_languages(question, said) for question in questions),
        languages=tuple(sorted(said, key=lambda code: code != own)) or ((own,) if own else ()),
        title=str(form.get("title", "")),
        group_labels=walk.group_labels,
    )
    if unsaid := missing_default(found, own):
        faults.append(unsaid)
    return found


def _walk(walk: _Walk, children: Any, groups: tuple[str, ...], repeat: str) -> None:
    for child in children:
        kind, name = str(child.get("type", "")), str(child.get("name", ""))
        if kind in SECTIONS:
            if child.get("control", {}).get("bodyless"):
                continue
            walk.group_labels[name] = _labels(child, walk.language)
            inside = name if kind == "repeat" else repeat
            if kind == "loop":
                for column in child.get("columns", ()):
                    _walk_loop(walk, child, column, (*groups, name), repeat)
            else:
                _walk(walk, child.get("children", ()), (*groups, name), inside)
        elif kind == "include":
            walk.faults.append(
                Fault(
                    table=TABLE,
                    row=_row(child),
                    column="survey.type",
                    value=name,
                    what=N_("le questionnaire inclut un autre formulaire (« {value} »), qui n’est pas là."),
                    remedy=N_("Copiez ses lignes à cet endroit."),
                )
            )
        elif name and not name.startswith(GENERATED):
            _question(walk, child, groups, repeat)


def _walk_loop(
    walk: _Walk, loop: Mapping[str, Any], column: Mapping[str, Any], groups: tuple[str, ...], repeat: str
) -> None:
    """Read a loop's questions for one of its columns, whose words stand in theirs as `%(label)s`."""
    name, labels = str(column["name"]), _labels(column, walk.language)
    walk.group_labels[name] = labels
    start = len(walk.questions)
    _walk(walk, loop.get("children", ()), (*groups, name), repeat)
    for place, question in enumerate(walk.questions[start:], start):
        said = {
            code: words.replace("%(label)s", labels.get(code, name)).replace("%(name)s", name)
            for code, words in question.labels.items()
        }
        walk.questions[place] = replace(question, labels=said)


def _question(walk: _Walk, child: Mapping[str, Any], groups: tuple[str, ...], repeat: str) -> None:
    written, row = str(child["type"]), _row(child)
    kind = _type(walk, written)
    if kind is None:
        guess = nearest(written, [*walk.types, *SELECT_TYPES.values()])
        walk.faults.append(
            Fault(
                table=TABLE,
                row=row,
                column="survey.type",
                value=written,
                what=N_("« {value} » n’est pas un type de question XLSForm."),
                remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                values={"guess": guess or ""},
            )
        )
        kind = "text"
    if row is None and kind == "calculate":
        return  # the count of a repeat, which pyxform adds
    choices = _choices(walk, child["choices"]) if child.get("choices") else ()
    if row in walk.asks_other and all(choice.name != SUPPLIED.name for choice in choices):
        choices = (*choices, SUPPLIED)
    listed = walk.external.get(str(child.get("query", ""))) if written == "select one external" else None
    walk.questions.append(
        Question(
            name=str(child["name"]),
            type=kind,
            labels=SPECIFY if row is None and kind == "text" else _labels(child, walk.language),
            role=checked_role(row or 0, str(child.get(ROLE_COLUMN, "")), kind, walk.faults),
            choices=choices or listed or (),
            row=row or 0,
            groups=groups,
            repeat=repeat,
            relevant=str(child.get("bind", {}).get("relevant", "")),
        )
    )


def _type(walk: _Walk, written: str) -> str | None:
    """Return a type in the words of XLSForm; None when pyxform does not know it."""
    if written in SELECT_TYPES or written in CANONICAL:
        return SELECT_TYPES.get(written, written)
    known = walk.types.get(written)
    if known is None:
        return None
    bind, tag = known.get("bind", {}), known.get("control", {}).get("tag")
    if tag in CONTROLS:
        return CONTROLS[tag]
    if tag is None:
        return "calculate" if "calculate" in written else "hidden"
    if bind.get("readonly"):
        return "note"
    return BOUND_TYPES.get(
        str(bind.get("type")), "file" if bind.get("type") == "binary" else str(bind.get("type"))
    )


def _choices(walk: _Walk, listed: list[Mapping[str, Any]]) -> tuple[Choice, ...]:
    """Return the choices that the form has itself; the one that pyxform adds would be every question's."""
    if id(listed) not in walk.listed:
        found: dict[str, Choice] = {}
        for choice in listed:
            if ROW_COLUMN not in choice:
                continue
            positive = str(choice.get(POSITIVE_COLUMN, "")).casefold() or "no"
            name = str(choice["name"])
            found.setdefault(
                name, Choice(name, _labels(choice, walk.language), positive if positive in POSITIVE else "no")
            )
        walk.listed[id(listed)] = tuple(found.values())
    return walk.listed[id(listed)]


def _external(sheets: FormSheets, own: str) -> dict[str, tuple[Choice, ...]]:
    """Read the lists that are too long for the form, which pyxform leaves to a file of its own."""
    found: dict[str, dict[str, Choice]] = {}
    for _, cells in sheets["external_choices"].numbered():
        name = cells.get("list_name") or cells.get("list name", "")
        labels = {
            language_code(title.partition("::")[2]) or own: words
            for title, words in cells.items()
            if title == "label" or title.startswith("label::")
        }
        if cells.get("name"):
            found.setdefault(name, {}).setdefault(cells["name"], Choice(cells["name"], labels))
    return {name: tuple(choices.values()) for name, choices in found.items()}


def _labels(child: Mapping[str, Any], own: str) -> dict[str, str]:
    label = child.get("label")
    if isinstance(label, Mapping):
        found = {language_code(str(name)) or own: str(words) for name, words in label.items() if words}
        return dict(sorted(found.items(), key=lambda pair: pair[0] != own))
    return {own: str(label)} if label else {}


def _row(child: Mapping[str, Any]) -> int | None:
    row = child.get(ROW_COLUMN)
    return int(row) if row else None


def _with_others(questions: list[Question]) -> dict[int, int]:
    """Return, by place of a question with an « other », that of the text put only to those who chose it."""
    found: dict[int, int] = {}
    by_name: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        by_name.setdefault(question.name, []).append(place)
    for place, question in enumerate(questions):
        asks = ASKS_OTHER.fullmatch(question.relevant.strip()) if question.type == "text" else None
        if asks is None:
            continue
        name, chosen = asks["q"] or asks["p"] or asks["r"], asks["c"] or asks["d"]
        near = sorted(by_name.get(name, ()), key=lambda of: questions[of].groups != question.groups)
        for of in near[:1]:
            choice = next((c for c in questions[of].choices if c.name == chosen), None)
            if choice and is_other(choice):
                found.setdefault(of, place)
    return found


def _named_apart(questions: list[Question]) -> list[Question]:
    """Name by their whole path the questions of one name in several groups; tell where « other » is."""
    often = Counter(question.name for question in questions)
    names = ["/".join((*q.groups, q.name)) if often[q.name] > 1 else q.name for q in questions]
    others = _with_others(questions)
    return [
        replace(question, name=names[place], other=names[others[place]] if place in others else "")
        for place, question in enumerate(questions)
    ]
