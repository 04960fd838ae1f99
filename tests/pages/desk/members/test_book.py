"""An organisation leaves the book at the desk, and comes back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation

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


def test_what_is_wrong_is_said_at_the_reason(team: Client, lin: Organisation, forge: Organisation) -> None:
    without = sent(team, lin, "retrait", reason="")
    member = sent(team, forge, "retrait", reason="Par erreur")

    assert 'id="id_reason_error"' in without
    assert "Forge Été est ou a été membre" in member
    assert Organisation.objects.filter(out_since__isnull=False).count() == 0
