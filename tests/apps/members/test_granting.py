"""An invitation has its person speak for a member: as promised, as long as there is one to speak for."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.apps.members.conftest import BY, LONG_AGO

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.identity import appoint
from grappe.apps.members.acts.membership import admit, end_membership
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.acts.parts import keep_part
from grappe.apps.members.granting import representative
from grappe.apps.members.models import Contact, MembershipAct, Organisation, RepresentationAct
from grappe.apps.people.acts.inviting import NotOpen, accept, invite
from grappe.apps.people.grants import grant_of
from grappe.apps.people.models import Person

TODAY = dt.date(2026, 3, 1)
Part = RepresentationAct.Part


@pytest.fixture
def anne(installation: object) -> Person:  # noqa: ARG001 - she is of its database
    return Person.objects.create_user("anne@example.be", first_name="Anne")


@pytest.fixture
def forge(twist: Cluster) -> Organisation:
    one = enter(cluster=twist, name="Forge", by=BY, on=LONG_AGO)
    category = twist.categories.get(code="effective")
    admit(organisation=one, category=category, kind="enterprise", by=BY, on=LONG_AGO)
    return one


def invited(anne: Person, forge: Organisation, part: str = "voter") -> str:
    _, secret = invite(
        email="zoe@example.be", language="fr", grants=[representative(forge, part)], by=anne, on=TODAY
    )
    return secret


def come(secret: str) -> Person:
    return accept(secret=secret, first_name="Zoé", last_name="Martin", on=TODAY)


def parts(forge: Organisation) -> dict[str, str]:
    held = forge.representations.filter(known_until=None, until=None).select_related("person")
    return {one.person.email: one.part for one in held}


def test_who_accepts_speaks_for_the_member_and_is_its_contact(anne: Person, forge: Organisation) -> None:
    contact = Contact(organisation=forge)
    told = {"last_name": "Martin", "email": "Zoe@example.be"}
    keep_part(part=contact, told=told, by=BY, on=LONG_AGO)

    person = come(invited(anne, forge))

    (act,) = forge.representation_acts.all()
    assert (parts(forge), act.by, act.on) == ({"zoe@example.be": "voter"}, anne.named, TODAY)
    assert forge.contacts.get().person == person


def test_where_another_votes_by_then_the_invited_one_edits(anne: Person, forge: Organisation) -> None:
    secret = invited(anne, forge)
    appoint(organisation=forge, person=anne, part=Part.VOTER, by=BY, on=LONG_AGO)

    come(secret)

    assert parts(forge) == {"anne@example.be": "voter", "zoe@example.be": "editor"}


def test_who_has_a_greater_part_keeps_it(anne: Person, forge: Organisation) -> None:
    zoe = Person.objects.create_user("zoe@example.be")
    appoint(organisation=forge, person=zoe, part=Part.VOTER, by=BY, on=LONG_AGO)

    come(invited(anne, forge, "reader"))

    assert (parts(forge), forge.representation_acts.count()) == ({"zoe@example.be": "voter"}, 1)


def test_an_invitation_to_speak_for_who_is_no_member_any_more_is_over(
    anne: Person, forge: Organisation
) -> None:
    secret = invited(anne, forge)
    end_membership(organisation=forge, kind=MembershipAct.Kind.RESIGNED, by=BY, on=TODAY)

    with pytest.raises(NotOpen) as told:
        come(secret)

    assert "n’est pas membre aujourd’hui" in told.value.sentences("fr")[0]
    assert (Person.objects.filter(email="zoe@example.be").exists(), parts(forge)) == (False, {})


def test_what_is_promised_is_said_in_words_and_what_is_nothing_is_refused(
    anne: Person, forge: Organisation
) -> None:
    given = representative(forge, "voter")

    assert (
        grant_of(given).words(given, "fr")
        == "représentant du membre Forge, qui modifie sa fiche et vote en son nom"
    )
    for wrong in ({**given, "part": "king"}, {**given, "organisation": 0}):
        with pytest.raises(ValueError, match=r"king|no organisation 0"):
            invite(email="zoe@example.be", language="fr", grants=[wrong], by=anne, on=TODAY)
