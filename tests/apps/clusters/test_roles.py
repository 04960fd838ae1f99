"""Roles given and taken back."""

from __future__ import annotations

import datetime as dt
import json

from grappe.apps.clusters.acts.roles import end, grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.journal.queries import entries_of, first_broken
from grappe.apps.people.models import Person

DAY = dt.date(2026, 3, 1)


def test_a_role_given_twice_is_given_once(twist: Cluster) -> None:
    anne = Person.objects.create_user("Anne@Example.org")

    first = grant(person=anne, kind=Role.Kind.TEAM, cluster=twist, by="system:tests", on=DAY)
    again = grant(person=anne, kind=Role.Kind.TEAM, cluster=twist, by="system:tests", on=DAY)

    assert (first, anne.email) == (again, "anne@example.org")
    assert [line.act for line in entries_of(f"role:{first.pk}")] == ["role.granted"]


def test_a_role_that_ends_keeps_its_days_and_both_acts(twist: Cluster) -> None:
    anne = Person.objects.create_user("anne@example.org")
    role = grant(person=anne, kind=Role.Kind.TEAM, cluster=twist, by="system:tests", on=DAY)

    end(role=role, by="system:tests", on=dt.date(2026, 9, 1))
    end(role=role, by="system:tests", on=dt.date(2026, 10, 1))

    lines = list(entries_of(f"role:{role.pk}"))
    assert [line.act for line in lines] == ["role.granted", "role.ended"]
    assert json.loads(lines[1].told.after)["until"] == "2026-09-01"
    assert first_broken() is None


def test_an_administrator_is_one_for_wagtail_too_as_long_as_the_role_is_held(cast: dict[str, Person]) -> None:
    chief = cast["administrator"]
    before = chief.is_superuser

    end(role=chief.roles.get(), by="system:tests", on=DAY)

    assert (before, Person.objects.get(pk=chief.pk).is_superuser) == (True, False)
    assert not cast["lead"].is_superuser
