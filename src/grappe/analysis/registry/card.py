"""What the registry says of one company: its name, form, seat and activities, as its newest day has them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from grappe.analysis.language.catalogues import Language
from grappe.analysis.registry.catalogue import read_catalogue
from grappe.analysis.registry.current import current
from grappe.analysis.registry.store import engine
from grappe.analysis.vocabulary import nace

MEMORY = "256MB"
FIRST = {"fr": ("2", "1"), "nl": ("1", "2"), "de": ("3", "1"), "en": ("2", "1")}
"""By language, the names that the registry gives first: 1 is Dutch, 2 French, 3 German."""
NAME_OF_THE_DEEDS, SEAT, MAIN = "001", "REGO", "MAIN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One company. activities: canonical code and version, the main ones first; day: the registry's."""

    number: str
    """Ten digits."""
    name: str
    form: str
    street: str
    postal_code: str
    place: str
    activities: tuple[tuple[str, int], ...]
    day: dt.date


def card_of(store: Path, number: str, language: Language) -> Card | None:
    """Return what a store says of a company, or None where it does not know it.

    number: ten digits. RegistryMissing: no store there, or a damaged one.
    """
    layers = read_catalogue(store).on(None)
    folders = [store / layer.name for layer in layers]
    asked = int(number)

    def rows(table: str, key: str, columns: str) -> list[tuple[Any, ...]]:
        query = current(folders, table)
        if query is None:
            return []
        return connection.execute(f"SELECT {columns} FROM ({query}) WHERE {key} = ?", [asked]).fetchall()

    with TemporaryDirectory() as scratch, engine(Path(scratch), memory=MEMORY) as connection:
        known = rows("enterprise", "enterprise", "form")
        if not known:
            return None
        names = rows("denomination", "entity", "language, type, name")
        seats = rows(
            "address",
            "entity",
            "type, postal_code, municipality_fr, municipality_nl, street_fr, street_nl, house_number, box",
        )
        told = rows("activity", "entity", '"group", version, nace, classification')
        form = _label(connection, folders, "JuridicalForm", known[0][0], language)
    seat = next((row for row in seats if row[0] == SEAT), (None,) * 8)
    french = language != "nl"
    return Card(
        number=number,
        name=_name(names, language),
        form=form,
        street=_street(seat[4] if french else seat[5], seat[5] if french else seat[4], seat[6], seat[7]),
        postal_code=seat[1] or "",
        place=(seat[2] if french else seat[3]) or seat[2] or seat[3] or "",
        activities=tuple(_activities(told)),
        day=layers[-1].snapshot,
    )


def _label(
    connection: duckdb.DuckDBPyConnection,
    folders: list[Path],
    category: str,
    code: str | None,
    language: Language,
) -> str:
    query = current(folders, "code")
    if code is None or query is None:
        return ""
    found = dict(
        connection.execute(
            f"SELECT language, description FROM ({query}) WHERE category = ? AND code = ?", [category, code]
        ).fetchall()
    )
    return found.get({"nl": "NL", "de": "DE"}.get(language, "FR")) or found.get("FR") or ""


def _name(names: list[tuple[Any, ...]], language: Language) -> str:
    order = FIRST[language]

    def rank(row: tuple[Any, ...]) -> tuple[bool, int]:
        return row[1] != NAME_OF_THE_DEEDS, order.index(row[0]) if row[0] in order else len(order)

    return str(min(names, key=rank)[2]) if names else ""


def _street(first: str | None, other: str | None, number: str | None, box: str | None) -> str:
    street = " ".join(part for part in (first or other, number) if part)
    return f"{street}/{box}" if street and box else street


def _activities(told: list[tuple[Any, ...]]) -> list[tuple[str, int]]:
    """Return codes of the newest version that is told, the main one first, each once."""
    versions = {int(row[1]) for row in told if str(row[1]) in nace.VERSIONS}
    newest = max(versions, default=0)
    mains: list[tuple[str, int]] = []
    others: list[tuple[str, int]] = []
    for _, version, code, classification in sorted(told):
        if int(version) != newest or (canonical := nace.canonical(code, str(version))) is None:
            continue
        first = classification == MAIN
        (mains if first else others).append((canonical, newest))
    return list(dict.fromkeys([*mains, *others]))
