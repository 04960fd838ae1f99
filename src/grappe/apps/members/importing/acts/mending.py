"""An import is matched and mended by hand, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.db import transaction

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.importing.acts.previewing import preview
from grappe.apps.members.importing.acts.receiving import fingerprint_of
from grappe.apps.members.importing.models import Import, ImportRow, SavedMapping
from grappe.apps.members.importing.targets import TARGETS
from grappe.apps.members.rules.refusals import RegisterRefusal

LONGEST = 32_767
AT_ONCE = 100


class NotOpen(RegisterRefusal):
    """Written, undone or dropped already."""

    sentence: ClassVar[str] = N_("Cet import est déjà clos : envoyez de nouveau le fichier.")


class FieldTwice(RegisterRefusal):
    """Two columns for one field."""

    sentence: ClassVar[str] = N_(
        "Les colonnes « {first} » et « {second} » sont toutes deux « {field} » : n’en gardez qu’une."
    )


def matched(
    *,
    sent: Import,
    columns: Mapping[int, str],
    category: str = "",
    kind: str = "",
    joined_on: dt.date | None = None,
    nace_version: str = "2008",
) -> Import:
    """Say which field each column is, and what is taken where no cell tells; it is kept for the next file.

    columns: position to field. Raises FieldTwice, NotOpen.
    """
    with transaction.atomic():
        sent = _open(sent)
        told: dict[str, int] = {}
        for position, key in sorted(columns.items()):
            if key not in TARGETS or not 0 <= position < len(sent.headings):
                raise ValueError(f"{key} at {position} is no field of a column")
            if key in told:
                first, second = sent.headings[told[key]], sent.headings[position]
                raise FieldTwice(first=first, second=second, field=TARGETS[key].label)
            told[key] = position
        sent.guessed = {
            key: why for key, why in sent.guessed.items() if told.get(key) == sent.columns.get(key)
        }
        sent.columns = told
        sent.default_category, sent.default_kind = category, kind
        sent.default_joined_on, sent.nace_version = joined_on, nace_version
        sent.save()
        SavedMapping.objects.update_or_create(
            cluster=sent.cluster, headings=fingerprint_of(sent.headings), defaults={"columns": told}
        )
        return preview(sent)


def mend(
    *, sent: Import, row: int, cells: Mapping[int, str] | None = None, choice: str | None = None
) -> Import:
    """Write cells of a row anew, by position, and say which organisation it is about: a code, or `new`."""
    choices = {} if choice is None else {row: choice}
    return mend_many(sent=sent, cells={row: cells or {}}, choices=choices)


@transaction.atomic
def mend_many(
    *, sent: Import, cells: Mapping[int, Mapping[int, str]], choices: Mapping[int, str] | None = None
) -> Import:
    """Write cells of many rows anew: by row, by position; and say which organisations some are about."""
    sent, choices = _open(sent), choices or {}
    rows = list(ImportRow.objects.select_for_update().filter(of=sent, number__in={*cells, *choices}))
    for held in rows:
        for position, words in cells.get(held.number, {}).items():
            if not 0 <= position < len(sent.headings):
                raise ValueError(f"no column {position}")
            written = words.replace("\0", "").strip()[:LONGEST]
            if written == held.cells[position]:
                held.mended.pop(str(position), None)
            else:
                held.mended[str(position)] = written
        held.choice = choices.get(held.number, held.choice)
    ImportRow.objects.bulk_update(rows, ["mended", "choice"], batch_size=AT_ONCE)
    return preview(sent)


@transaction.atomic
def leave_out(*, sent: Import, rows: Iterable[int] | None = None, left_out: bool = True) -> Import:
    """Leave rows out of an import, or take them back. rows: None: every row that has an error."""
    sent = _open(sent)
    held = ImportRow.objects.filter(of=sent)
    held = held.filter(errors__gt=0) if rows is None else held.filter(number__in=list(rows))
    held.update(left_out=left_out)
    return preview(sent)


@transaction.atomic
def drop(*, sent: Import) -> None:
    """Give an import up: its rows are taken away at once."""
    sent = _open(sent)
    sent.rows.all().delete()
    sent.stage = Import.Stage.DROPPED
    sent.save(update_fields=["stage"])


def _open(sent: Import) -> Import:
    held = Import.objects.select_for_update().get(pk=sent.pk)
    if held.stage != Import.Stage.OPEN:
        raise NotOpen
    return held
