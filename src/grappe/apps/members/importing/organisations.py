"""What rows tell of an organisation itself and of its legal identity, beside what the book says."""

from __future__ import annotations

from typing import Any

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.importing.intents import Intent, Line
from grappe.apps.members.importing.targets import TARGETS, Part, Target
from grappe.apps.members.importing.verdicts import Message, State
from grappe.apps.members.rules.likeness import bare_number
from grappe.apps.members.rules.names import in_order

OWN = [target for target in TARGETS.values() if target.part in (Part.ORGANISATION, Part.IDENTITY)]
APART = ("code", "nace", "nace_version")
"""Judged by themselves."""


def judge_organisation(intent: Intent) -> None:
    """Judge the cells of an organisation, and gather what would be written of it."""
    _judge_code(intent)
    for target in OWN:
        if target.key not in APART:
            _judge(intent, target)
    if intent.known is not None:
        intent.name, intent.code = intent.known.name, intent.known.code
        if intent.known.out:
            _bring_back(intent.lines[0])
        return
    first = intent.lines[0]
    intent.name = intent.profile.pop("name", "") or intent.identity.get("legal_name", "")
    if not intent.name and not first.wrong("name") and not first.wrong("legal_name"):
        words = N_("Il manque le nom de l’organisation : remplissez-le, ou laissez cette ligne de côté.")
        first.verdict.err(Message(words), "name", "legal_name")
    first.verdict.called = intent.name
    for line in intent.lines[1:]:
        line.verdict.called = intent.name


def _bring_back(line: Line) -> None:
    """Say that a row writes an organisation into the book again, were it by its name alone."""
    line.verdict.told.append(Message(N_("Retirée du carnet : cette ligne l’y remet.")))
    for key in ("name", "legal_name", "code", "enterprise_number"):
        if line.value(key) is not None and line.verdict.cells[key].state is State.SAME:
            line.verdict.cells[key].state = State.CHANGED
            return


def _judge(intent: Intent, target: Target) -> None:
    """The first row that tells a field has it; another that tells otherwise is said so."""
    telling = [line for line in intent.lines if line.value(target.key) is not None]
    if not telling:
        return
    first, value = telling[0], telling[0].value(target.key)
    _compare(intent, target, first, value)
    for line in telling[1:]:
        cell = line.verdict.cells[target.key]
        cell.state = State.SAME
        if not same(target, line.value(target.key), value):
            words = N_(
                "La ligne {row} dit « {value} » : c’est elle qui compte, et cette cellule n’écrit rien."
            )
            cell.warn(Message(words, {"row": first.row.number, "value": first.reads[target.key].shown}))
    for line in telling:
        line.verdict.cells[target.key].told.extend(line.reads[target.key].told)
        if line.reads[target.key].told:
            line.verdict.cells[target.key].warn()


def _compare(intent: Intent, target: Target, line: Line, value: Any) -> None:
    cell = line.verdict.cells[target.key]
    held = intent.known.now(target.field) if intent.known else None
    if intent.known is not None and held:
        cell.before = " ; ".join(held) if isinstance(held, list) else str(held)
        cell.state = State.SAME if same(target, value, held) else State.CHANGED
    if cell.state is State.SAME:
        return
    kept = intent.identity if target.part is Part.IDENTITY else intent.profile
    kept[target.field] = value


def same(target: Target, told: Any, held: Any) -> bool:
    """Tell whether two values of a field are one to people."""
    if target.kind == "enterprise_number":
        return bare_number(told) == bare_number(held)
    if target.kind == "website":
        return str(told).rstrip("/") == str(held).rstrip("/")
    if target.key in ("phone", "contact_phone"):
        return in_order(told).replace(" ", "") == in_order(held).replace(" ", "")
    return bool(told == held)


def _judge_code(intent: Intent) -> None:
    for line in intent.lines:
        code, cell = line.value("code"), line.verdict.cells.get("code")
        if code is None or cell is None:
            continue
        wanted = intent.known.code if intent.known else intent.code
        if wanted and wanted != code:
            words = N_(
                "Le code de cette organisation est « {code} » : un code ne change pas. Videz la cellule."
            )
            cell.err(Message(words, {"code": wanted}))
        elif intent.known is not None:
            cell.state, cell.before = State.SAME, code
        else:
            intent.code = code
