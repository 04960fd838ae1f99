"""An organisation that never was anything leaves the book, and may come back; any other stays."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.identity import appoint
from grappe.apps.members.acts.membership import OutOfTheBook, ToItself, admit, annul, end_membership, pass_on
from grappe.apps.members.acts.taking_out import (
    InAlready,
    NoReasonToLeave,
    OutAlready,
    StaysInTheBook,
    put_back,
    take_out,
)
from grappe.apps.members.doubles.acts.merging import merge
from grappe.apps.members.doubles.queries.doubles import doubles
from grappe.apps.members.models import Contact, MembershipAct, Organisation, RepresentationAct
from grappe.apps.members.queries.found import found
from grappe.apps.members.queries.told import contacts_told, organisations_told
from grappe.apps.members.rules.wanted import STATES, Wanted
from grappe.apps.people.models import Person

BY, DAY = "person:1", dt.date(2026, 3, 1)
IS_A_MEMBER = (
    "Forge Été est ou a été membre : le registre l’explique, et l’organisation reste dans le carnet. "
    "Si son adhésion n’aurait jamais dû être enregistrée, annulez-en d’abord les actes."
)
Enters = Callable[[str], Organisation]


def leaves(one: Organisation, reason: str = "Inscrite par erreur") -> Organisation:
    take_out(organisation=one, reason=reason, by=BY, on=DAY)
    one.refresh_from_db()
    return one


def book(cluster: Cluster) -> set[str]:
    return {one.name for one in found(cluster, Wanted(states=STATES), day=DAY)}


def test_who_leaves_is_in_no_list_nor_found_by_words_and_comes_back(
    twist: Cluster, forge: Organisation, enters: Enters
) -> None:
    enters("Forge Ete SA")
    assert (len(doubles(twist, DAY)), organisations_told(twist, ["forge"]).count()) == (1, 2)

    leaves(forge)

    assert (book(twist), forge.out_since) == ({"Forge Ete SA"}, DAY)
    assert [one.name for one in organisations_told(twist, ["forge"])] == ["Forge Ete SA"]
    assert doubles(twist, DAY) == []
    put_back(organisation=forge, by=BY, on=DAY)
    assert book(twist) == {"Forge Ete SA", "Forge Été"}
    assert len(doubles(twist, DAY)) == 1
    lines = entries_of(f"organisation:{forge.pk}")
    assert [(line.act, json.loads(line.told.after)) for line in lines][1:] == [
        ("organisation.taken_out", {"reason": "Inscrite par erreur"}),
        ("organisation.put_back", None),
    ]


def test_nobody_leaves_without_a_reason_nor_twice(forge: Organisation) -> None:
    with pytest.raises(NoReasonToLeave):
        leaves(forge, " ")
    with pytest.raises(InAlready):
        put_back(organisation=forge, by=BY, on=DAY)
    leaves(forge)
    with pytest.raises(OutAlready):
        leaves(forge)


def is_a_member(one: Organisation, category: Category) -> None:
    admit(organisation=one, category=category, kind="enterprise", by=BY, on=DAY)


def was_a_member(one: Organisation, category: Category) -> None:
    is_a_member(one, category)
    end_membership(organisation=one, kind=MembershipAct.Kind.RESIGNED, by=BY, on=DAY)


def has_people(one: Organisation, category: Category) -> None:  # noqa: ARG001 - as the others
    Contact.objects.create(organisation=one, last_name="Lourd")


def has_spoken(one: Organisation, category: Category) -> None:  # noqa: ARG001 - the same
    ada = Person.objects.create(email="ada@example.org")
    appoint(organisation=one, person=ada, part=RepresentationAct.Part.READER, by=BY, on=DAY)


@pytest.mark.parametrize(
    ("happened", "why"),
    [
        (
            is_a_member,
            IS_A_MEMBER,
        ),
        (
            was_a_member,
            IS_A_MEMBER,
        ),
        (has_people, "Forge Été a des personnes de contact : retirez-les d’abord de sa fiche."),
        (
            has_spoken,
            "Forge Été a ou a eu un représentant : le registre l’explique, elle reste dans le carnet.",
        ),
    ],
)
def test_who_ever_was_something_stays_and_is_told_why(
    forge: Organisation, effective: Category, happened: Callable[..., None], why: str
) -> None:
    happened(forge, effective)

    with pytest.raises(StaysInTheBook) as refused:
        leaves(forge)

    assert refused.value.sentences("fr") == [why]
    forge.refresh_from_db()
    assert forge.out_since is None


def test_whose_admission_was_annulled_never_was_a_member_and_leaves(
    twist: Cluster, forge: Organisation, effective: Category
) -> None:
    act = admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=DAY)
    annul(act=act, by=BY, reason="Une autre forge")

    leaves(forge)

    assert book(twist) == set()


def test_who_is_out_is_neither_admitted_nor_given_a_membership(
    forge: Organisation, enters: Enters, effective: Category
) -> None:
    out = leaves(enters("Lin"))
    is_a_member(forge, effective)
    transfer: dict[str, Any] = {"kind": MembershipAct.Kind.TRANSFERRED, "by": BY, "on": DAY}

    with pytest.raises(OutOfTheBook):
        is_a_member(out, effective)
    with pytest.raises(OutOfTheBook):
        pass_on(organisation=forge, successor=out, **transfer)
    assert MembershipAct.objects.count() == 1


def test_nobody_passes_a_membership_on_to_itself(forge: Organisation, effective: Category) -> None:
    is_a_member(forge, effective)

    with pytest.raises(ToItself) as refused:
        pass_on(organisation=forge, successor=forge, kind=MembershipAct.Kind.TRANSFERRED, by=BY, on=DAY)

    assert refused.value.sentences("fr") == [
        "C’est « Forge Été » elle-même : donnez l’organisation à laquelle passe son adhésion."
    ]


def test_a_double_that_is_merged_is_out_and_does_not_come_back(
    twist: Cluster, forge: Organisation, enters: Enters
) -> None:
    double = enters("Forge Ete")
    Contact.objects.create(organisation=forge, last_name="Lourd")
    Contact.objects.create(organisation=double, last_name="Lourd")

    merge(winner=forge, loser=double, by=BY, on=DAY)

    assert book(twist) == {"Forge Été"}
    assert [one.organisation for one in contacts_told(twist, ["lourd"])] == [forge]
    with pytest.raises(InAlready):
        put_back(organisation=double, by=BY, on=DAY)
