"""Roles given and taken back."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from grappe.apps.clusters.acts.roles import LastLead, end, grant
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


def test_the_last_who_leads_stays_until_another_leads_without_end(twist: Cluster) -> None:
    anne, luc = (Person.objects.create_user(f"{name}@example.org") for name in ("anne", "luc"))
    lead = grant(person=anne, kind=Role.Kind.TEAM_LEAD, cluster=twist, by="system:tests", on=DAY)
    later = grant(
        person=luc, kind=Role.Kind.TEAM_LEAD, cluster=twist, by="system:tests", on=DAY + dt.timedelta(days=9)
    )

    with pytest.raises(LastLead) as refused:
        end(role=lead, by="system:tests", on=DAY + dt.timedelta(days=8))
    end(role=lead, by="system:tests", on=DAY + dt.timedelta(days=9))

    assert refused.value.sentences("fr")[0].startswith("anne@example.org est seul à diriger l’équipe")
    with pytest.raises(LastLead):
        end(role=later, by="system:tests", on=DAY + dt.timedelta(days=20))


def test_of_two_who_lead_and_end_each_other_at_once_one_stays(twist: Cluster) -> None:
    people = [Person.objects.create_user(f"{name}@example.org") for name in ("anne", "luc")]
    roles = [
        grant(person=one, kind=Role.Kind.TEAM_LEAD, cluster=twist, by="system:tests", on=DAY)
        for one in people
    ]

    def ended(role: Role) -> bool:
        try:
            end(role=role, by="system:tests", on=DAY)
        except LastLead:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(max_workers=2) as both:
        assert sorted(both.map(ended, roles)) == [False, True]
