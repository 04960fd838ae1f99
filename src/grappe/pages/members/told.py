"""What an act of the register tells, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grappe.analysis.dossier.codes import dotted
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.pages.members import words

BODIES: Mapping[str, str] = {
    "board": N_("conseil d’administration"),
    "general_assembly": N_("assemblée générale"),
}


def details(act: Any, language: Language) -> Iterator[str]:
    """Say what an act tells, a few words at a time."""
    if getattr(act, "category", None) is not None:
        yield words.member_as(act.category.name, act.member_kind, language)
    if getattr(act, "founding", False):
        yield say(N_("fondateur"), language)
    if getattr(act, "counterpart", None) is not None:
        way = N_("reprise à {name}") if act.kind == "received" else N_("à {name}")
        yield say(way, language, name=act.counterpart.name)
    if getattr(act, "decided_by", ""):
        body = say(BODIES[act.decided_by], language) if act.decided_by in BODIES else act.decided_by
        day = f", {long_date(act.decided_on, language)}" if act.decided_on else ""
        yield f"{body}{day}"
    if getattr(act, "legal_name", ""):
        yield f"{act.legal_name} {act.legal_form}".strip()
        yield number_of(act.enterprise_number)
        yield seat_of(act)
    if getattr(act, "person", None) is not None:
        yield str(act.person)
    if getattr(act, "part", ""):
        yield say(words.PARTS[act.part], language)


def number_of(enterprise_number: str) -> str:
    """Return an enterprise number with its dots, where it is a Belgian one."""
    digits = enterprise_number.replace(".", "")
    return dotted(digits) if len(digits) == 10 and digits.isdecimal() else enterprise_number


def seat_of(identity: Any) -> str:
    """Return the seat that an identity tells, on one line."""
    place = f"{identity.postal_code} {identity.place}".strip()
    abroad = identity.country if identity.country not in ("", "BE") else ""
    return ", ".join(part for part in (identity.street, place, abroad) if part)
