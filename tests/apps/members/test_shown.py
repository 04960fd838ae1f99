"""What members show to a circle, and by which words they are found there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import prepared, twist

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit, end_membership
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.acts.parts import keep_part, set_activities
from grappe.apps.members.models import Contact, MembershipAct, Organisation, Site
from grappe.apps.members.queries.shown import PER_PAGE, Shown, members_shown, page_shown, shown
from grappe.apps.members.rules.visibility import LEVELS, USUAL, Level

__all__ = ["prepared", "twist"]
BY, DAY = "person:1", dt.date(2020, 1, 1)
TODAY = dt.date(2024, 6, 1)


def join(twist: Cluster, name: str, **told: Any) -> Organisation:
    one = enter(cluster=twist, name=name, by=BY, on=DAY, **told)
    effective = twist.categories.get(code="effective")
    admit(organisation=one, category=effective, kind="enterprise", by=BY, on=DAY)
    return one


def furnished(twist: Cluster, visibility: dict[str, str]) -> Organisation:
    """A member that says something of everything, each time with a word of its own."""
    one = join(
        twist,
        "Forge",
        does={"fr": "Mot does"},
        skills=["Mot skills"],
        references=["Mot references"],
        certifications=["Mot certifications"],
        website="https://website.example.org/",
        email="email@example.org",
        phone="0499112233",
        visibility=visibility,
    )
    declare(organisation=one, by=BY, on=DAY, legal_name="Secret SA", enterprise_number="0406798006")
    place = {"street": "Rue sites 4", "postal_code": "4000", "fte": 4}
    keep_part(part=Site(organisation=one), told=place, by=BY, on=DAY)
    person = {"last_name": "Contacts", "visibility": "public"}
    keep_part(part=Contact(organisation=one), told=person, by=BY, on=DAY)
    set_activities(organisation=one, activities=[("59.11", 2025)], by=BY, on=DAY)
    Organisation.objects.filter(pk=one.pk).update(logo="logos/forge.png")
    return one


FOUND_BY = {
    "does": "does",
    "skills": "skills",
    "references": "references",
    "certifications": "certifications",
    "website": "website",
    "email": "email",
    "phone": "0499112233",
    "sites": "rue",
    "activities": "59.11",
    "contacts": "contacts",
    "enterprise_number": "0406.798.006",
}
"""A word by which each field finds its member."""


def told(one: Shown) -> set[str]:
    """The fields of which something is shown."""
    return {field for field in USUAL if getattr(one, field)}


@pytest.mark.parametrize("level", LEVELS)
def test_a_circle_is_shown_what_is_for_it_and_finds_by_nothing_else(twist: Cluster, level: Level) -> None:
    fields = [field for field in USUAL if field != "name"]
    one = furnished(twist, dict.fromkeys(fields, level))

    for to in LEVELS:
        open_to_it = LEVELS.index(to) <= LEVELS.index(level)
        (seen,) = shown(twist, [one.pk], to=to, day=TODAY)
        assert told(seen) == ({*fields, "name"} if open_to_it else {"name"}), to
        for field, word in FOUND_BY.items():
            found = page_shown(twist, word, to=to, day=TODAY).members
            assert [member.code for member in found] == ([one.code] if open_to_it else []), (to, field)
        assert page_shown(twist, "secret", to=to, day=TODAY).members == ()


def test_each_field_has_its_own_circle(twist: Cluster) -> None:
    one = furnished(twist, {"phone": "hidden", "does": "members", "email": "registered"})

    seen = {to: told(shown(twist, [one.pk], to=to, day=TODAY)[0]) for to in LEVELS}

    assert seen["members"] == set(USUAL) - {"phone", "fte"}
    assert seen["registered"] == seen["members"] - {"does", "contacts"}
    assert seen["public"] == seen["registered"] - {"email", "sites", "enterprise_number"}
    assert seen["hidden"] == set(USUAL)


def test_a_name_that_is_hidden_is_on_no_list(twist: Cluster) -> None:
    join(twist, "Atelier", visibility={"name": "hidden"})
    join(twist, "Bureau")

    assert [one.name for one in members_shown(twist, to="members", day=TODAY)] == ["Bureau"]
    assert [one.name for one in members_shown(twist, to="hidden", day=TODAY)] == ["Atelier", "Bureau"]


def test_who_is_no_member_on_the_day_is_on_no_list(twist: Cluster) -> None:
    gone = join(twist, "Parti")
    enter(cluster=twist, name="Candidat", by=BY, on=DAY)
    end_membership(organisation=gone, kind=MembershipAct.Kind.RESIGNED, by=BY, on=TODAY)

    assert page_shown(twist, "", to="members", day=TODAY).members == ()
    assert page_shown(twist, "parti", to="members", day=TODAY).members == ()
    before = page_shown(twist, "", to="members", day=TODAY - dt.timedelta(days=1))
    assert [one.name for one in before.members] == ["Parti"]


def test_a_contact_that_hides_itself_is_neither_shown_nor_found(twist: Cluster) -> None:
    one = join(twist, "Forge", visibility={"contacts": "public"})
    for name, seen in (("Visible", "members"), ("Cachée", "hidden")):
        keep_part(part=Contact(organisation=one), told={"last_name": name, "visibility": seen}, by=BY, on=DAY)

    (seen_,) = shown(twist, [one.pk], to="members", day=TODAY)

    assert [contact.last_name for contact in seen_.contacts] == ["Visible"]
    assert page_shown(twist, "visible", to="members", day=TODAY).members == (seen_,)
    assert page_shown(twist, "cachee", to="members", day=TODAY).members == ()


@pytest.mark.parametrize("words", ["", "atelier"])
def test_pages_follow_each_other_and_ask_the_same_for_one_member_as_for_thirty(
    twist: Cluster, words: str
) -> None:
    def asked(number: int = 1) -> tuple[int, list[str], bool]:
        with CaptureQueriesContext(connection) as statements:
            found = page_shown(twist, words, to="members", day=TODAY, number=number)
        return len(statements), [one.name for one in found.members], found.more

    join(twist, "Atelier 00")
    alone = asked()
    for number in range(1, PER_PAGE + 1):
        join(twist, f"Atelier {number:02d}")
    first, second = asked(), asked(2)

    assert (alone[0], second[0]) == (first[0], first[0])
    assert (alone[1:], second[1:]) == ((["Atelier 00"], False), (["Atelier 30"], False))
    assert (first[1], first[2]) == ([f"Atelier {number:02d}" for number in range(30)], True)
