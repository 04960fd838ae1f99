"""What an import would do is worked out, and kept with its rows for people to look at."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from grappe.apps.members.importing.models import Import, ImportRow
from grappe.apps.members.importing.queries.judged import judged
from grappe.apps.members.importing.verdicts import RowKind, State, Verdict

AT_ONCE = 500
FIELDS = ("verdict", "kind", "errors", "warnings", "changes")
WRITTEN = (State.NEW, State.CHANGED)


@transaction.atomic
def preview(sent: Import) -> Import:
    """Judge an import against the book as it is now, and keep what becomes of each row."""
    sent = Import.objects.select_for_update().get(pk=sent.pk)
    return keep_verdicts(sent, judged(sent).verdicts)


def keep_verdicts(sent: Import, verdicts: list[Verdict]) -> Import:
    """Keep what becomes of each row, where it is not what was kept already."""
    by_number = {verdict.row: verdict for verdict in verdicts}
    changed = []
    for row in ImportRow.objects.filter(of=sent):
        verdict = by_number[row.number]
        told = as_row(verdict)
        if told == row.verdict and row.kind:
            continue
        row.verdict, row.kind = told, verdict.kind.value
        row.errors, row.warnings = verdict.errors, verdict.warnings
        row.changes = _changes(verdict)
        changed.append(row)
    # Several times as fast as `bulk_update`, which asks row by row which value is its own.
    ImportRow.objects.bulk_create(
        changed, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=FIELDS
    )
    sent.judged, sent.counts = fingerprint(verdicts), counts(verdicts)
    sent.save(update_fields=["judged", "counts"])
    return sent


def as_row(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as it is kept."""
    return {
        "how": verdict.how.name if verdict.how else "",
        "organisation": verdict.organisation,
        "called": verdict.called,
        "of": verdict.of,
        "cells": {key: cell.as_row() for key, cell in verdict.cells.items()},
        "told": [message.as_row() for message in verdict.told],
        "faults": [message.as_row() for message in verdict.faults],
    }


def fingerprint(verdicts: Iterable[Verdict]) -> str:
    """Return the fingerprint of a preview: what was seen is what is written, or nothing is."""
    told = [[verdict.row, verdict.kind.value, as_row(verdict)] for verdict in verdicts]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def counts(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Count the rows of each kind, those with errors and with warnings, and those that write something."""
    told: Counter[str] = Counter({kind.value: 0 for kind in RowKind})
    told |= Counter(errors=0, warnings=0, changes=0)
    for verdict in verdicts:
        told[verdict.kind.value] += 1
        told["errors"] += verdict.errors > 0
        told["warnings"] += verdict.warnings > 0 and verdict.kind is not RowKind.LEFT_OUT
        told["changes"] += _changes(verdict) > 0
    return {name: told[name] for name in (*(kind.value for kind in RowKind), "errors", "warnings", "changes")}


def _changes(verdict: Verdict) -> int:
    if verdict.kind is RowKind.LEFT_OUT:
        return 0
    return sum(cell.state in WRITTEN for cell in verdict.cells.values())
