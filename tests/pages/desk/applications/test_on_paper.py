"""An application that came on paper is entered with its day, and decided as the board did, after that day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.pages.desk.applications.conftest import LIST, Applies, at, fresh
from tests.pages.desk.applications.test_application import wrong as marked
from tests.visitors import signed_in

from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation
from grappe.apps.members.queries.register import members_on
from grappe.apps.people.models import Person

ENTER = f"{LIST}saisir/"
CAME = dt.date(2026, 3, 2)
BOARD = dt.date(2026, 3, 20)


@pytest.fixture(autouse=True)
def _in_the_region(twist: Cluster) -> None:
    Cluster.objects.filter(pk=twist.pk).update(region="BE3")


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 x")


def told(**more: Any) -> dict[str, Any]:
    return {
        "token": "t" * 32,
        "received_on": CAME,
        "legal_name": "Lin SRL",
        "enterprise_number": "0406.798.006",
        "postal_code": "4000",
        "place": "Liège",
        "country": "BE",
        "fte": "3,5",
        "category": "effective",
        "kind": "enterprise",
        "last_name": "Roy",
        "language": "fr",
        **more,
    }


def wrong(page: str) -> set[str]:
    return marked(HttpResponse(page))


def test_it_is_entered_with_its_day_filed_and_decided_by_a_board_of_before_today(
    team: Client, cast: dict[str, Person], twist: Cluster
) -> None:
    answer = team.post(ENTER, told(file_identity=pdf("bce.pdf")))

    one = Application.objects.get()
    assert answer["Location"] == at(one)
    assert (one.received_on, one.organisation.name, one.link != "") == (CAME, "Lin SRL", True)
    assert list(one.documents.values_list("code", "state", "received_on")) == [
        ("identity", "received", CAME),
        ("presence", "asked", None),
    ]
    first = entries_of(f"application:{one.pk}").filter(act="application.received").get()
    assert (first.on, first.told.by) == (CAME, cast["team"].named)
    presence = one.documents.get(code="presence")
    day = CAME + dt.timedelta(3)
    team.post(
        at(one, f"documents/{presence.pk}/deposer/"),
        {"token": "u" * 32, "file": pdf("onss.pdf"), "received_on": day},
    )
    presence.refresh_from_db()
    assert presence.received_on == day
    for document in one.documents.all():
        team.post(at(one, f"documents/{document.pk}/accepter/"))
    decided = {"outcome": "admit", "category": "effective", "decided_by": "board", "decided_on": BOARD}
    team.post(at(one, "decision/"), {"token": "v" * 32, **decided})

    assert (fresh(one).state, fresh(one).decided_on) == ("admitted", BOARD)
    assert [len(members_on(twist, day)) for day in (BOARD - dt.timedelta(1), BOARD)] == [0, 1]


def test_a_double_click_enters_it_once(team: Client) -> None:
    answers = [team.post(ENTER, told()) for _ in range(2)]

    (one,) = Application.objects.all()
    assert {answer["Location"] for answer in answers} == {at(one)}
    assert Organisation.objects.count() == 1


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(team: Client) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(1)
    later = team.post(ENTER, told(received_on=tomorrow, file_identity=pdf("bce.pdf"))).content.decode()
    number = team.post(ENTER, told(enterprise_number="0406.798.007", last_name="")).content.decode()

    slip = team.post(ENTER, told(received_on=dt.date(1850, 3, 2))).content.decode()

    assert wrong(slip) == {"received_on"}
    assert "Le 2 mars 1850 est il y a plus de 10 ans" in re.sub(r"[\u202f\u00a0]", " ", slip)
    assert wrong(later) == {"received_on", "file_identity"}
    assert "n’est pas encore venu" in later
    assert wrong(number) == {"enterprise_number", "last_name"}
    assert (Application.objects.count(), Organisation.objects.count()) == (0, 0)


def test_one_that_waits_already_is_said_with_its_day(team: Client, applies: Applies) -> None:
    applies("Lin")

    page = team.post(ENTER, told()).content.decode()

    assert wrong(page) == {"legal_name"}
    assert "Lin a déjà une candidature ouverte, reçue le" in page
    assert Application.objects.count() == 1


def test_an_organisation_of_the_book_applies_from_its_own_page(team: Client, twist: Cluster) -> None:
    lin = enter(cluster=twist, name="Lin", by="person:1", on=CAME)
    page = team.get(f"/bureau/grappes/twist/membres/fiches/{lin.code}/").content.decode()
    assert f'href="{ENTER}{lin.code}/"' in page

    asked = {name: value for name, value in told().items() if name not in ("legal_name", "fte")}
    team.post(f"{ENTER}{lin.code}/", asked)
    again = team.post(f"{ENTER}{lin.code}/", {**asked, "token": "u" * 32}).content.decode()

    one = Application.objects.get()
    assert (one.organisation, one.received_on, str(one.contact)) == (lin, CAME, "Roy")
    assert "Lin a déjà une candidature ouverte" in again
    assert lin.contacts.count() == 1


@pytest.mark.parametrize(
    ("days", "why"), [(-9, "a été demandé le"), (1, "n’est pas encore venu : donnez le jour")]
)
def test_a_document_comes_neither_before_it_is_asked_nor_tomorrow(
    team: Client, applies: Applies, today: dt.date, days: int, why: str
) -> None:
    one = applies()
    document = one.documents.get(code="identity")

    page = team.post(
        at(one, f"documents/{document.pk}/deposer/"),
        {"file": pdf("bce.pdf"), "received_on": today + dt.timedelta(days)},
    ).content.decode()

    assert (wrong(page), why in page) == ({"received_on"}, True)
    document.refresh_from_db()
    assert document.state == "asked"


def test_nobody_but_the_team_enters_one(cast: dict[str, Person]) -> None:
    answers = {name: signed_in(person).post(ENTER, told()).status_code for name, person in cast.items()}

    assert Application.objects.count() == 1
    assert {name for name, status in answers.items() if status == 302} == {"team", "lead", "administrator"}
