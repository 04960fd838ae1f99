"""What can never be true of an application is refused by the database itself, whoever asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from grappe.apps.applications.models import Application, ApplicationDocument, AskedOfCategory, Evidence
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation

MAY, JUNE = dt.date(2026, 5, 4), dt.date(2026, 6, 1)
APRIL = dt.date(2026, 4, 1)
Make = Callable[[Cluster], Any]


def organisation(cluster: Cluster) -> Organisation:
    return enter(cluster=cluster, name="Forge", by="person:1", on=APRIL)


def category(cluster: Cluster) -> Category:
    return cluster.categories.get(code="effective")


def application(cluster: Cluster, **told: Any) -> Application:
    given = {
        "cluster": cluster,
        "organisation": told.pop("organisation", None) or organisation(cluster),
        "category": category(cluster),
        "member_kind": "enterprise",
        "received_on": MAY,
        "state_since": MAY,
        **told,
    }
    return Application.objects.create(**given)


def decided(cluster: Cluster, state: str, **told: Any) -> Application:
    given = {"state": state, "decided_by": "board", "decided_on": JUNE, "reason": "Hors du domaine", **told}
    return application(cluster, **given)


def admitted(cluster: Cluster, **told: Any) -> Application:
    made = organisation(cluster)
    act = admit(organisation=made, category=category(cluster), kind="enterprise", by="person:1", on=JUNE)
    return decided(cluster, "admitted", **{"organisation": made, "admission": act, **told})


def document(cluster: Cluster, **told: Any) -> ApplicationDocument:
    given = {"code": "identity", "label": "Extrait", "asked_on": MAY, **told}
    of = given.pop("application", None) or application(cluster)
    return ApplicationDocument.objects.create(application=of, **given)


def came(cluster: Cluster, **told: Any) -> ApplicationDocument:
    return document(cluster, **{"state": "received", "file": "a.pdf", "received_on": JUNE, **told})


def read(cluster: Cluster, **told: Any) -> ApplicationDocument:
    given = {"state": "refused", "judged_on": JUNE, "judged_by": "person:1", "reason": "Trop vieux", **told}
    return came(cluster, **given)


def asked(cluster: Cluster, **told: Any) -> AskedOfCategory:
    return AskedOfCategory.objects.create(
        **{"category": category(cluster), "code": "identity", "label": "Extrait", **told}
    )


def evidence(cluster: Cluster, **told: Any) -> Evidence:
    given = {
        "criterion": "place_in_region",
        "answer": "met",
        "as_of": MAY,
        "source": "registry",
        "words": "BCE, unité 2.1",
        "on": MAY,
        "by": "person:1",
        **told,
    }
    return Evidence.objects.create(application=application(cluster), **given)


def twice(make: Callable[..., Any], **told: Any) -> Make:
    def both(cluster: Cluster) -> None:
        make(cluster, **told)
        make(cluster, **told)

    return both


def two_at_once(cluster: Cluster) -> None:
    made = organisation(cluster)
    application(cluster, organisation=made)
    application(cluster, organisation=made, state="complete")


def two_demands(cluster: Cluster) -> None:
    of = application(cluster)
    document(cluster, application=of)
    came(cluster, application=of)


NEVER: dict[str, Make] = {
    "application_state_is_known": lambda c: application(c, state="lost"),
    "application_is_decided_by_somebody_on_a_day": lambda c: decided(c, "refused", decided_by=""),
    "application_is_decided_after_it_came": lambda c: decided(c, "refused", decided_on=APRIL),
    "application_is_refused_with_a_reason": lambda c: decided(c, "refused", reason=""),
    "application_is_admitted_by_an_act": lambda c: decided(c, "admitted"),
    "application_is_welcomed_once_admitted": lambda c: application(c, welcomed_on=JUNE),
    "application_is_told_once_refused": lambda c: application(c, told_on=JUNE),
    "application_state_follows_its_coming": lambda c: application(c, state_since=APRIL),
    "application_is_one_at_a_time": two_at_once,
    "application_form_is_taken_once": twice(application, form="x" * 32),
    "application_link_is_its_own": twice(application, link="x" * 64),
    "application_document_state_is_known": lambda c: came(c, state="lost"),
    "application_document_is_there_with_its_day": lambda c: came(c, file=""),
    "application_document_comes_after_it_is_asked": lambda c: came(c, received_on=APRIL),
    "application_document_is_judged_by_somebody": lambda c: read(c, judged_by=""),
    "application_document_is_refused_with_a_reason": lambda c: read(c, reason=""),
    "application_document_has_a_label": lambda c: document(c, label=""),
    "application_document_is_asked_once": two_demands,
    "asked_document_code_is_its_own": twice(asked),
    "asked_document_has_a_label": lambda c: asked(c, label=""),
    "evidence_criterion_is_known": lambda c: evidence(c, criterion="good_name"),
    "evidence_answer_is_known": lambda c: evidence(c, answer="perhaps"),
    "evidence_has_its_source": lambda c: evidence(c, source="document"),
    "evidence_says_what_it_rests_on": lambda c: evidence(c, words=""),
    "evidence_is_of_no_day_to_come": lambda c: evidence(c, as_of=JUNE),
}
"""By name of the constraint: what breaks it and no other."""
LAWFUL: list[Make] = [application, admitted, document, came, read, asked, evidence]


@pytest.mark.parametrize("constraint", NEVER)
def test_the_database_refuses_what_can_never_be_true(constraint: str, twist: Cluster) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        NEVER[constraint](twist)

    # SQLite names the columns of a unique constraint, and not the constraint.
    assert constraint in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)


def test_the_database_takes_what_may_be_true(twist: Cluster) -> None:
    for make in LAWFUL:
        make(twist)
    of = application(twist)
    read(twist, application=of), document(twist, application=of)
    decided(twist, "refused", organisation=of.organisation)

    assert Application.objects.count() == len(LAWFUL) + 1


def test_no_constraint_of_these_tables_is_without_a_test_that_breaks_it() -> None:
    named = {
        constraint.name
        for model in apps.get_app_config("applications").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.BaseConstraint)
    }

    assert named == set(NEVER)
