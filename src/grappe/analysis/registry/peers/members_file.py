"""The members that a group is asked about: a column of enterprise numbers, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from grappe.analysis.dossier.codes import enterprise_number
from grappe.analysis.dossier.columns import Column
from grappe.analysis.dossier.faults import DossierRefused, Fault, Unreadable, shown
from grappe.analysis.dossier.grids import LOOKED_AT, is_blank, read_csv, read_workbook
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.dossier.values import PATIENT, Wrong
from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.accounts.table_fields import NAMES
from grappe.analysis.registry.peers.answer import Called
from grappe.analysis.vocabulary.countries import country_code

TITLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "number": (*NAMES["enterprise"], "enterprise", "ZDU-Nummer", "TVA"),
        "joined_on": ("joined_on", "entré le", "entrée", "membre depuis", "lid sinds", "Mitglied seit", "member since", "joined"),
        "left_on": ("left_on", "sorti le", "sortie", "lid tot", "Mitglied bis", "left"),
        "country": ("country", "pays", "land", "Land"),
        "name": ("name", "nom", "naam", "Name", "dénomination", "raison sociale", "benaming", "maatschappelijke naam", "Firma", "Firmenname", "entreprise", "société", "bedrijf", "onderneming", "Unternehmen", "company", "company name", "membre", "lid", "Mitglied", "member"),
        "id": ("member_id", "id", "identifiant", "numéro de membre", "n° de membre", "lidnummer", "Mitgliedsnummer", "member number"),
    }
)  # fmt: skip
"""What the columns may be called."""
CALLING = ("name", "id")
"""Fields of which the first column counts: a list may name its members twice."""
HOME = "BE"


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersRead:
    """Who the members are, as numbers of the registry, and who is not counted."""

    numbers: tuple[int, ...]
    """In the order of the file, once each."""
    not_then: int = 0
    """Members that were none on the day."""
    without_number: int = 0
    foreign: int = 0
    twice: int = 0
    """Rows whose number another row of the day has already."""
    called: Mapping[int, Called] = field(default_factory=dict)
    """What the file calls those that it names, by number."""

    @property
    def not_counted(self) -> tuple[int, int, int, int]:
        """Members that were none on the day, without number, of another country; rows told twice."""
        return self.not_then, self.without_number, self.foreign, self.twice


def read_members(path: Path, day: dt.date) -> MembersRead:
    """Read the members on a day from a CSV or an XLSX file, a dossier's `members` table among them.

    One who joined after that day, or had left by then, does not count; without dates, all do. Unreadable: no
    column of enterprise numbers. DossierRefused: numbers or dates that are none, each with its place.
    """
    header, rows = _table(path)
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        told = _field(title)
        if told is not None and not (told in CALLING and told in places):
            places[told] = place
    if "number" not in places:
        raise Unreadable(
            path.name,
            N_(
                "aucune colonne n’est celle des numéros d’entreprise. Colonnes lues : {columns}. Nommez-la enterprise_number."
            ),
            columns=shown(", ".join(cell for cell in header if cell.strip())),
        )
    faults: list[Fault] = []
    numbers: dict[int, bool] = {}
    called: dict[int, Called] = {}
    without = foreign = twice = 0
    for line, row in rows:
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if (country_code(cells.get("country") or HOME) or HOME) != HOME:
            foreign += 1
        elif not cells["number"]:
            without += 1
        else:
            number = _number(cells["number"], path.name, line, header[places["number"]], faults)
            is_then = _is_then(cells, day, path.name, line, faults)
            # One that left and came back has two rows, and is a member in one of them.
            twice += is_then and numbers.get(number, False)
            if is_then and number not in called:
                called[number] = Called(name=cells.get("name") or None, id=cells.get("id") or None)
            numbers[number] = numbers.get(number, False) or is_then
    if faults:
        raise DossierRefused(faults)
    return MembersRead(
        numbers=tuple(number for number, is_then in numbers.items() if is_then),
        not_then=sum(not is_then for is_then in numbers.values()),
        without_number=without,
        foreign=foreign,
        twice=twice,
        called=called,
    )


def _table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the titles and the rows below them, each with the number that a spreadsheet gives it."""

    def known(row: Sequence[str]) -> int:
        # A title above the table may read like that of a column; what names no number is no header.
        fields = [told for cell in row if (told := _field(cell)) is not None]
        return len(fields) + len(TITLES) * ("number" in fields)

    if not path.is_file():
        raise Unreadable(str(path), N_("ce fichier n’existe pas. Vérifiez le chemin."))
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        grids = read_workbook(path.name, path)
    else:
        grids = [read_csv(path.name, path, known)]
    tries = [
        (known(row), grid.cells, place)
        for grid in grids
        for place, row in enumerate(grid.cells[:LOOKED_AT])
        if not is_blank(row)
    ]
    if not tries:
        raise Unreadable(path.name, N_("le fichier est vide."))
    _known, cells, place = max(tries, key=lambda one: one[0])
    below = [(line, row) for line, row in enumerate(cells[place + 1 :], place + 2) if not is_blank(row)]
    return list(cells[place]), below


def _field(title: str) -> str | None:
    bare = plain(title)
    return next((told for told, names in TITLES.items() if bare in {plain(name) for name in names}), None)


def _number(written: str, file: str, line: int, column: str, faults: list[Fault]) -> int:
    found = enterprise_number(written)
    if isinstance(found, str):
        return int(found.replace(".", ""))
    what, expected, remedy, values = found
    faults.append(
        Fault(
            table=file,
            row=line,
            column=column,
            value=written,
            what=what,
            expected=expected,
            remedy=remedy,
            values=values,
        )
    )
    return 0


def _is_then(cells: Mapping[str, str], day: dt.date, file: str, line: int, faults: list[Fault]) -> bool:
    days = dict(_days(cells, file, line, faults))
    joined, left = days.get("joined_on"), days.get("left_on")
    return (joined is None or joined <= day) and (left is None or left > day)


def _days(
    cells: Mapping[str, str], file: str, line: int, faults: list[Fault]
) -> Iterator[tuple[str, dt.date]]:
    for name in ("joined_on", "left_on"):
        written = cells.get(name, "")
        if not written:
            continue
        try:
            day = PATIENT["date"](written, Column(name=name, kind="date", about=""))
        except Wrong as wrong:
            faults.append(
                Fault(
                    table=file,
                    row=line,
                    column=name,
                    value=written,
                    what=wrong.what,
                    expected=wrong.expected,
                    remedy=wrong.remedy,
                    values=dict(wrong.values),
                )
            )
            continue
        if isinstance(day, dt.date):
            yield name, day
