"""Of two organisations that are made one, the applications are found from the one that stays."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from tests.pages.desk.applications.conftest import LIST, Applies

from grappe.apps.clusters.models import Cluster
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
