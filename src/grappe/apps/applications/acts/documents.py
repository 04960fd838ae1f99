"""Documents are asked for, come, are accepted or refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.files.base import File
from django.db import transaction

from grappe.apps.applications.acts.standing import held, named, stand_anew
from grappe.apps.applications.models import Application, ApplicationDocument, AskedOfCategory
from grappe.apps.applications.queries.asked import asked_of
from grappe.apps.applications.rules.documents import Wanted
from grappe.apps.applications.rules.refusals import (
    AskedAlready,
    BeforeItWasAsked,
    NoReason,
    NotAccepted,
    NotAFile,
    NotAwaited,
)
from grappe.apps.clusters.models import Category
from grappe.apps.journal.acts import record
from grappe.apps.journal.chain import Value

State = ApplicationDocument.State


@transaction.atomic
def ask_of_category(*, category: Category, documents: Sequence[Wanted], by: str, on: dt.date) -> None:
    """Say which documents are asked from now on of whoever applies for a category: these, and no other."""
    Category.objects.select_for_update().get(pk=category.pk)
    before: list[Value] = [one.label for one in asked_of(category)]
    category.asked_documents.update(withdrawn=True)
    codes = {one.code: one.label for one in asked_of(category)} | {one.code: one.label for one in documents}
    kept = {one.code for one in documents}
    for code, label in codes.items():
        row = category.asked_documents.filter(code=code).first() or AskedOfCategory(
            category=category, code=code
        )
        row.label, row.withdrawn = label, code not in kept
        row.full_clean()
        row.save()
    record(
        act="application.documents_set",
        by=by,
        subject=f"cluster:{category.cluster_id}",
        before={"documents": before},
        after={"category": category.name, "documents": [one.label for one in documents]},
        on=on,
    )


@transaction.atomic
def ask_for_document(
    *, application: Application, code: str, label: str, by: str, on: dt.date
) -> ApplicationDocument:
    """Ask one applicant for one more document. Raises AlreadyOver, AskedAlready, ValidationError."""
    known = held(application)
    if known.documents.filter(code=code).exclude(state=State.REFUSED).exists():
        raise AskedAlready(label=label)
    document = ApplicationDocument(application=known, code=code, label=label.strip(), asked_on=on)
    return _kept(document, act="application.document_asked", by=by, on=on)


@transaction.atomic
def drop_demand(*, document: ApplicationDocument, by: str, on: dt.date) -> None:
    """Ask no longer for a document that has not come. Raises AlreadyOver, NotAwaited."""
    known = held(document.application)
    document = known.documents.get(pk=document.pk)
    if document.state != State.ASKED:
        raise NotAwaited(label=document.label)
    document.delete()
    stand_anew(known, on=on)
    record(
        act="application.document_dropped",
        by=by,
        subject=named(known),
        before={"label": document.label},
        after=None,
        on=on,
    )


@transaction.atomic
def file_document(
    *, document: ApplicationDocument, file: File[bytes], by: str, on: dt.date
) -> ApplicationDocument:
    """File what was asked for; one that waits to be read is replaced.

    file: already judged harmless (`grappe.apps.uploads`). on: the day on which it came. Raises AlreadyOver,
    NotAwaited, BeforeItWasAsked.
    """
    known = held(document.application)
    document = known.documents.get(pk=document.pk)
    if document.state not in (State.ASKED, State.RECEIVED):
        raise NotAwaited(label=document.label)
    if on < document.asked_on:
        raise BeforeItWasAsked(label=document.label, day=document.asked_on)
    replaced = document.file.name if document.file else ""
    document.state, document.received_on = State.RECEIVED, on
    document.file, document.named = file, file.name or ""
    if replaced:
        transaction.on_commit(lambda: document.file.storage.delete(replaced))
    return _kept(document, act="application.document_filed", by=by, on=on, named=document.named)


@transaction.atomic
def accept_document(*, document: ApplicationDocument, by: str, on: dt.date) -> ApplicationDocument:
    """Accept what came. Raises AlreadyOver, NotAFile."""
    _, document = _to_be_read(document)
    document.state, document.judged_on, document.judged_by = State.ACCEPTED, on, by
    return _kept(document, act="application.document_accepted", by=by, on=on)


@transaction.atomic
def reopen_document(*, document: ApplicationDocument, by: str, on: dt.date) -> ApplicationDocument:
    """Have a document that was accepted by mistake wait to be read again. Raises AlreadyOver, NotAccepted."""
    known = held(document.application)
    document = known.documents.get(pk=document.pk)
    if document.state != State.ACCEPTED:
        raise NotAccepted(label=document.label)
    document.state, document.judged_on, document.judged_by = State.RECEIVED, None, ""
    return _kept(document, act="application.document_reopened", by=by, on=on)


@transaction.atomic
def refuse_document(
    *, document: ApplicationDocument, reason: str, by: str, on: dt.date
) -> ApplicationDocument:
    """Refuse what came, for a reason, and ask for it anew; the new demand is returned. The old file stays."""
    known, document = _to_be_read(document)
    if not reason.strip():
        raise NoReason
    document.state, document.judged_on, document.judged_by = State.REFUSED, on, by
    document.reason = reason.strip()
    document.full_clean()
    document.save()
    anew = ApplicationDocument.objects.create(
        application=known, code=document.code, label=document.label, asked_on=on
    )
    stand_anew(known, on=on)
    record(
        act="application.document_refused",
        by=by,
        subject=named(known),
        before=None,
        after={"label": document.label, "reason": document.reason},
        on=on,
    )
    return anew


def _kept(
    document: ApplicationDocument, *, act: str, by: str, on: dt.date, **also: Value
) -> ApplicationDocument:
    """Keep a document as it now is, with its line, and have its application stand accordingly."""
    document.full_clean()
    document.save()
    stand_anew(document.application, on=on)
    told: dict[str, Value] = {"label": document.label, **also}
    record(act=act, by=by, subject=named(document.application), before=None, after=told, on=on)
    return document


def _to_be_read(document: ApplicationDocument) -> tuple[Application, ApplicationDocument]:
    known = held(document.application)
    document = known.documents.get(pk=document.pk)
    if document.state != State.RECEIVED:
        raise NotAFile(label=document.label)
    return known, document
