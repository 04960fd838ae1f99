"""An organisation leaves the book at the desk, and comes back."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from tests.forms import hidden

from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.doubles.acts.merging import merge
from grappe.apps.members.models import Contact, Organisation
from grappe.apps.members.rules.visibility import FIELDS
from grappe.apps.people.models import Person

MEMBERS = "/bureau/grappes/twist/membres/"
DAY = dt.date(2026, 3, 1)
NOT_YET = f"{MEMBERS}?etat=never"


@pytest.fixture
def lin(twist: Cluster) -> Organisation:
    return enter(cluster=twist, name="Lin", by="person:1", on=DAY)


def sent(team: Client, one: Organisation, what: str, **told: str) -> str:
    address = f"{MEMBERS}fiches/{one.code}/{what}/"
    return team.post(address, told, follow=True).content.decode()


def test_it_leaves_for_a_reason_and_comes_back(team: Client, lin: Organisation) -> None:
    page = f"{MEMBERS}fiches/{lin.code}/"
    assert f'{page}retrait/"' in team.get(page).content.decode()
    assert ">Lin<" in team.get(NOT_YET).content.decode()

    gone = sent(team, lin, "retrait", reason="Inscrite par erreur")

    assert "Retirée du carnet le" in gone
    assert "« Inscrite par erreur »" in gone
    assert ("Hors du carnet" in gone, "Pas encore membre" in gone) == (True, False)
    assert ('retrait/"' in gone, 'admettre/"' in gone, 'retour/"' in gone) == (False, False, True)
    assert ">Lin<" not in team.get(NOT_YET).content.decode()
    back = sent(team, lin, "retour")
    assert ("Retirée du carnet le" in back, 'retrait/"' in back) == (False, True)
    assert ">Lin<" in team.get(NOT_YET).content.decode()


OFFERED = re.compile(r'(?:href|action)="[^"]*/(?:fiches/m\d+|taches|candidatures)/([^"]*)"')


def offered(team: Client, one: Organisation) -> set[str]:
    """What the page of an organisation offers to do with it, by the end of the address."""
    page = team.get(f"{MEMBERS}fiches/{one.code}/").content.decode()
    return {end.partition("?")[0] for end in OFFERED.findall(page)} - {""}


def parts_of(one: Organisation) -> tuple[int, ...]:
    return one.contacts.count(), one.sites.count(), one.activities.count(), one.tasks.count()


def test_once_out_nothing_is_offered_but_to_come_back(team: Client, lin: Organisation) -> None:
    declare(organisation=lin, by="person:1", on=DAY, legal_name="Lin SA")
    act = lin.identity_acts.get().pk
    before = offered(team, lin)
    sent(team, lin, "retrait", reason="Inscrite par erreur")

    ways = {"contacts/nouveau/", "etablissements/nouveau/", "ajouter/", f"actes/identity/{act}/corriger/"}
    assert ways <= before
    assert offered(team, lin) == {"retour/"}


@pytest.mark.parametrize(
    "what",
    ["contacts/nouveau", "etablissements/nouveau", "fiche", "activites", "identite", "representant"],
)
def test_what_is_sent_all_the_same_is_refused_with_a_sentence(
    team: Client, cast: dict[str, Person], lin: Organisation, what: str
) -> None:
    told = {
        "last_name": "Lourd",
        "visibility": "members",
        "postal_code": "4000",
        "place": "Liège",
        "country": "BE",
        "name": "Lin bis",
        "codes": "59.111",
        "version": "2025",
        **{f"seen_{field}": "members" for field in FIELDS},
        "legal_name": "Lin SA",
        "email": cast["team"].email,
        "part": "reader",
        "on": "2026-03-01",
    }
    address = f"{MEMBERS}fiches/{lin.code}/{what}/"
    form = {**hidden(team, address), **told}
    sent(team, lin, "retrait", reason="Inscrite par erreur")
    lines = entries_of(f"organisation:{lin.pk}").count()

    page = team.post(address, form, follow=True).content.decode()

    assert "« Lin » a été retirée du carnet : remettez-la d’abord dans le carnet." in page
    assert (parts_of(lin), entries_of(f"organisation:{lin.pk}").count()) == ((0, 0, 0, 0), lines)


def test_a_task_or_an_application_of_who_is_out_is_refused_with_a_sentence(
    team: Client, lin: Organisation
) -> None:
    task = f"/bureau/grappes/twist/taches/ajouter/?sur=organisation:{lin.pk}"
    paper = f"/bureau/grappes/twist/candidatures/saisir/{lin.code}/"
    forms = {
        task: {**hidden(team, task), "title": "Relancer", "about": f"organisation:{lin.pk}"},
        paper: {
            **hidden(team, paper),
            "received_on": "2026-03-01",
            "category": "effective",
            "kind": "enterprise",
            "last_name": "Lourd",
            "language": "fr",
        },
    }
    sent(team, lin, "retrait", reason="Inscrite par erreur")

    pages = [team.post(address, form, follow=True).content.decode() for address, form in forms.items()]

    said = "« Lin » a été retirée du carnet : remettez-la d’abord dans le carnet."
    assert [said in page for page in pages] == [True, True]
    assert (parts_of(lin), lin.applications.count()) == ((0, 0, 0, 0), 0)


def test_the_people_that_a_double_still_has_are_only_to_be_forgotten(
    team: Client, lin: Organisation, forge: Organisation
) -> None:
    for one in (lin, forge):
        Contact.objects.create(organisation=one, last_name="Lourd")
    merge(winner=forge, loser=lin, by="person:1", on=DAY)
    (left,) = lin.contacts.all()

    assert offered(team, lin) == {f"contacts/{left.pk}/retirer/"}
    refused = sent(team, lin, f"contacts/{left.pk}", last_name="Autre", visibility="members")
    assert (
        f"« Lin » a été réunie avec « Forge Été » ({forge.code}) : c’est cette fiche-là qui reste." in refused
    )
    sent(team, lin, f"contacts/{left.pk}/retirer")
    assert (lin.contacts.count(), forge.contacts.count()) == (0, 1)


def test_what_is_wrong_is_said_at_the_reason(team: Client, lin: Organisation, forge: Organisation) -> None:
    without = sent(team, lin, "retrait", reason="")
    member = sent(team, forge, "retrait", reason="Par erreur")

    assert 'id="id_reason_error"' in without
    assert "Forge Été est ou a été membre" in member
    assert Organisation.objects.filter(out_since__isnull=False).count() == 0
