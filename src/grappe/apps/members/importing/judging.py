"""What would become of each row and cell of an import: nothing is written here, and no row is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.countries import HOME
from grappe.apps.members.importing.intents import Against, Intent, Judged, Line, Row
from grappe.apps.members.importing.known import Known
from grappe.apps.members.importing.organisations import judge_organisation
from grappe.apps.members.importing.parts import judge_activities, judge_contacts, judge_sites
from grappe.apps.members.importing.read import NOTHING, Read
from grappe.apps.members.importing.recognising import Found, Index
from grappe.apps.members.importing.stays import judge_stays
from grappe.apps.members.importing.targets import TARGETS
from grappe.apps.members.importing.verdicts import Cell, How, Message, RowKind, State, Verdict
from grappe.apps.members.rules.likeness import Keys, keys_of

NEW = "new"
FOUND_BY = ("name", "legal_name", "website", "email", "enterprise_number", "street", "postal_code")
FIRST = ("site_country", "country", "nace_version")
"""Read before the others, which depend on them."""


def judge(rows: Sequence[Row], columns: Mapping[str, int], against: Against) -> Judged:
    """Judge every row. columns: the position of each field that a column was said to be."""
    lines = [_line(row, columns, against) for row in rows]
    intents = _intents([line for line in lines if not line.row.left_out], against)
    for intent in intents:
        judge_organisation(intent)
        judge_activities(intent)
        judge_stays(intent, against)
        judge_sites(intent)
        judge_contacts(intent)
    return Judged([line.verdict for line in lines], intents)


def _line(row: Row, columns: Mapping[str, int], against: Against) -> Line:
    reads: dict[str, Read] = {}
    for key in sorted(columns, key=lambda key: key not in FIRST):
        place = columns[key]
        written = row.cells[place] if place < len(row.cells) else ""
        country = reads.get("site_country" if key.startswith("site_") else "country", NOTHING).value or HOME
        version = reads.get("nace_version", NOTHING).value or ""
        reads[key] = against.reader.read(TARGETS[key], written, country=country, version=version)
    verdict = Verdict(row.number, RowKind.LEFT_OUT if row.left_out else RowKind.NEW)
    for key in columns:
        verdict.cells[key] = _cell(reads[key])
    return Line(row, reads, verdict)


def _cell(read: Read) -> Cell:
    if read.wrong:
        return Cell(State.ERROR, after=read.shown, told=list(read.wrong))
    if read.value is None:
        return Cell(State.EMPTY)
    return Cell(State.NEW, after=read.shown)


def _intents(lines: Sequence[Line], against: Against) -> list[Intent]:
    """Put the rows about one organisation together, each organisation where its first row stands."""
    book: Index[int] = Index()
    by_pk = {known.pk: known for known in against.known}
    by_code = {known.code: known for known in against.known}
    for one in against.known:
        book.add(one.pk, keys_of({name: one.now(name) for name in FOUND_BY}))
    here: Index[int] = Index()
    of_book: dict[int, Intent] = {}
    by_place: dict[int, Intent] = {}
    intents: list[Intent] = []
    for place, line in enumerate(lines):
        keys = keys_of({name: line.value(name) for name in FOUND_BY})
        known = _known(line, keys, book, by_pk, by_code)
        intent = of_book.get(known.pk) if known else _earlier(line, keys, here, by_place)
        if intent is None:
            intent = Intent(known)
            intents.append(intent)
            if known:
                of_book[known.pk] = intent
        else:
            line.verdict.kind, line.verdict.of = RowKind.DOUBLE, intent.lines[0].row.number
        by_place[place] = intent
        if intent.known is None:
            here.add(place, keys)
        intent.lines.append(line)
    return intents


def _known(
    line: Line, keys: Keys, book: Index[int], by_pk: Mapping[int, Known], by_code: Mapping[str, Known]
) -> Known | None:
    """Return the organisation of the book that a row is about, and say how it was recognised."""
    choice, code = line.row.choice, line.value("code")
    if choice == NEW:
        return None
    found: Found[int]
    if choice in by_code:
        found = Found(by_code[choice].pk, How.CHOSEN)
    elif code in by_code:
        found = Found(by_code[code].pk, How.CODE)
    else:
        found = book.find(keys)
    if found.what is None:
        _say_why_not(line, found, by_pk)
        return None
    known, verdict = by_pk[found.what], line.verdict
    verdict.kind, verdict.how, verdict.organisation = RowKind.KNOWN, found.how, known.pk
    verdict.called = known.called
    if found.how in (How.DOMAIN, How.ADDRESS):
        verdict.told.append(
            Message(
                N_("Reconnue à son seul domaine internet : est-ce bien {called} ?")
                if found.how is How.DOMAIN
                else N_("Reconnue à sa seule adresse : est-ce bien {called} ?"),
                {"called": known.called},
            )
        )
    elif found.how is How.NUMBER and book.is_called_otherwise(known.pk, keys):
        words = N_("Reconnue à son numéro d’entreprise, mais son nom est tout autre : est-ce bien {called} ?")
        verdict.told.append(Message(words, {"called": known.called}))
    return known


def _say_why_not(line: Line, found: Found[int], by_pk: Mapping[int, Known]) -> None:
    if found.several:
        words = N_(
            "Plusieurs organisations y ressemblent ({called}). Dites laquelle, ou que c’en est une nouvelle."
        )
        line.verdict.faults.append(Message(words, {"called": _called(found.several, by_pk)}))
    elif found.homonyms:
        words = N_(
            "Même nom que {called}, mais un autre numéro d’entreprise : ce sera une autre organisation."
        )
        line.verdict.told.append(Message(words, {"called": _called(found.homonyms, by_pk)}))


def _called(several: Sequence[int], by_pk: Mapping[int, Known]) -> str:
    return " ; ".join(by_pk[pk].called for pk in several[:5])


def _earlier(line: Line, keys: Keys, here: Index[int], by_place: Mapping[int, Intent]) -> Intent | None:
    """Return the organisation that an earlier row has brought, if this row is about it too."""
    if line.row.choice == NEW:
        return None
    found = here.find(keys)
    places: list[Any] = [found.what] if found.what is not None else list(found.several)
    told = {id(by_place[place]): by_place[place] for place in places}
    if len(told) != 1:
        return None
    (intent,) = told.values()
    if found.how in (How.DOMAIN, How.ADDRESS):
        words = N_("Semble être l’organisation de la ligne {row} : si non, dites que c’en est une nouvelle.")
        line.verdict.told.append(Message(words, {"row": intent.lines[0].row.number}))
    return intent
