"""A cluster has a name of machine of its own, under which there is nothing of the others."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.conf import settings
from tests.addresses import routes
from tests.visitors import signed_in, visitor

from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.clusters.rules.slugs import TAKEN
from grappe.apps.people.models import Person

LONG_AGO = dt.date(2020, 1, 1)
TWIST, HOUSE = "twist.example.be", "grappe.example.be"


@pytest.fixture
def own_name(twist: Cluster, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", [TWIST, HOUSE])
    return change_identity(twist, by="system:test", on=LONG_AGO, domain=TWIST)


@pytest.fixture
def both(cast: dict[str, Person], other: Cluster) -> Person:
    """Somebody on the teams of both clusters."""
    grant(person=cast["lead"], kind=Role.Kind.TEAM, cluster=other, by="system:test", on=LONG_AGO)
    return cast["lead"]


@pytest.mark.usefixtures("own_name")
@pytest.mark.parametrize("asked", [TWIST, f"{TWIST}:8443", TWIST.upper()])
def test_its_form_is_there_by_its_short_address_and_by_the_whole_one(asked: str) -> None:
    short = visitor().get("/adhesion/", headers={"host": asked})
    whole = visitor().get("/twist/adhesion/", headers={"host": asked})

    assert (short.status_code, whole.status_code) == (200, 200)
    assert "TWIST" in short.content.decode()
    assert visitor().get("/adhesion/suivi/?cle=rien", headers={"host": asked}).status_code == 404


@pytest.mark.usefixtures("own_name", "other")
def test_another_clusters_form_is_not_there_and_is_under_the_names_of_the_installation() -> None:
    there = visitor().get("/eau/adhesion/", headers={"host": TWIST})
    nowhere = visitor().get("/aucun/adhesion/", headers={"host": TWIST})

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert visitor().get("/eau/adhesion/", headers={"host": HOUSE}).status_code == 200
    assert visitor().get("/twist/adhesion/", headers={"host": HOUSE}).status_code == 200
    assert visitor().get("/adhesion/", headers={"host": HOUSE}).status_code == 404


@pytest.mark.usefixtures("own_name")
def test_under_its_name_the_desk_is_that_of_the_cluster_alone(both: Person) -> None:
    client = signed_in(both)

    def asked(path: str, host: str) -> tuple[int, str]:
        answer = client.get(path, headers={"host": host})
        return answer.status_code, answer.get("Location", "")

    assert asked("/bureau/", HOUSE) == (302, "/bureau/grappes/")
    assert asked("/bureau/grappes/eau/", HOUSE) == (200, "")
    assert asked("/bureau/", TWIST) == (302, "/bureau/grappes/twist/")
    assert asked("/bureau/grappes/twist/", TWIST) == (200, "")
    assert asked("/bureau/grappes/eau/", TWIST) == (404, "")
    choice = client.get("/bureau/grappes/", headers={"host": TWIST}).content.decode()
    assert "/bureau/grappes/twist/" in choice
    assert "eau" not in choice.replace("bureau", "").replace("nouveau", "")


@pytest.mark.usefixtures("installation")
def test_no_cluster_has_a_name_with_which_addresses_of_the_platform_begin() -> None:
    first = {re.split(r"[/^$?]", pattern.lstrip("^"))[0] for _, pattern in routes()}

    assert {one for one in first if re.fullmatch(r"[\w-]+", one)} | {"static"} == TAKEN


@pytest.mark.usefixtures("own_name")
def test_a_name_that_nobody_said_is_answered_to_nobody() -> None:
    assert visitor().get("/adhesion/", headers={"host": "ailleurs.example.be"}).status_code == 400
