"""The team at its desk: who is what, who is invited, who may say so, and the last who leads."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.forms import hidden
from tests.pages.account.test_entering import mails
from tests.visitors import signed_in

from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.membership import admit, end_membership
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.granting import representative
from grappe.apps.members.models import MembershipAct, Organisation, RepresentationAct
from grappe.apps.people.acts.inviting import invitation_of, invite
from grappe.apps.people.models import Invitation, Person
from grappe.apps.settings.installation import Installation

PAGE = "/bureau/grappes/twist/equipe/"
LONG_AGO = dt.date(2020, 1, 1)
TOLD = {"email": "Zoe@Example.be", "kind": "team", "language": "nl"}


def invited(lead: Person, cluster: Cluster, email: str = "zoe@example.be") -> tuple[Invitation, str]:
    given = {"kind": "role", "role": "team", "cluster": cluster.pk}
    return invite(email=email, language="nl", grants=[given], by=lead, on=LONG_AGO)


def member_of(cluster: Cluster, name: str) -> Organisation:
    one = enter(cluster=cluster, name=name, by="person:1", on=LONG_AGO)
    held = cluster.categories.get(code="effective")
    admit(organisation=one, category=held, kind="enterprise", by="person:1", on=LONG_AGO)
    return one


def asked_to_speak(member: Organisation, by: Person, email: str = "zoe@example.be") -> Invitation:
    given = representative(member, RepresentationAct.Part.EDITOR)
    return invite(email=email, language="nl", grants=[given], by=by, on=LONG_AGO)[0]


def of(member: Organisation, rest: str = "") -> str:
    return f"/bureau/grappes/twist/membres/fiches/{member.code}/{rest}"


def test_the_page_tells_who_is_what_since_when(cast: dict[str, Person]) -> None:
    page = signed_in(cast["evaluator"]).get(PAGE).content.decode()

    assert "lead@example.org" in page
    assert "Responsable de l’équipe" in page
    assert "1er janvier 2020" in page
    assert "other_lead@example.org" not in page


def test_who_reads_is_offered_nothing_and_sees_no_invitation(twist: Cluster, cast: dict[str, Person]) -> None:
    invited(cast["lead"], twist)

    seen = {name: signed_in(cast[name]).get(PAGE).content.decode() for name in ("evaluator", "team", "lead")}

    assert ["zoe@example.be" in page for page in seen.values()] == [False, True, True]
    assert ["Mettre fin" in page for page in seen.values()] == [False, False, True]
    assert ["equipe/inviter/" in page for page in seen.values()] == [False, False, True]


@pytest.mark.parametrize("who", ["team", "evaluator", "director", "nobody", "other_lead"])
def test_only_who_leads_invites_gives_and_ends(who: str, twist: Cluster, cast: dict[str, Person]) -> None:
    invitation, _ = invited(cast["lead"], twist)
    role = cast["team"].roles.get()
    client = signed_in(cast[who])

    answers = {
        client.post(
            f"{PAGE}{path}", {**TOLD, "send": "1", "since": "2026-01-01", "until": "2026-01-01"}
        ).status_code
        for path in (
            "inviter/",
            f"roles/{role.pk}/fin/",
            f"personnes/{cast['team'].pk}/role/",
            f"invitations/{invitation.pk}/renvoyer/",
            f"invitations/{invitation.pk}/retirer/",
        )
    }

    assert answers == {404}
    assert (Invitation.objects.count(), Role.objects.filter(until__isnull=False).count()) == (1, 0)


def test_the_letter_is_read_before_it_leaves_in_the_language_of_who_is_invited(
    twist: Cluster, cast: dict[str, Person], installation: Installation
) -> None:
    client = signed_in(cast["lead"])
    told = {**TOLD, "token": hidden(client, f"{PAGE}inviter/")["token"]}

    shown = client.post(f"{PAGE}inviter/", told).content.decode()
    before = len(mails(installation))
    answers = [client.post(f"{PAGE}inviter/", {**told, "send": "1"})["Location"] for _ in range(2)]

    (mail,) = mails(installation)
    assert (before, answers) == (0, [PAGE, PAGE])
    assert mail.subject in shown
    assert "u wordt" in shown.lower() or "U wordt" in mail.text
    assert mail.to == "zoe@example.be"
    assert Invitation.objects.get().grants == [{"kind": "role", "role": "team", "cluster": twist.pk}]


def test_what_is_wrong_with_an_invitation_is_said_and_what_was_typed_stays(
    twist: Cluster, cast: dict[str, Person]
) -> None:
    client = signed_in(cast["lead"])
    invited(cast["lead"], twist)

    answers = [
        client.post(f"{PAGE}inviter/", {**TOLD, "email": email, "send": "1"})
        for email in ("zoe", "", "zoe@example.be", "team@example.org")
    ]

    said = [answer.content.decode() for answer in answers]
    assert {answer.status_code for answer in answers} == {200}
    assert "Ce n’est pas une adresse e-mail." in said[0]
    assert 'value="zoe"' in said[0]
    assert "Donnez l’adresse de la personne." in said[1]
    assert "a été invitée au même rôle" in said[2]
    assert "a déjà ce rôle" in said[3]
    assert Invitation.objects.count() == 1


def test_nobody_learns_who_has_an_account_elsewhere(cast: dict[str, Person]) -> None:
    told = {**TOLD, "email": cast["other_lead"].email, "kind": "team_lead"}

    answer = signed_in(cast["lead"]).post(f"{PAGE}inviter/", told)

    assert (answer.status_code, "a déjà" in answer.content.decode()) == (200, False)


def test_where_a_letter_does_not_leave_the_invitation_stands_and_is_sent_again(
    cast: dict[str, Person], installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = []

    def fail(*_: object) -> None:
        locked.append(connection.in_atomic_block)
        raise ConnectionRefusedError

    monkeypatch.setattr("grappe.pages.mail.folder.FolderBackend.send_messages", fail)

    client = signed_in(cast["lead"])

    page = client.post(f"{PAGE}inviter/", {**TOLD, "send": "1"}, follow=True).content.decode()
    again = f"{PAGE}invitations/{Invitation.objects.get().pk}/renvoyer/"
    twice = client.post(again, follow=True).content.decode()
    monkeypatch.undo()
    client.post(again)

    assert ["sa lettre n’est pas partie" in said for said in (page, twice)] == [True, True]
    assert locked == [False, False]
    assert [mail.to for mail in mails(installation)] == ["zoe@example.be"]


def test_an_invitation_sent_again_has_a_new_link_and_the_former_serves_no_more(
    twist: Cluster, cast: dict[str, Person], installation: Installation
) -> None:
    invitation, secret = invited(cast["lead"], twist)
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(days=2))
    client = signed_in(cast["lead"])
    before = client.get(PAGE).content.decode()

    client.post(f"{PAGE}invitations/{invitation.pk}/renvoyer/")

    (mail,) = mails(installation)
    found = re.search(r"cle=([\w-]+)", mail.text)
    assert "délai passé" in before
    assert found is not None
    assert invitation_of(found[1]) == invitation
    assert invitation_of(secret) is None
    assert Invitation.objects.get().is_open(timezone.now())


def test_an_invitation_taken_back_is_asked_for_no_more(twist: Cluster, cast: dict[str, Person]) -> None:
    invitation, _ = invited(cast["lead"], twist)
    client = signed_in(cast["lead"])

    for what in ("retirer", "renvoyer"):
        assert client.get(f"{PAGE}invitations/{invitation.pk}/{what}/")["Location"] == PAGE
        assert "Rien n’a été changé" in client.get(PAGE).content.decode()
    answers = [
        client.post(f"{PAGE}invitations/{invitation.pk}/{what}/").status_code
        for what in ("retirer", "retirer", "renvoyer")
    ]

    assert answers == [302, 404, 404]
    assert Invitation.objects.get().revoked_at is not None


def test_those_invited_to_speak_for_a_member_wait_there_too_and_are_written_to_again_or_no_longer(
    twist: Cluster, other: Cluster, cast: dict[str, Person], installation: Installation
) -> None:
    forge, theirs = member_of(twist, "Forge Été"), member_of(other, "Source")
    sent = asked_to_speak(forge, cast["team"])
    asked_to_speak(theirs, cast["other_lead"], "ailleurs@example.be")
    client = signed_in(cast["team"])
    page = client.get(PAGE).content.decode()
    card = f'<strong>zoe@example.be</strong> <span class="tag">représentant : modifie</span> <a href="{of(forge)}">'
    acts = [of(forge, f"invitations/{sent.pk}/{what}/") for what in ("renvoyer", "retirer")]

    assert [card in page, "Aucune." in page, "ailleurs@" in page] == [True, False, False]
    assert "invité par team@example.org le" in page
    assert re.findall(r'<form method="post" action="([^"]*/invitations/[^"]*)"', page) == acts
    seen = signed_in(cast["evaluator"]).get(PAGE).content.decode()
    assert ("zoe@" in seen, "représentant :" in seen) == (False, False)
    told = {"token": "une-fois", "next": PAGE}
    assert [client.post(acts[0], told)["Location"] for _ in range(2)] == [PAGE, PAGE]
    (mail,) = mails(installation)
    found = re.search(r"cle=([\w-]+)", mail.text)
    assert found is not None
    assert (mail.to, invitation_of(found[1])) == ("zoe@example.be", sent)
    assert client.post(acts[1], {"next": PAGE})["Location"] == PAGE
    after = client.get(PAGE).content.decode()
    assert ("zoe@example.be</strong>" in after, "Aucune." in after) == (False, True)
    late = client.post(acts[0], {"next": "//example.org/"})
    assert late["Location"] == of(forge)
    assert "Cette invitation n’attend plus de réponse" in client.get(PAGE).content.decode()
    assert len(mails(installation)) == 1


def test_nobody_is_asked_again_to_speak_for_who_is_no_member_any_more(
    twist: Cluster, cast: dict[str, Person], installation: Installation
) -> None:
    forge = member_of(twist, "Forge")
    sent = asked_to_speak(forge, cast["team"])
    end_membership(
        organisation=forge, kind=MembershipAct.Kind.RESIGNED, by="person:1", on=dt.date(2021, 1, 1)
    )
    client = signed_in(cast["team"])

    refused = client.post(of(forge, f"invitations/{sent.pk}/renvoyer/"), {"next": PAGE}, follow=True)

    assert "« Forge » n’est pas membre aujourd’hui" in refused.content.decode()
    assert mails(installation) == []


def test_an_invitation_of_another_cluster_is_nobodys_here(other: Cluster, cast: dict[str, Person]) -> None:
    theirs, _ = invited(cast["other_lead"], other)

    answer = signed_in(cast["lead"]).post(f"{PAGE}invitations/{theirs.pk}/retirer/")

    assert answer.status_code == 404


def test_a_role_is_given_from_a_day_and_once(cast: dict[str, Person]) -> None:
    client, address = signed_in(cast["lead"]), f"{PAGE}personnes/{cast['team'].pk}/role/"
    told = {"kind": "team_lead", "since": "2030-01-01", **hidden(client, address)}

    answers = [client.post(address, told).status_code for _ in range(2)]

    (role,) = cast["team"].roles.filter(kind="team_lead")
    assert (answers, role.since) == ([302, 302], dt.date(2030, 1, 1))
    assert "à venir" in client.get(PAGE).content.decode()
    (line,) = entries_of(f"role:{role.pk}")
    assert (line.act, line.told.by) == ("role.granted", cast["lead"].named)


def test_nobody_gives_a_role_to_somebody_whom_this_cluster_does_not_know(cast: dict[str, Person]) -> None:
    address = f"{PAGE}personnes/{cast['other_lead'].pk}/role/"

    answer = signed_in(cast["lead"]).post(address, {"kind": "team", "since": "2026-01-01"})

    assert answer.status_code == 404


def test_a_role_ends_on_a_day_and_stays_among_the_former_ones(cast: dict[str, Person]) -> None:
    client, role = signed_in(cast["lead"]), cast["team"].roles.get()
    address = f"{PAGE}roles/{role.pk}/fin/"

    early = client.post(address, {"until": "2019-12-31"})
    client.post(address, {"until": "2026-01-01"})
    client.post(address, {"until": "2025-01-01"})

    role.refresh_from_db()
    page = client.get(PAGE).content.decode()
    assert "Ce rôle commence le 1er janvier 2020" in early.content.decode()
    assert role.until == dt.date(2026, 1, 1)
    assert "Anciens rôles" in page
    assert "Journal des accès" in page


def test_the_last_who_leads_stays_until_another_is_named(twist: Cluster, cast: dict[str, Person]) -> None:
    client, role = signed_in(cast["lead"]), cast["lead"].roles.get()
    address = f"{PAGE}roles/{role.pk}/fin/"

    refused = client.post(address, {"until": "2026-01-01"})
    grant(person=cast["team"], kind=Role.Kind.TEAM_LEAD, cluster=twist, by="system:tests", on=LONG_AGO)
    taken = client.post(address, {"until": "2026-01-01"})

    assert "est seul à diriger l’équipe" in refused.content.decode()
    assert (refused.status_code, taken.status_code) == (200, 302)


def test_the_page_of_thirty_asks_no_more_than_that_of_one(twist: Cluster, cast: dict[str, Person]) -> None:
    client = signed_in(cast["lead"])
    invited(cast["lead"], twist)
    asked_to_speak(member_of(twist, "Forge"), cast["lead"])
    client.get(PAGE)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    before = asked()
    for number in range(29):
        person = Person.objects.create_user(f"p{number}@example.org")
        grant(person=person, kind=Role.Kind.EVALUATOR, cluster=twist, by=cast["lead"].named, on=LONG_AGO)
        invited(cast["lead"], twist, f"i{number}@example.org")
        asked_to_speak(member_of(twist, f"Forge {number}"), cast["lead"], f"f{number}@example.org")

    assert asked() == before
