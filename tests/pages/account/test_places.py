"""« Mon espace »: each lands on what is theirs, and chooses of several."""

from __future__ import annotations

import datetime as dt
import re

from tests.visitors import signed_in, visitor

from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.members.acts.identity import appoint
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation, RepresentationAct
from grappe.apps.people.models import Person

PLACES = "/compte/espaces/"
BY, DAY = "person:1", dt.date(2020, 1, 1)


def speaks(person: Person, name: str, cluster: Cluster) -> Organisation:
    one = enter(cluster=cluster, name=name, by=BY, on=DAY)
    held = cluster.categories.get(code="effective")
    admit(organisation=one, category=held, kind="enterprise", by=BY, on=DAY)
    appoint(organisation=one, person=person, part=RepresentationAct.Part.EDITOR, by=BY, on=DAY)
    return one


def offered(person: Person, address: str = PLACES) -> list[str]:
    page = signed_in(person).get(address).content.decode()
    return re.findall(r'<a class="person" href="([^"]*)"', page)


def test_who_has_one_place_lands_there(cast: dict[str, Person], twist: Cluster, other: Cluster) -> None:
    one = speaks(cast["nobody"], "Forge", twist)
    landed = {
        name: signed_in(person).get(PLACES).get("Location")
        for name, person in cast.items()
        if name != "administrator"
    }

    assert landed == {
        **dict.fromkeys(("team", "lead", "evaluator"), "/bureau/grappes/twist/"),
        "other_lead": f"/bureau/grappes/{other.slug}/",
        "director": "/twist/espace/membres/",
        "nobody": f"/twist/espace/fiches/{one.code}/",
        "authority": "/autorite/",
    }
    assert visitor().get(PLACES)["Location"] == f"/compte/login/?next={PLACES}"
    assert visitor().get("/")["Location"] == PLACES


def test_who_has_several_chooses_and_finds_them_again_in_their_account(
    cast: dict[str, Person], twist: Cluster, other: Cluster
) -> None:
    person = cast["team"]
    theirs = speaks(person, "Source", other)
    grant(person=person, kind=Role.Kind.DIRECTOR, cluster=other, by=BY, on=DAY)

    expected = [
        "/bureau/grappes/twist/",
        f"/eau/espace/fiches/{theirs.code}/",
        "/eau/espace/membres/",
    ]
    assert offered(person) == expected
    assert offered(person, "/compte/") == expected
    assert offered(cast["nobody"], "/compte/") == []
    assert offered(cast["administrator"], "/compte/") == ["/bureau/"]
    assert twist.pk


def test_a_role_that_is_over_leads_nowhere(cast: dict[str, Person], twist: Cluster) -> None:
    person = cast["nobody"]
    grant(person=person, kind=Role.Kind.DIRECTOR, cluster=twist, by=BY, on=DAY)
    role = person.roles.get()
    Role.objects.filter(pk=role.pk).update(until=dt.date(2021, 1, 1))

    assert signed_in(person).get(PLACES)["Location"] == "/compte/"
