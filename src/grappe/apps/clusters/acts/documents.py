"""Documents are filed, described better, and withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import File

from grappe.apps.clusters.models import Cluster, Document
from grappe.apps.edits.keeping import keep


def file_document(
    *,
    cluster: Cluster,
    code: str,
    title: str = "",
    dated_on: dt.date | None = None,
    kind: str = "",
    chapters: list[int] | None = None,
    file: File[bytes] | None = None,
    named: str = "",
    confidential: bool = False,
    by: str,
    on: dt.date,
) -> Document:
    """File a document. Raises ValidationError at the field that is wrong."""
    told = {
        "code": code,
        "title": title,
        "dated_on": dated_on,
        "kind": kind,
        "chapters": chapters or [],
        "file": file,
        "named": named,
        "confidential": confidential,
    }
    return keep(Document(cluster=cluster), told, act="document.filed", by=by, on=on)


def correct_document(
    document: Document, *, by: str, on: dt.date, started_from: str | None = None, **told: Any
) -> Document:
    """Describe a document better. Raises ValidationError, ChangedMeanwhile."""
    return keep(document, told, act="document.corrected", by=by, on=on, started_from=started_from)


def withdraw_document(document: Document, *, reason: str, by: str, on: dt.date) -> Document:
    """Have a document count no longer from a day on, for a reason; its file stays."""
    return keep(document, {"withdrawn_on": on}, act="document.withdrawn", by=by, on=on, reason=reason)
