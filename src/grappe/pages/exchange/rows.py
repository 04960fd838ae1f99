"""Rows of a preview, as a page shows them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.members.importing.models import Import, ImportRow
from grappe.apps.members.importing.targets import TARGETS
from grappe.apps.members.importing.verdicts import How, Message
from grappe.pages.desk.entrance import Desk

DAY = re.compile(r"\d{4}-\d\d-\d\d")
KINDS = {
    "new": (N_("nouvelle"), "well"),
    "known": (N_("connue"), ""),
    "double": (N_("suite de la ligne {of}"), ""),
    "left_out": (N_("laissée de côté"), "care"),
}
STATES = {
    "new": N_("nouveau"),
    "changed": N_("changé"),
    "same": N_("inchangé"),
    "warning": N_("à vérifier"),
    "error": N_("erreur"),
    "empty": N_("vide"),
    "out": N_("laissé de côté"),
}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: its state, what was there, what will be, what there is to say."""

    name: str
    """Of its field in a form: `cell-12-3`."""
    label: str
    state: str
    state_words: str
    written: str
    """As it stands in the row: what a person mends."""
    after: str
    before: str
    told: list[str]
    mends: bool
    """Whether it may be mended where it stands."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row."""

    number: int
    address: str
    kind: str
    kind_words: str
    tag: str
    called: str
    how: str
    told: list[str]
    faults: list[str]
    cells: list[ShownCell]


def headings(sent: Import, language: Language) -> list[str]:
    """Return what the columns are, in the order of the file."""
    return [say(TARGETS[key].label, language) for key in _keys(sent)]


def shown_rows(sent: Import, rows: Iterable[ImportRow], desk: Desk) -> list[ShownRow]:
    """Return rows as a page shows them."""
    return [_row(sent, row, desk) for row in rows]


def _keys(sent: Import) -> list[str]:
    return sorted(sent.columns, key=lambda key: sent.columns[key])


def _row(sent: Import, row: ImportRow, desk: Desk) -> ShownRow:
    language, verdict = desk.language, row.verdict
    words, tag = KINDS[row.kind]
    now = row.now()
    how = verdict["how"]
    return ShownRow(
        number=row.number,
        address=desk.address("import_row", sent=sent.pk, row=row.number),
        kind=row.kind,
        kind_words=say(words, language, of=verdict["of"]) if row.kind == "double" else say(words, language),
        tag=tag,
        called=verdict["called"],
        how=say(How[how].value, language) if how and row.kind == "known" else "",
        told=sentences(verdict["told"], language),
        faults=[] if row.left_out else sentences(verdict["faults"], language),
        cells=[
            _cell(
                row, key, sent.columns[key], now, verdict["cells"].get(key, ["empty", "", "", []]), language
            )
            for key in _keys(sent)
        ],
    )


def _cell(
    row: ImportRow, key: str, position: int, now: list[str], told: list[Any], language: Language
) -> ShownCell:
    state, after, before, messages = told
    state = "out" if row.left_out else state
    return ShownCell(
        name=f"cell-{row.number}-{position}",
        label=say(TARGETS[key].label, language),
        state=state,
        state_words=say(STATES[state], language),
        written=now[position],
        after=_shown(key, after or now[position], language),
        before=_shown(key, before, language) if state == "changed" else "",
        told=[] if row.left_out else sentences(messages, language),
        mends=state in ("error", "warning"),
    )


def _shown(key: str, words: str, language: Language) -> str:
    """Write a day as people of the language do; anything else is as it is."""
    if TARGETS[key].kind != "date" or not DAY.fullmatch(words):
        return words
    try:
        return f"{dt.date.fromisoformat(words):{'%d.%m.%Y' if language == 'de' else '%d/%m/%Y'}}"
    except ValueError:
        return words  # 2020-13-01: an error of its cell, shown as it was written


def sentences(messages: list[Any], language: Language) -> list[str]:
    """Return sentences as they were kept, said."""
    return [Message(words, values).sentence(language) for words, values in messages]
