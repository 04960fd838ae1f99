"""The path of an application: form, documents, conditions, decision, welcome."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from tests.apps.applications.conftest import BY, MAY, Applies, pdf

from grappe.apps.applications.acts import documents
from grappe.apps.applications.acts.applying import apply_again
from grappe.apps.applications.acts.deciding import (
    decide_to_admit,
    decide_to_refuse,
    tell_refusal,
    welcome,
    withdraw,
)
from grappe.apps.applications.acts.judging import judge
from grappe.apps.applications.acts.links import renew_link, revoke_link
from grappe.apps.applications.acts.reopening import reopen
from grappe.apps.applications.models import Application, ApplicationDocument
from grappe.apps.applications.queries.asked import asked_of
from grappe.apps.applications.queries.waiting import (
    application_of,
    closed_applications,
    lines_of,
    open_applications,
)
from grappe.apps.applications.rules import refusals
from grappe.apps.applications.rules.documents import Wanted, standing_of
from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.membership import OfAnotherCluster
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.queries.register import register

JUNE, JULY = dt.date(2026, 6, 1), dt.date(2026, 7, 1)


def fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def asked(application: Application, code: str = "identity") -> ApplicationDocument:
    return application.documents.exclude(state="refused").get(code=code)


def file_all(application: Application, on: dt.date = MAY) -> None:
    for document in application.documents.filter(state="asked"):
        documents.file_document(document=document, file=pdf(), by="system:adhesion", on=on)


def accept_all(application: Application, on: dt.date = MAY) -> None:
    file_all(application, on)
    for document in application.documents.filter(state="received"):
        documents.accept_document(document=document, by=BY, on=on)


def acts_of(application: Application) -> list[str]:
    return list(entries_of(f"application:{application.pk}").order_by("number").values_list("act", flat=True))


def test_whoever_applies_is_in_the_book_and_no_member(applies: Applies, twist: Cluster) -> None:
    application, secret = applies()

    assert twist.organisations.get() == application.organisation
    assert register(twist, day=JUNE) == []
    assert application.organisation.identities.get().act.enterprise_number == "0406798006"
    assert application.organisation.contacts.get().visibility == "hidden"
    assert application_of(secret) == application


def test_an_effective_member_is_asked_for_its_presence_too(effective: Category, adherent: Category) -> None:
    assert [one.code for one in asked_of(effective)] == ["identity", "presence"]
    assert [one.code for one in asked_of(adherent)] == ["identity"]


def test_an_application_goes_from_incomplete_to_member(applies: Applies, twist: Cluster) -> None:
    application, _ = applies(files={"identity": pdf()})
    assert (application.state, [line.lacking for line in lines_of(open_applications(twist), MAY)]) == (
        "incomplete",
        [((asked(application, "presence").label, MAY),)],
    )

    documents.file_document(document=asked(application, "presence"), file=pdf(), by="system:adhesion", on=MAY)
    assert fresh(application).state == "received"
    accept_all(application)
    assert fresh(application).state == "complete"
    decide_to_admit(application=application, decided_on=JUNE, by=BY, on=JULY)
    welcome(application=application, by=BY, on=JULY)

    (line,) = register(twist, day=JUNE)
    application = fresh(application)
    assert (line.name, line.joined_on, line.membership_act) == ("Forge Été", JUNE, application.admission_id)
    assert register(twist, day=JUNE - dt.timedelta(days=1)) == []
    assert (application.state, application.welcomed_on) == ("admitted", JULY)
    assert application.admission is not None
    assert (application.admission.decided_by, application.admission.decided_on) == ("board", JUNE)
    assert acts_of(application) == [
        "application.received",
        "application.document_filed",
        "application.document_accepted",
        "application.document_accepted",
        "application.admitted",
        "application.welcomed",
    ]


def test_a_form_sent_twice_is_one_application(applies: Applies, twist: Cluster) -> None:
    first, secret = applies(form="a" * 32)
    lines = Entry.objects.count()
    second, none = applies(form="a" * 32, name="Forge Été")

    assert (second, none, twist.organisations.count(), Entry.objects.count()) == (first, "", 1, lines)
    assert secret


def test_a_document_refused_is_asked_anew_and_its_file_stays(applies: Applies) -> None:
    application, _ = applies(files={"identity": pdf(), "presence": pdf()})
    with pytest.raises(refusals.NoReason):
        documents.refuse_document(document=asked(application), reason=" ", by=BY, on=MAY)
    documents.refuse_document(document=asked(application), reason="Date de 2019", by=BY, on=MAY)

    old, new = application.documents.filter(code="identity")
    assert (old.state, old.reason, bool(old.file)) == ("refused", "Date de 2019", True)
    assert (new.state, new.label, fresh(application).state) == ("asked", old.label, "incomplete")


def test_a_file_replaced_before_it_is_read_is_deleted(applies: Applies) -> None:
    application, _ = applies(files={"identity": pdf("first.pdf")})
    documents.file_document(document=asked(application), file=pdf("second.pdf"), by=BY, on=MAY)

    kept = sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*.pdf"))
    assert (kept, asked(application).named) == (["second.pdf"], "second.pdf")


def test_a_document_judged_is_neither_replaced_nor_judged_again(applies: Applies) -> None:
    application, _ = applies(files={"identity": pdf()})
    documents.accept_document(document=asked(application), by=BY, on=MAY)

    with pytest.raises(refusals.NotAwaited):
        documents.file_document(document=asked(application), file=pdf(), by=BY, on=MAY)
    with pytest.raises(refusals.NotAFile):
        documents.accept_document(document=asked(application), by=BY, on=MAY)


def test_a_document_accepted_by_mistake_is_read_again(applies: Applies) -> None:
    application, _ = applies()
    accept_all(application)
    documents.reopen_document(document=asked(application), by=BY, on=JUNE)

    document = asked(application)
    assert (document.state, document.judged_by, fresh(application).state) == ("received", "", "received")
    with pytest.raises(refusals.NotAccepted):
        documents.reopen_document(document=document, by=BY, on=JUNE)
    assert acts_of(application)[-1] == "application.document_reopened"


def test_one_more_document_is_asked_or_no_longer(applies: Applies) -> None:
    application, _ = applies()
    accept_all(application)
    more = documents.ask_for_document(application=application, code="bank", label="Bilan", by=BY, on=MAY)
    assert fresh(application).state == "incomplete"
    with pytest.raises(refusals.AskedAlready):
        documents.ask_for_document(application=application, code="bank", label="Bilan", by=BY, on=MAY)

    documents.drop_demand(document=more, by=BY, on=MAY)
    assert fresh(application).state == "complete"
    with pytest.raises(refusals.NotAwaited):
        documents.drop_demand(document=asked(application), by=BY, on=MAY)


def test_a_cluster_says_what_it_asks_even_that_it_asks_nothing(applies: Applies, effective: Category) -> None:
    documents.ask_of_category(category=effective, documents=[Wanted("cv", "Présentation")], by=BY, on=MAY)
    assert [one.label for one in asked_of(effective)] == ["Présentation"]

    documents.ask_of_category(category=effective, documents=[], by=BY, on=MAY)
    application, _ = applies()
    assert (asked_of(effective), application.state) == ((), "complete")


def test_nobody_is_admitted_while_a_document_lacks(applies: Applies) -> None:
    application, _ = applies(files={"identity": pdf()})

    with pytest.raises(refusals.DocumentsLack):
        decide_to_admit(application=application, decided_on=JUNE, by=BY, on=JUNE)


def test_nobody_is_admitted_against_the_statutes_until_it_is_shown(applies: Applies, twist: Cluster) -> None:
    application, _ = applies(site={"fte": Decimal("0.5")})
    accept_all(application)
    with pytest.raises(refusals.NotEligible) as refused:
        decide_to_admit(application=application, decided_on=JUNE, by=BY, on=JUNE)
    assert "temps plein" in refused.value.sentences()[0]

    judge(
        application=application,
        criterion="person_at_work",
        answer="met",
        source="document",
        document=asked(application, "presence"),
        words="Attestation ONSS du 2e trimestre : un temps plein",
        as_of=MAY,
        by=BY,
        on=JUNE,
    )
    decide_to_admit(application=application, decided_on=JUNE, by=BY, on=JUNE)

    assert [line.name for line in register(twist, day=JUNE)] == ["Forge Été"]


def test_an_adherent_member_is_admitted_from_anywhere(
    applies: Applies, adherent: Category, twist: Cluster
) -> None:
    application, _ = applies(category=adherent, site={"postal_code": "59000", "country": "FR"})
    accept_all(application)
    decide_to_admit(application=application, decided_on=JUNE, by=BY, on=JUNE)

    assert [line.base for line in register(twist, day=JUNE)] == ["adherent"]


def test_evidence_is_of_a_day_that_came_and_of_the_application_itself(applies: Applies) -> None:
    application, _ = applies()
    another, _ = applies(name="Autre")
    told = {"criterion": "place_in_region", "answer": "met", "words": "Vu", "by": BY, "on": MAY}

    with pytest.raises(refusals.DayToCome):
        judge(application=application, source="statement", as_of=JUNE, **told)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="document"):
        judge(application=application, source="document", document=asked(another), as_of=MAY, **told)  # type: ignore[arg-type]


def test_a_decision_is_of_a_day_that_came_after_the_application(applies: Applies) -> None:
    application, _ = applies()

    with pytest.raises(refusals.DayToCome):
        decide_to_refuse(application=application, reason="Non", decided_on=JULY, by=BY, on=JUNE)
    with pytest.raises(refusals.BeforeItCame):
        decide_to_refuse(
            application=application, reason="Non", decided_on=dt.date(2026, 5, 3), by=BY, on=JUNE
        )
    with pytest.raises(refusals.NoReason):
        decide_to_refuse(application=application, reason="", decided_on=JUNE, by=BY, on=JUNE)


def test_nothing_is_added_to_what_is_over(applies: Applies, twist: Cluster) -> None:
    application, _ = applies()
    decide_to_refuse(application=application, reason="Hors du domaine", decided_on=JUNE, by=BY, on=JUNE)

    with pytest.raises(refusals.AlreadyOver):
        withdraw(application=application, by=BY, on=JUNE)
    with pytest.raises(refusals.AlreadyOver):
        documents.file_document(document=asked(application), file=pdf(), by=BY, on=JUNE)
    with pytest.raises(refusals.NotToWelcome):
        welcome(application=application, by=BY, on=JUNE)
    assert list(closed_applications(twist)) == [application]


def test_who_was_refused_may_apply_again_and_a_member_may_not(applies: Applies, effective: Category) -> None:
    application, _ = applies()
    told = {
        "organisation": application.organisation,
        "category": effective,
        "member_kind": "enterprise",
        "contact": None,
        "language": "fr",
        "by": BY,
    }
    with pytest.raises(refusals.AlreadyApplied):
        apply_again(on=MAY, **told)  # type: ignore[arg-type]
    withdraw(application=application, by=BY, on=MAY, reason="Pas le moment")
    again, _ = apply_again(on=JUNE, **told)  # type: ignore[arg-type]
    accept_all(again, JUNE)
    decide_to_admit(application=again, decided_on=JUNE, by=BY, on=JUNE)

    with pytest.raises(refusals.AlreadyThere):
        apply_again(on=JUNE, **told)  # type: ignore[arg-type]


def test_an_organisation_of_another_cluster_is_not_taken(twist: Cluster, effective: Category) -> None:
    eau = found(slug="eau", name="Eau", by=BY, on=MAY)
    stranger = enter(cluster=eau, name="Source", by=BY, on=MAY)

    with pytest.raises(OfAnotherCluster):
        apply_again(
            organisation=stranger,
            category=effective,
            member_kind="enterprise",
            contact=None,
            language="fr",
            by=BY,
            on=MAY,
        )
    assert twist.applications.count() == 0


def test_a_link_that_is_renewed_or_taken_back_leads_nowhere(applies: Applies) -> None:
    application, first = applies()
    second = renew_link(application=application, by=BY, on=MAY)
    assert (application_of(first), application_of(second)) == (None, application)

    revoke_link(application=application, by=BY, on=MAY)
    assert (application_of(second), application_of("")) == (None, None)


@pytest.mark.parametrize(
    ("states", "standing"),
    [
        ([], "complete"),
        (["accepted"], "complete"),
        (["accepted", "refused"], "complete"),
        (["accepted", "received"], "received"),
        (["received", "asked"], "incomplete"),
    ],
)
def test_an_application_stands_by_its_documents(states: list[str], standing: str) -> None:
    assert standing_of(states) == standing


def test_an_application_closed_by_mistake_is_opened_again_and_the_journal_keeps_what_it_was(
    applies: Applies,
) -> None:
    application, _ = applies()
    file_all(application)
    decide_to_refuse(application=application, reason="Hors du domaine", decided_on=JUNE, by=BY, on=JUNE)
    tell_refusal(application=application, by=BY, on=JUNE)

    with pytest.raises(refusals.NoReasonToReopen):
        reopen(application=application, reason=" ", by=BY, on=JULY)
    reopen(application=application, reason="Le conseil s’est ravisé", by=BY, on=JULY)

    again, line = fresh(application), entries_of(f"application:{application.pk}").last()
    assert (again.state, again.state_since, again.reason) == ("received", JULY, "")
    assert (again.decided_by, again.decided_on, again.told_on) == ("", None, None)
    assert line is not None
    assert json.loads(line.told.before) == {
        "state": "refused",
        "motive": "Hors du domaine",
        "decided_by": "board",
        "decided_on": "2026-06-01",
    }
    accept_all(application, JULY)
    assert decide_to_admit(application=application, decided_on=JULY, by=BY, on=JULY).state == "admitted"


def test_only_what_is_closed_without_a_member_is_opened_again(applies: Applies, effective: Category) -> None:
    application, _ = applies()
    with pytest.raises(refusals.NotToReopen):
        reopen(application=application, reason="Encore", by=BY, on=JUNE)
    withdraw(application=application, by=BY, on=MAY)
    another, _ = apply_again(
        organisation=application.organisation,
        category=effective,
        member_kind="enterprise",
        contact=None,
        language="fr",
        by=BY,
        on=JUNE,
    )

    with pytest.raises(refusals.AlreadyApplied):
        reopen(application=application, reason="Encore", by=BY, on=JUNE)
    accept_all(another, JUNE)
    decide_to_admit(application=another, decided_on=JUNE, by=BY, on=JUNE)
    with pytest.raises(refusals.NotToReopen):
        reopen(application=another, reason="Encore", by=BY, on=JUNE)
    with pytest.raises(refusals.AlreadyThere):
        reopen(application=application, reason="Encore", by=BY, on=JUNE)
