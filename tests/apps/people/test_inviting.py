"""An account begins by an invitation, accepted once and in time."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import first_broken
from grappe.apps.people.acts.inviting import GOOD_FOR, KEPT_AFTER, NotOpen, accept, invite, revoke
from grappe.apps.people.models import Invitation, Person

TODAY = dt.date(2026, 3, 1)
NAMED = {"first_name": "Zoé", "last_name": "Martin", "on": TODAY}


@pytest.fixture
def anne(installation: object) -> Person:  # noqa: ARG001 - she is of its database
    return Person.objects.create_user("anne@example.be", first_name="Anne")


@pytest.fixture
def twist(anne: Person) -> Cluster:
    return found(slug="twist", name="TWIST", by=anne.named, on=TODAY)


def to_the_team(cluster: Cluster) -> dict[str, object]:
    return {"kind": "role", "role": "team", "cluster": cluster.pk}


def invited(
    anne: Person, *grants: dict[str, object], email: str = "Zoe@Example.be"
) -> tuple[Invitation, str]:
    return invite(email=email, language="nl", grants=grants, by=anne, on=TODAY)


def refused(secret: str) -> str:
    with pytest.raises(NotOpen) as told:
        accept(secret=secret, **NAMED)  # type: ignore[arg-type]  # names and a day
    return told.value.sentences("fr")[0]


def test_who_accepts_has_an_account_and_what_was_promised(anne: Person, twist: Cluster) -> None:
    invitation, secret = invited(anne, to_the_team(twist))

    zoe = accept(secret=secret, **NAMED)  # type: ignore[arg-type]  # names and a day

    invitation.refresh_from_db()
    assert (zoe.email, str(zoe), zoe.language, zoe.has_usable_password()) == (
        "zoe@example.be",
        "Zoé Martin",
        "nl",
        False,
    )
    assert [(role.kind, role.cluster, role.since) for role in zoe.roles.all()] == [("team", twist, TODAY)]  # type: ignore[attr-defined]
    assert (invitation.accepted_by, secret in invitation.token) == (zoe, False)


def test_who_has_an_account_keeps_it_and_their_name(anne: Person, twist: Cluster) -> None:
    _, secret = invited(anne, to_the_team(twist), email="anne@example.be")

    same = accept(secret=secret, **NAMED)  # type: ignore[arg-type]  # names and a day

    assert (same, same.first_name, same.last_name) == (anne, "Anne", "Martin")
    assert Role.objects.get(kind="team").person == anne


def test_the_journal_tells_both_and_the_address_to_nobody(anne: Person) -> None:
    invitation, secret = invited(anne)
    zoe = accept(secret=secret, **NAMED)  # type: ignore[arg-type]  # names and a day

    lines = Entry.objects.filter(subject=f"invitation:{invitation.pk}").select_related("told")

    assert [(line.act, line.told.by) for line in lines.order_by("number")] == [
        ("invitation.invited", anne.named),
        ("invitation.accepted", zoe.named),
    ]
    assert not any("zoe" in line.told.after.lower() for line in lines)
    assert first_broken() is None


def test_an_invitation_serves_once(anne: Person) -> None:
    _, secret = invited(anne)
    accept(secret=secret, **NAMED)  # type: ignore[arg-type]  # names and a day

    assert refused(secret).startswith("Cette invitation a déjà servi.")


def test_of_two_who_accept_at_once_one_does(anne: Person) -> None:
    _, secret = invited(anne)

    def one_of_them(_: int) -> bool:
        try:
            accept(secret=secret, **NAMED)  # type: ignore[arg-type]  # names and a day
        except NotOpen:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        accepted = list(pool.map(one_of_them, range(4)))

    assert (sum(accepted), Person.objects.filter(email="zoe@example.be").count()) == (1, 1)


def test_an_invitation_ends_after_fourteen_days_and_is_forgotten_a_month_later(anne: Person) -> None:
    invitation, secret = invited(anne)
    Invitation.objects.update(expires_at=timezone.now() - KEPT_AFTER - dt.timedelta(seconds=1))

    sentence = refused(secret)
    invited(anne, email="autre@example.be")

    assert invitation.expires_at - invitation.made_at == GOOD_FOR == dt.timedelta(days=14)
    assert sentence.startswith("Cette invitation n’est plus valable.")
    assert not Invitation.objects.filter(pk=invitation.pk).exists()


def test_an_invitation_is_taken_back_unless_it_has_served(anne: Person) -> None:
    taken, secret = invited(anne)
    served, other = invited(anne)
    accept(secret=other, **NAMED)  # type: ignore[arg-type]  # names and a day

    for invitation in (taken, served):
        revoke(invitation=invitation, by=anne.named, on=TODAY)

    assert refused(secret).startswith("Cette invitation n’existe pas, ou a été reprise.")
    assert refused("inconnu").startswith("Cette invitation n’existe pas, ou a été reprise.")
    assert Entry.objects.filter(act="invitation.revoked").count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "couronne"},
        {},
        {"kind": "role", "role": "roi"},
        {"kind": "role", "role": "team"},
        {"kind": "role", "role": "team", "cluster": 99},
        {"kind": "role", "role": "authority", "cluster": 1},
    ],
)
def test_what_cannot_be_given_is_not_promised(anne: Person, given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        invited(anne, given)

    assert Invitation.objects.count() == 0
