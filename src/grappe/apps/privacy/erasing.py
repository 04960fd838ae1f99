"""What erasure makes of the rows of a person, as each table has declared."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import FileField, QuerySet

from grappe.analysis.dossier.refusal import OneSentence
from grappe.apps.privacy.declarations import Declaration, Emptied, Gone, Personal, Replaced, Standing
from grappe.apps.privacy.registry import declarations
from grappe.apps.privacy.rows import columns_of, every_row, rows_of


class StillStanding(OneSentence):
    """A person who still is something to someone: that must end first."""


def refuse_if_standing(person: int) -> None:
    """Raise StillStanding where a row of the person must end before they are erased."""
    for standing in _standing(person):
        raise StillStanding(standing.sentence)


def standing_in_the_way(person: int) -> list[str]:
    """Return why a person cannot be erased yet, in French sentences said to them; nothing where they can."""
    return [standing.to_them for standing in _standing(person)]


def subjects_of(person: int) -> list[str]:
    """Return how the journal names the things whose lines may tell the person's name: `person:3` first."""
    return [
        f"{declared.journal_kind}:{key}"
        for declared in declarations()
        if declared.journal_kind
        for way in dict.fromkeys(group.of for group in declared.personal)
        for key in rows_of(declared, way, person).values_list("pk", flat=True)
    ]


def erase_rows(person: int) -> dict[str, int]:
    """Have every row of the account become what is declared; return how many changed or went, by table.

    Inside the transaction of the act. Files go once it is kept: a file cannot come back.
    """
    touched: dict[str, int] = {}
    for declared in declarations():
        for group in declared.personal:
            rows = rows_of(declared, group.of, person)
            count = rows.count()
            if not count or not isinstance(group.erasure, Gone | Emptied | Replaced):
                continue
            if isinstance(group.erasure, Gone | Emptied):
                _drop_files(declared, group, rows)
            match group.erasure:
                case Gone():
                    rows.delete()
                case Emptied():
                    _empty(declared, group, rows)
                case Replaced(value=value):
                    told = value.format(person=person) if isinstance(value, str) else value
                    rows.update(**dict.fromkeys(group.fields, told))
            touched[declared.model] = max(count, touched.get(declared.model, 0))
    return touched


def _standing(person: int) -> Iterator[Standing]:
    for declared in declarations():
        standing = declared.standing
        if standing and rows_of(declared, standing.of, person).filter(**standing.where).exists():
            yield standing


def _empty(declared: Declaration, group: Personal, rows: QuerySet[Any]) -> None:
    columns = columns_of(declared, group)
    lists = group.fields.keys() - {column.name for column in columns}
    for row in rows:
        for name in lists:
            getattr(row, name).clear()
    if columns:
        # By their keys: the way to the person may itself be what is emptied.
        keys = [row.pk for row in rows]
        empty = {column.name: None if column.null else "" for column in columns}
        every_row(declared).filter(pk__in=keys).update(**empty)


def _drop_files(declared: Declaration, group: Personal, rows: QuerySet[Any]) -> None:
    for column in columns_of(declared, group):
        if isinstance(column, FileField):
            for kept in rows.exclude(**{column.name: ""}).values_list(column.name, flat=True):
                transaction.on_commit(partial(column.storage.delete, kept))
