"""Somebody of the team finds out whether a condition of the statutes is met."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from grappe.apps.applications.acts.standing import held, named
from grappe.apps.applications.models import Application, ApplicationDocument, Evidence
from grappe.apps.applications.rules.refusals import DayToCome
from grappe.apps.journal.acts import record


@transaction.atomic
def judge(
    *,
    application: Application,
    criterion: str,
    answer: str,
    source: str,
    words: str,
    as_of: dt.date,
    by: str,
    on: dt.date,
    document: ApplicationDocument | None = None,
) -> Evidence:
    """Keep what was found on a condition, from which source, of which day; the last one on it counts.

    Raises AlreadyOver, DayToCome, ValidationError at the field that is wrong.
    """
    known = held(application)
    if as_of > on:
        raise DayToCome(day=as_of)
    evidence = Evidence(
        application=known,
        criterion=criterion,
        answer=answer,
        source=source,
        document=document,
        words=words.strip(),
        as_of=as_of,
        by=by,
        on=on,
    )
    evidence.full_clean()
    evidence.save()
    record(
        act="application.judged",
        by=by,
        subject=named(known),
        before=None,
        after={
            "criterion": criterion,
            "answer": answer,
            "as_of": as_of,
            "source": source,
            "words": evidence.words,
        },
        on=on,
    )
    return evidence
