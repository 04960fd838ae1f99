"""From a member's page somebody without an account is invited to speak for it, or no longer is."""

from __future__ import annotations

import datetime as dt
import re
from unittest.mock import patch

from django.db import connection
from django.test import Client
from tests.forms import hidden
from tests.pages.account.test_entering import mails
from tests.visitors import signed_in, visitor

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.membership import end_membership
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import MembershipAct, Organisation
from grappe.apps.people.models import Invitation, Person
from grappe.apps.settings.installation import Installation

ZOE = {"email": "zoe@example.be", "part": "editor", "language": "nl"}


def of(one: Organisation, rest: str = "") -> str:
    return f"/bureau/grappes/twist/membres/fiches/{one.code}/{rest}"


def invite(team: Client, forge: Organisation, **told: str) -> str:
    address = of(forge, "inviter/")
    return team.post(address, {**hidden(team, address), **ZOE, **told}, follow=True).content.decode()


def test_who_is_invited_is_told_in_their_language_and_speaks_for_the_member(
    team: Client, forge: Organisation, installation: Installation
) -> None:
    page = invite(team, forge)

    (mail,) = mails(installation)
    assert (mail.to, "vertegenwoordiger van Forge Été" in mail.text) == ("zoe@example.be", True)
    assert ("zoe@example.be" in page, "invitation sans réponse" in page) == (True, True)
    link = re.search(r"/invitation/\?cle=[\w-]+", mail.text)
    assert link is not None
    visitor().post(link[0], {"first_name": "Zoé", "last_name": "Martin"})

    page = team.get(of(forge)).content.decode()
    assert ("Zoé Martin" in page, "invitation sans réponse" in page) == (True, False)
    again = invite(team, forge)
    assert "zoe@example.be représente déjà" in again
    assert Invitation.objects.count() == 1


def test_an_invitation_that_is_taken_back_leads_nowhere(
    team: Client, forge: Organisation, installation: Installation
) -> None:
    invite(team, forge)
    address = of(forge, f"invitations/{Invitation.objects.get().pk}/retirer/")
    page = team.get(of(forge)).content.decode()
    assert [f'action="{address.replace("retirer", what)}"' in page for what in ("retirer", "renvoyer")] == [
        True,
        True,
    ]
    link = re.search(r"/invitation/\?cle=[\w-]+", mails(installation)[0].text)
    assert link is not None

    assert team.get(address)["Location"] == of(forge)
    assert "Rien n’a été changé" in team.get(of(forge)).content.decode()
    answers = [team.get(address).status_code, *(team.post(address).status_code for _ in range(2))]

    assert (answers, visitor().get(link[0]).status_code) == ([302, 302, 302], 410)
    assert "invitation sans réponse" not in team.get(of(forge)).content.decode()


def test_where_the_letter_cannot_leave_the_invitation_stands_and_another_takes_its_place(
    team: Client, forge: Organisation, installation: Installation
) -> None:
    locked = []

    def fail(_: object) -> None:
        locked.append(connection.in_atomic_block)
        raise ConnectionRefusedError

    with patch("django.core.mail.message.EmailMessage.send", fail):
        page = invite(team, forge)
    again = invite(team, forge)

    assert ("sa lettre n’est pas partie" in page, locked) == (True, [False])
    assert again.count("invitation sans réponse") == 1
    assert len(mails(installation)) == 1


def test_nobody_is_invited_to_speak_for_who_is_no_member(
    team: Client, cast: dict[str, Person], twist: Cluster, forge: Organisation
) -> None:
    candidate = enter(cluster=twist, name="Candidat", by="person:1", on=dt.date(2020, 1, 1))
    assert "inviter/" in team.get(of(forge)).content.decode()
    end_membership(
        organisation=forge, kind=MembershipAct.Kind.RESIGNED, by="person:1", on=dt.date(2021, 1, 1)
    )

    assert "inviter/" not in team.get(of(forge)).content.decode()
    assert [team.get(of(one, "inviter/")).status_code for one in (forge, candidate)] == [404, 404]
    assert signed_in(cast["evaluator"]).get(of(forge, "inviter/")).status_code == 404
