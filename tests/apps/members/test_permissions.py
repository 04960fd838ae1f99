"""Who sees which field of a member: each question has one answer, whichever way it is asked."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import cast, other, twist

from grappe.apps.clusters.models import Cluster
from grappe.apps.members import permissions
from grappe.apps.members.acts.identity import appoint
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import RepresentationAct
from grappe.apps.members.rules.visibility import LEVELS, USUAL, level_of
from grappe.apps.people.models import Person

__all__ = ["cast", "other", "twist"]
BY, DAY = "person:1", dt.date(2020, 1, 1)


@pytest.mark.parametrize("field", ["phone", "website", "fte", "contacts"])
@pytest.mark.parametrize("told", [None, *LEVELS, "nonsense"])
def test_both_ways_of_asking_agree_for_the_whole_cast(
    twist: Cluster, cast: dict[str, Person], field: str, told: str | None
) -> None:
    one = enter(cluster=twist, name="Forge", by=BY, on=DAY, visibility={field: told} if told else {})
    speaks = enter(cluster=twist, name="Atelier", by=BY, on=DAY)
    admit(organisation=speaks, category=twist.categories.all()[0], kind="enterprise", by=BY, on=DAY)
    member = Person.objects.create_user("member@example.org")
    appoint(organisation=speaks, person=member, part=RepresentationAct.Part.READER, by=BY, on=DAY)

    everybody: dict[str, Person | None] = {**cast, "member": member, "visitor": None}
    sees = {name for name, person in everybody.items() if permissions.may_see(one, field, by=person)}

    assert sees == {
        name
        for name, person in everybody.items()
        if permissions.organisations_showing(twist, field, by=person).filter(pk=one.pk).exists()
    }
    team = {"team", "lead", "evaluator", "administrator"}
    level = level_of(field, {field: told} if told else {})
    assert (
        sees
        == {
            "hidden": team,
            "members": team | {"member"},
            "registered": set(everybody) - {"visitor"},
            "public": set(everybody),
        }[level]
    )


def test_a_field_without_a_word_of_its_member_is_at_its_usual_level() -> None:
    assert (level_of("phone", {}), level_of("website", {}), level_of("fte", {})) == (
        "members",
        "public",
        "hidden",
    )
    assert set(USUAL.values()) == set(LEVELS)
