"""The cluster decides, or the applicant gives up; whoever is admitted is welcomed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from grappe.analysis.language.catalogues import say
from grappe.apps.applications.acts.standing import held, named
from grappe.apps.applications.models import Application
from grappe.apps.applications.queries.eligibility import eligibility
from grappe.apps.applications.rules.eligibility import CRITERIA
from grappe.apps.applications.rules.refusals import (
    BeforeItCame,
    DayToCome,
    DocumentsLack,
    NoReason,
    NotEligible,
    NotToTell,
    NotToWelcome,
)
from grappe.apps.clusters.models import Category
from grappe.apps.journal.acts import record
from grappe.apps.language.spoken import spoken
from grappe.apps.members.acts.membership import admit

State = Application.State
BOARD = "board"


@transaction.atomic
def decide_to_admit(
    *,
    application: Application,
    decided_on: dt.date,
    by: str,
    on: dt.date,
    decided_by: str = BOARD,
    category: Category | None = None,
    reason: str = "",
) -> Application:
    """Admit an organisation, a member from the day of the decision on.

    category: the one that the body chose, where it is not the one asked for. reason: kept by the register.
    Raises AlreadyOver, DayToCome, BeforeItCame, DocumentsLack, NotEligible (judged on the decision's day).
    """
    known = held(application)
    _refuse_a_wrong_day(known, decided_on, on)
    if category is not None:
        known.category = category
    for document in known.documents.exclude(state__in=["accepted", "refused"]):
        raise DocumentsLack(name=known.organisation.name, documents=document.label)
    for verdict in eligibility(known, day=decided_on):
        if verdict.answer != "met":
            raise NotEligible(
                name=known.organisation.name, criterion=say(CRITERIA[verdict.criterion], spoken())
            )
    known.admission = admit(
        organisation=known.organisation,
        category=known.category,
        kind=known.member_kind,
        by=by,
        on=decided_on,
        decided_by=decided_by,
        decided_on=decided_on,
        reason=reason.strip(),
    )
    known.state, known.state_since = State.ADMITTED, decided_on
    known.decided_by, known.decided_on = decided_by, decided_on
    known.save()
    record(
        act="application.admitted",
        by=by,
        subject=named(known),
        before=None,
        after={
            "category": known.category.code,
            "decided_by": decided_by,
            "decided_on": decided_on,
            "act": known.admission.pk,
        },
        on=decided_on,
    )
    return known


@transaction.atomic
def decide_to_refuse(
    *,
    application: Application,
    reason: str,
    decided_on: dt.date,
    by: str,
    on: dt.date,
    decided_by: str = BOARD,
) -> Application:
    """Refuse an organisation, with the reason that it will read. Raises AlreadyOver, NoReason, on its day."""
    known = held(application)
    _refuse_a_wrong_day(known, decided_on, on)
    if not reason.strip():
        raise NoReason
    known.state, known.state_since, known.reason = State.REFUSED, decided_on, reason.strip()
    known.decided_by, known.decided_on = decided_by, decided_on
    known.save()
    record(
        act="application.refused",
        by=by,
        subject=named(known),
        before=None,
        after={"decided_by": decided_by, "decided_on": decided_on, "reason": known.reason},
        on=decided_on,
    )
    return known


@transaction.atomic
def withdraw(*, application: Application, by: str, on: dt.date, reason: str = "") -> Application:
    """Have an applicant give up. Raises AlreadyOver."""
    known = held(application)
    known.state, known.state_since = State.WITHDRAWN, max(on, known.received_on)
    known.reason = reason.strip()
    known.save()
    after = {"reason": known.reason} if known.reason else {}
    record(act="application.withdrawn", by=by, subject=named(known), before=None, after=after, on=on)
    return known


@transaction.atomic
def welcome(*, application: Application, by: str, on: dt.date) -> Application:
    """Note that whoever was admitted was welcomed; the letter is the pages' business. Raises NotToWelcome."""
    known = Application.objects.select_for_update().get(pk=application.pk)
    if known.state != State.ADMITTED or known.welcomed_on is not None:
        raise NotToWelcome(name=known.organisation.name)
    known.welcomed_on = max(on, known.decided_on or on)
    known.save(update_fields=["welcomed_on"])
    record(act="application.welcomed", by=by, subject=named(known), before=None, after=None, on=on)
    return known


@transaction.atomic
def tell_refusal(*, application: Application, by: str, on: dt.date) -> Application:
    """Note that whoever was refused was told so; the letter is the pages' business. Raises NotToTell."""
    known = Application.objects.select_for_update().get(pk=application.pk)
    if known.state != State.REFUSED or known.told_on is not None:
        raise NotToTell(name=known.organisation.name)
    known.told_on = max(on, known.decided_on or on)
    known.save(update_fields=["told_on"])
    record(act="application.refusal_told", by=by, subject=named(known), before=None, after=None, on=on)
    return known


def _refuse_a_wrong_day(known: Application, decided_on: dt.date, on: dt.date) -> None:
    if decided_on > on:
        raise DayToCome(day=decided_on)
    if decided_on < known.received_on:
        raise BeforeItCame(name=known.organisation.name, day=known.received_on)
