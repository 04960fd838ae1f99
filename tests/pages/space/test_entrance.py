"""Who comes into the members' space, and where they are led."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.http import HttpResponse
from tests.pages.space.conftest import BY, Joins, Speaks
from tests.visitors import signed_in, visitor

from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.membership import end_membership
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import MembershipAct, Organisation
from grappe.apps.people.models import Person

SPACE = "/twist/espace/"


def asked(person: Person | None, address: str, **headers: str) -> HttpResponse:
    client = visitor() if person is None else signed_in(person)
    return client.get(address, headers=headers)


def test_a_visitor_is_sent_to_sign_in_and_back(forge: Organisation) -> None:
    for address in (SPACE, f"{SPACE}membres/", f"{SPACE}fiches/{forge.code}/"):
        assert asked(None, address)["Location"] == f"/compte/login/?next={address}"


def test_the_list_opens_to_members_to_the_board_and_to_the_desk_and_to_no_other(
    cast: dict[str, Person], editor: Person, neighbour: Person
) -> None:
    everybody = {**cast, "editor": editor, "reader": neighbour}

    opens = {name for name, one in everybody.items() if asked(one, f"{SPACE}membres/").status_code == 200}

    desk = {"team", "lead", "evaluator", "administrator"}
    assert opens == {*desk, "director", "editor", "reader"}
    assert {asked(everybody[name], f"{SPACE}membres/").status_code for name in everybody.keys() - opens} == {
        404
    }


def test_a_record_opens_to_who_speaks_for_its_member_alone(
    cast: dict[str, Person], editor: Person, neighbour: Person, forge: Organisation
) -> None:
    everybody = {**cast, "editor": editor, "neighbour": neighbour}
    below = ("", "modifier/", "activites/", "etablissements/nouveau/", "contacts/nouveau/")

    for rest in below:
        there = f"{SPACE}fiches/{forge.code}/{rest}"
        assert {name for name, one in everybody.items() if asked(one, there).status_code != 404} == {
            "editor"
        }, rest


def test_each_is_led_to_what_is_theirs(
    cast: dict[str, Person], editor: Person, forge: Organisation, atelier: Organisation, speaks: Speaks
) -> None:
    both = speaks("Zoé", "voter", forge, atelier)

    assert asked(editor, SPACE)["Location"] == f"{SPACE}fiches/{forge.code}/"
    assert asked(cast["director"], SPACE)["Location"] == f"{SPACE}membres/"
    choice = asked(both, SPACE).content.decode()
    for one in (forge, atelier):
        assert f'href="{SPACE}fiches/{one.code}/"' in choice
        assert "Un autre membre" in asked(both, f"{SPACE}fiches/{one.code}/").content.decode()
    assert "Un autre membre" not in asked(editor, f"{SPACE}fiches/{forge.code}/").content.decode()


def test_a_membership_that_ends_closes_the_space_to_its_representatives(
    editor: Person, forge: Organisation
) -> None:
    assert asked(editor, f"{SPACE}membres/").status_code == 200

    end_membership(organisation=forge, kind=MembershipAct.Kind.RESIGNED, by=BY, on=dt.date(2022, 1, 1))

    assert asked(editor, f"{SPACE}membres/").status_code == 404
    assert asked(editor, f"{SPACE}fiches/{forge.code}/").status_code == 404


def test_nothing_of_another_cluster_is_there(editor: Person, other: Cluster, joins: Joins) -> None:
    theirs = enter(cluster=other, name="Source", by=BY, on=dt.date(2020, 1, 1), code="z99")
    candidate = enter(cluster=joins("Tour").cluster, name="Candidat", by=BY, on=dt.date(2020, 1, 1))

    assert asked(editor, "/eau/espace/membres/").status_code == 404
    assert asked(editor, f"{SPACE}membres/{theirs.code}/").status_code == 404
    assert asked(editor, f"{SPACE}membres/{candidate.code}/").status_code == 404


def test_under_the_name_of_a_cluster_its_space_has_a_short_address(
    editor: Person, twist: Cluster, other: Cluster, forge: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = "twist.example.be"
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", [there])
    change_identity(twist, by="system:test", on=dt.date(2020, 1, 1), domain=there)

    for address in (
        "/espace/membres/",
        f"/espace/fiches/{forge.code}/",
        f"/twist/espace/membres/{forge.code}/",
    ):
        assert asked(editor, address, host=there).status_code == 200, address
    assert asked(editor, f"/{other.slug}/espace/membres/", host=there).status_code == 404
    assert asked(editor, "/", host=there)["Location"] == "/compte/espaces/"
    assert asked(editor, "/compte/espaces/", host=there)["Location"] == f"{SPACE}fiches/{forge.code}/"


def test_the_colours_are_those_of_the_cluster(editor: Person, twist: Cluster) -> None:
    Cluster.objects.filter(pk=twist.pk).update(colour="#004488")

    sheet = asked(editor, f"{SPACE}couleurs.css")

    assert (sheet["Content-Type"], "--plum:#004488" in sheet.content.decode()) == (
        "text/css; charset=utf-8",
        True,
    )
