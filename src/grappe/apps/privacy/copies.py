"""The copy of everything that is kept of a person, for that person: to read, and for another program."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Model
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.analysis.language.pages import page_template
from grappe.apps.privacy.declarations import (
    Apart,
    Declaration,
    Emptied,
    Erasure,
    Gone,
    Kept,
    Personal,
    Replaced,
)
from grappe.apps.privacy.registry import declarations
from grappe.apps.privacy.rows import columns_of, rows_of

YES, NO = N_("oui"), N_("non")
PAGE_WORDS = {
    "title": N_("Ce que Grappe garde de vous"),
    "about": N_(
        "Voici tout ce qui est gardé à votre sujet, avec la raison, la durée et ce qui en resterait "
        "si vous demandiez à être oublié."
    ),
    "made": N_("Copie faite le {day}, compte numéro {person}."),
    "withheld": N_("Non remis : qui le lirait pourrait entrer sous votre nom."),
    "basis": N_("Fondement"),
    "retention": N_("Combien de temps"),
    "if_erased": N_("Si vous êtes oublié"),
}
GONE, EMPTIED, REPLACED = N_("Effacé."), N_("Vidé."), N_("Remplacé par une valeur qui ne dit rien.")

Plain = str | int | float | bool | None | list["Plain"] | Mapping[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Held:
    """Some fields of a table, of one person. Sentences and labels are in the language of the copy.

    `rows`: one map a row, by field; empty where they are `withheld`, since to read them is to come in.
    """

    table: str
    title: str
    purpose: str
    basis: str
    retention: str
    if_erased: str
    stays: bool
    """Whether it stays once the person is erased."""
    labels: dict[str, str]
    withheld: bool
    rows: list[dict[str, Plain]]
    more: int
    """How many rows there are before these, where the last ones alone were asked for."""


def held_of(person: int, language: Language, *, last: int | None = None) -> list[Held]:
    """Return everything that is kept of the account of a number, as the declarations tell; nothing empty.

    last: of each table no more than its last rows; None: all of them.
    """
    return [
        _held(declared, group, rows, language, more=more)
        for declared in declarations()
        for group in declared.personal
        for rows, more in [_rows(declared, group, person, last)]
        if rows
    ]


def as_json(held: list[Held], *, person: int, on: dt.date) -> str:
    """Return a copy for another program: instants and days in ISO 8601."""
    told = {"person": person, "on": on.isoformat(), "held": [asdict(part) for part in held]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_page(held: list[Held], *, person: int, on: dt.date, language: Language) -> str:
    """Return a copy to read: one HTML page that needs nothing else."""
    words = {name: say(sentence, language) for name, sentence in PAGE_WORDS.items()}
    words["made"] = say(PAGE_WORDS["made"], language, day=long_date(on, language), person=person)
    return page_template("grappe.apps.privacy", "copy.html").render(
        sections=[(title, list(parts)) for title, parts in groupby(held, lambda part: part.title)],
        words=words,
        language=language,
        read=lambda value: read(value, language),
    )


def _held(
    declared: Declaration, group: Personal, rows: list[dict[str, Plain]], language: Language, *, more: int
) -> Held:
    return Held(
        table=declared.model,
        title=say(declared.title, language),
        purpose=say(group.purpose, language),
        basis=say(group.basis.value, language),
        retention=say(group.retention, language),
        if_erased=say(_erased(group.erasure), language),
        stays=isinstance(group.erasure, Kept),
        labels={name: say(label, language) for name, label in group.fields.items()},
        withheld=group.secret,
        rows=[] if group.secret else rows,
        more=more,
    )


def _erased(erasure: Erasure) -> str:
    match erasure:
        case Gone():
            return GONE
        case Emptied():
            return EMPTIED
        case Replaced():
            return REPLACED
        case Kept(because=sentence) | Apart(how=sentence):
            return sentence


def _rows(
    declared: Declaration, group: Personal, person: int, last: int | None
) -> tuple[list[dict[str, Plain]], int]:
    """Return the rows of a person, the last ones alone where asked for, and how many more there are.

    What they refer to comes with them: for one row as for ten thousand, the same few questions.
    """
    columns = columns_of(declared, group)
    lists = group.fields.keys() - {column.name for column in columns}
    asked = rows_of(declared, group.of, person)
    rows, more = asked, 0
    if referred := [column.name for column in columns if column.is_relation]:
        rows = rows.select_related(*referred)
    if lists:
        rows = rows.prefetch_related(*lists)
    found = list(rows) if last is None else list(rows.order_by("-pk")[:last])[::-1]
    if last is not None and len(found) == last:
        more = asked.count() - last
    return [{name: _plain(row, name, many=name in lists) for name in group.fields} for row in found], more


def _plain(row: Model, name: str, *, many: bool) -> Plain:
    value = getattr(row, name)
    if many:
        return [str(one) for one in value.all()]
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    if isinstance(value, Decimal | Model):
        return str(value)
    return value.name or "" if hasattr(value, "storage") else str(value)


def read(value: Plain, language: Language) -> str:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return say(YES if value else NO, language)
    if value is None or value in ("", "null", [], {}):
        return "–"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(str(one) for one in value)
    if isinstance(value, list | Mapping):
        return json.dumps(value, ensure_ascii=False)
    return _day_or_text(str(value), language)


def _day_or_text(text: str, language: Language) -> str:
    """Return a day or an instant in full, and any other text as it is."""
    try:
        day = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) < len("2026-03-01") or "-" not in text[:5]:
        return text
    written = long_date(day.date(), language)
    return written if len(text) == len("2026-03-01") else f"{written}, {day:%H:%M}"
