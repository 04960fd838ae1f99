"""A file is sent: its rows are kept, its columns guessed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from grappe.analysis.dossier.nearest import plain
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.importing.acts.forgetting import forget_old
from grappe.apps.members.importing.acts.previewing import preview
from grappe.apps.members.importing.guessing import guesses
from grappe.apps.members.importing.headings import known_headings
from grappe.apps.members.importing.models import Import, ImportRow, SavedMapping
from grappe.apps.members.importing.upload import read_upload

AT_ONCE = 2000


def receive(
    *, cluster: Cluster, name: str, content: bytes, by: str, on: dt.date, sheet: str | None = None
) -> Import:
    """Keep the rows of a file, match its columns as the last time or by guess, and judge it.

    Raises UploadRefused, Unreadable.
    """
    forget_old(cluster=cluster, now=timezone.now())
    read = read_upload(name, content, known_headings, sheet=sheet)
    saved = SavedMapping.objects.filter(cluster=cluster, headings=fingerprint_of(read.headings)).first()
    if saved is not None:
        columns, guessed = dict(saved.columns), dict.fromkeys(saved.columns, "saved")
    else:
        found = guesses(read.headings, [cells for _, cells in read.rows])
        columns = {guess.key: guess.position for guess in found}
        guessed = {guess.key: guess.why for guess in found}
    with transaction.atomic():
        sent = Import.objects.create(
            cluster=cluster,
            by=by,
            at=timezone.now(),
            on=on,
            file=read.file[:200],
            sheet=(read.sheet or "")[:100],
            others=list(read.others),
            headings=list(read.headings),
            columns=columns,
            guessed=guessed,
        )
        ImportRow.objects.bulk_create(
            [ImportRow(of=sent, number=number, cells=list(cells)) for number, cells in read.rows],
            batch_size=AT_ONCE,
        )
    return preview(sent)


def fingerprint_of(headings: Sequence[str]) -> str:
    """Return the fingerprint of headings in their order, accents and case apart."""
    return hashlib.sha256("\n".join(map(plain, headings)).encode()).hexdigest()
