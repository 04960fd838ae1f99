"""Of two organisations that are made one, the applications are found from the one that stays."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from tests.pages.desk.applications.conftest import LIST, Applies

from grappe.apps.applications.acts.deciding import withdraw
from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.doubles.acts.merging import merge

MEMBERS = "/bureau/grappes/twist/membres/"
DAY = dt.date(2026, 3, 1)


def test_a_doubles_page_leads_to_the_one_that_stays_which_has_its_application(
    twist: Cluster, team: Client, applies: Applies
) -> None:
    lin, came = enter(cluster=twist, name="Lin", by="person:1", on=DAY), applies("Forge Ete")
    double = came.organisation

    merge(winner=lin, loser=double, by="person:1", on=DAY)

    gone = team.get(f"{MEMBERS}fiches/{double.code}/").content.decode()
    stays = team.get(f"{MEMBERS}fiches/{lin.code}/").content.decode()
    its = team.get(f"{LIST}{came.pk}/").content.decode()
    assert "Un doublon, réuni le 1er mars 2026 avec une autre fiche :" in gone
    assert f'<a href="{MEMBERS}fiches/{lin.code}/">Lin</a>' in gone
    assert ('retour/"' in gone, 'admettre/"' in gone) == (False, False)
    assert f'href="{LIST}{came.pk}/">Candidature du' in stays
    assert "la candidature de son doublon" in stays
    assert ('saisir/m01/"' in stays, 'retrait/"' in stays) == (False, False)
    assert "<title>Lin" in its
    assert f"{MEMBERS}fiches/{lin.code}/" in its


def test_who_has_applied_is_not_to_be_admitted_beside_its_application(
    team: Client, applies: Applies, today: dt.date
) -> None:
    came = applies("Forge")
    address = f"{MEMBERS}fiches/{came.organisation.code}/"

    waits = team.get(address).content.decode()
    withdraw(application=came, by="person:1", on=today)
    over = team.get(address).content.decode()

    told = f'et que la décision se prend. <a href="{LIST}{came.pk}/">Candidature du'
    assert [told in page for page in (waits, over)] == [True, False]
    assert ['admettre/"' in page for page in (waits, over)] == [False, True]


@pytest.mark.parametrize("ready", [True, False])
def test_an_application_of_one_that_is_a_member_by_now_is_only_to_be_closed(
    twist: Cluster, team: Client, complete: Application, applies: Applies, today: dt.date, *, ready: bool
) -> None:
    came = complete if ready else applies("Zinc", files=("identity",))
    lin = enter(cluster=twist, name="Lin", by="person:1", on=DAY)
    effective = twist.categories.get(code="effective")
    admit(organisation=lin, category=effective, kind="enterprise", by="person:1", on=DAY)

    def listed(state: str) -> list[str]:
        page = team.get(LIST, {"etat": state}).content.decode()
        return [name for name in ("Forge Été", "Lin", "Zinc") if f">{name}</a></th>" in page]

    def its() -> str:
        return team.get(f"{LIST}{came.pk}/").content.decode()

    said = "Lin est déjà membre depuis le 1er mars 2026"
    assert (listed("member_already"), said in its()) == ([], False)

    merge(winner=lin, loser=came.organisation, by="person:1", on=today)

    others = [] if ready else ["Forge Été"]
    assert listed("complete") == others
    assert [listed(state) for state in ("incomplete", "received")] == [[], []]
    assert (listed("member_already"), listed("waiting")) == (["Lin"], [*others, "Lin"])
    assert '<span class="tag care">Déjà membre</span>' in team.get(LIST).content.decode()
    page = its()
    assert (said in page, "le conseil peut décider" in page, "Il manque" in page) == (True, False, False)
    first = re.findall(r'<a class="button small" href="([^"]*)"', page)
    assert first == [f"{LIST}{came.pk}/retrait/"]

    withdraw(application=came, by="person:1", on=today)

    assert (listed("member_already"), said in its(), listed("withdrawn")) == ([], False, ["Lin"])
