"""Lists that people take away: organisations, contacts, establishments, each a table of plain values."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary.classes import MEMBER_KIND
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.importing.known import Known, Stay
from grappe.apps.members.importing.queries.known import known_organisations
from grappe.apps.members.importing.targets import TARGETS, Part

Value = str | int | Decimal | dt.date | bool | None
ORGANISATION = [
    key
    for key, target in TARGETS.items()
    if target.part in (Part.ORGANISATION, Part.IDENTITY, Part.MEMBERSHIP)
]
CONTACT = [
    key for key, target in TARGETS.items() if target.part is Part.CONTACT and key != "contact_full_name"
]
SITE = [key for key, target in TARGETS.items() if target.part is Part.SITE]
LISTS = {"organisations": N_("Organisations"), "contacts": N_("Contacts"), "sites": N_("Établissements")}


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a spreadsheet would have it: headings in the reader's language, one value a cell."""

    title: str
    headings: tuple[str, ...]
    rows: list[tuple[Value, ...]]


def table(
    cluster: Cluster, name: str, *, day: dt.date, language: Language, only: Sequence[int] | None = None
) -> Table:
    """Return a list of LISTS as it is on a day, for whoever runs the cluster: nothing of it is hidden.

    only: the numbers of the organisations wanted, in the order wanted; None: all of them, by name. Its
    headings are those that an import knows: what was taken away may be sent back.
    """
    known = {one.pk: one for one in known_organisations(cluster, day)}
    in_book = (pk for pk, one in known.items() if not one.out)
    order = sorted(in_book, key=lambda pk: (known[pk].name.casefold(), pk)) if only is None else only
    wanted = [known[pk] for pk in order if pk in known]
    names = {category.code: category.name for category in cluster.categories.all()}
    if name == "organisations":
        keys, rows = ORGANISATION, [_organisation(one, day, names, language) for one in wanted]
    elif name == "contacts":
        keys = ["code", "name", *CONTACT]
        rows = [_piece(one, piece.fields, CONTACT) for one in wanted for piece in one.contacts]
    elif name == "sites":
        keys = ["code", "name", *SITE]
        rows = [_piece(one, piece.fields, SITE) for one in wanted for piece in one.sites]
    else:
        raise ValueError(f"no list {name}: one of {', '.join(LISTS)}")
    headings = tuple(say(TARGETS[key].label, language) for key in keys)
    return Table(say(LISTS[name], language), headings, rows)


def _organisation(one: Known, day: dt.date, names: dict[str, str], language: Language) -> tuple[Value, ...]:
    stay = _stay_of(one, day)
    versions: dict[int, list[str]] = defaultdict(list)
    for code, version, main in one.activities:
        versions[version].insert(0 if main else len(versions[version]), code)
    version = max(versions, default=0)
    told: dict[str, Value] = {
        "nace": " ; ".join(versions[version]) if version else None,
        "nace_version": str(version) if version else None,
        "category": names.get(stay.category) if stay else None,
        "kind": say(MEMBER_KIND[stay.kind], language) if stay else None,
        "joined_on": stay.joined_on if stay else None,
        "left_on": stay.left_on if stay else None,
        "founding": stay.founding if stay else None,
    }
    return tuple(told[key] if key in told else _cell(one.now(TARGETS[key].field)) for key in ORGANISATION)


def _stay_of(one: Known, day: dt.date) -> Stay | None:
    """Return the membership that holds on a day, else the last one before it."""
    begun = [stay for stay in one.stays if stay.joined_on <= day]
    return max(begun, key=lambda stay: stay.joined_on, default=None)


def _piece(one: Known, fields: object, keys: Sequence[str]) -> tuple[Value, ...]:
    told = dict(fields) if isinstance(fields, dict) else {}
    return (one.code, one.name, *(_cell(told.get(TARGETS[key].field)) for key in keys))


def _cell(value: object) -> Value:
    if isinstance(value, list):
        return " ; ".join(map(str, value))
    if value is None or isinstance(value, str | int | Decimal | dt.date):
        return value if value != "" else None
    return str(value)
