"""A cluster of which something is to be found in every room."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from tests.pages.desk.members.conftest import Joins, effective, joins, team

from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import (
    Axis,
    Cluster,
    Document,
    Objective,
    ObjectiveMission,
    Recognition,
    Statutes,
)
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.members.acts.identity import appoint, declare
from grappe.apps.members.acts.organisations import describe, enter
from grappe.apps.members.acts.parts import keep_part
from grappe.apps.members.models import Contact, Organisation
from grappe.apps.people.models import Person
from grappe.apps.tasks.acts import Told, add_task

__all__ = ["effective", "joins", "team"]
DAY = dt.date(2021, 1, 1)


@pytest.fixture
def forge(joins: Joins) -> Organisation:
    """A member that says who it is and what it does in two languages."""
    one = joins("Forge Été")
    declare(
        organisation=one,
        by="person:1",
        on=DAY,
        legal_name="Forge SA",
        enterprise_number="0406798006",
        street="rue des Soudeurs 3",
        postal_code="4000",
        place="Liège",
    )
    does = {"fr": "Étalonnage et effets visuels", "nl": "Kleurcorrectie"}
    return describe(organisation=one, by="person:1", on=DAY, does=does)


@pytest.fixture
def filled(forge: Organisation, twist: Cluster, cast: dict[str, Person]) -> Organisation:
    """One thing of each kind that tells the word “lumière”."""
    word = "Lumière"
    describe(organisation=forge, by="person:1", on=DAY, skills=[word])
    contact = Contact(organisation=forge, first_name="Ada", last_name=word)
    keep_part(part=contact, told={"function": "Gérante"}, by="person:1", on=DAY)
    for who, name in (("nobody", "Ida"), ("director", "Eva")):
        cast[who].first_name, cast[who].last_name = name, word
        cast[who].save(update_fields=["first_name", "last_name"])
    appoint(organisation=forge, person=cast["nobody"], part="voter", by="person:1", on=DAY)
    Application.objects.create(
        cluster=twist,
        organisation=enter(cluster=twist, name="Candidate", by="person:1", on=DAY),
        category=twist.categories.get(code="effective"),
        member_kind="enterprise",
        message=f"Pour la {word} surtout.",
        received_on=DAY,
        state_since=DAY,
    )
    Statutes.objects.create(cluster=twist, title=f"Statuts {word}", adopted_on=DAY, in_force_on=DAY)
    Axis.objects.create(cluster=twist, code="ax1", label=f"Axe {word}")
    objective = Objective.objects.create(cluster=twist, code="b01", text=f"Faire la {word}")
    ObjectiveMission.objects.create(objective=objective, regime="decree_2007", code="d2007_1")
    Evaluation.objects.create(cluster=twist, number=1, as_of=DAY, title=f"Bilan {word}", evaluator="Cabinet")
    Recognition.objects.create(
        cluster=twist,
        number=1,
        starts_on=DAY,
        ends_on=dt.date(2023, 12, 31),
        regime="decree_2007",
        decision=f"Arrêté {word}",
    )
    Document.objects.create(
        cluster=twist, code="d01", title=f"Preuve {word}", kind="minutes", file=ContentFile(b"x", "pv.txt")
    )
    told = Told(title=f"Régler la {word}", detail="Avant le spectacle", about=forge)
    add_task(cluster=twist, told=told, by="person:1", on=DAY)
    return forge
