"""Wagtail lets a team into its own cluster’s part, as its roles say, and into no other."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.permissions import policy_registry

from grappe.apps.clusters.acts.roles import end, grant
from grappe.apps.clusters.acts.wagtail_access import follow, space_of
from grappe.apps.clusters.models import Cluster, Role, Space
from grappe.apps.people.models import Person

LONG_AGO = dt.date(2020, 1, 1)


def fresh(person: Person) -> Person:
    """The same person, without what Django remembers of their permissions."""
    return Person.objects.get(pk=person.pk)


def test_a_cluster_is_founded_with_a_space_of_its_own(twist: Cluster, other: Cluster) -> None:
    assert (twist.space.group.name, twist.space.collection.name) == ("equipe-twist", "Cluster TWIST")
    assert twist.space.root_page.title == "Cluster TWIST"
    assert {getattr(twist.space, part) for part in ("group", "collection", "root_page")}.isdisjoint(
        getattr(other.space, part) for part in ("group", "collection", "root_page")
    )


def test_the_space_of_a_cluster_that_lacks_one_is_made_once(twist: Cluster) -> None:
    space = Space.objects.get(cluster=twist)
    space.delete()
    space.group.delete()

    made = space_of(Cluster.objects.get(pk=twist.pk))

    assert space_of(Cluster.objects.get(pk=twist.pk)) == made


def test_nothing_of_a_space_is_deleted_from_under_its_cluster(twist: Cluster) -> None:
    for part in ("group", "collection", "root_page"):
        with pytest.raises(ProtectedError):
            getattr(twist.space, part).delete()


def test_those_who_run_a_cluster_change_its_files_and_pages_and_no_others(cast: dict[str, Person]) -> None:
    files = policy_registry.get_by_type(Document)
    pages = policy_registry.get_by_type(Page)

    def reach(person: Person) -> tuple[bool, set[str], set[str]]:
        person = fresh(person)
        collections = files.collections_user_has_any_permission_for(person, ["add", "change"])
        roots = [space.root_page for space in Space.objects.all()]
        return (
            person.has_perm("wagtailadmin.access_admin"),
            {space.cluster.slug for space in Space.objects.filter(collection__in=collections)},
            {
                root.space.cluster.slug
                for root in roots
                if pages.user_has_permission_for_instance(person, "change", root)
            },
        )

    nothing: tuple[bool, set[str], set[str]] = (False, set(), set())
    assert {name: reach(person) for name, person in cast.items()} == {
        "nobody": nothing,
        "team": (True, {"twist"}, {"twist"}),
        "lead": (True, {"twist"}, {"twist"}),
        "director": nothing,
        "evaluator": nothing,
        "other_lead": (True, {"eau"}, {"eau"}),
        "authority": nothing,
        "administrator": (True, {"twist", "eau"}, {"twist", "eau"}),
    }


def test_a_role_that_ends_takes_wagtail_with_it_and_leaves_the_other_cluster(
    twist: Cluster, other: Cluster, cast: dict[str, Person]
) -> None:
    both = cast["team"]
    grant(person=both, kind=Role.Kind.TEAM, cluster=other, by="system:tests", on=LONG_AGO)

    end(role=both.roles.get(cluster=twist), by="system:tests", on=timezone.localdate())

    assert set(both.groups.all()) == {other.space.group}


def test_a_role_that_begins_later_opens_wagtail_on_its_day(twist: Cluster, cast: dict[str, Person]) -> None:
    today, nobody = timezone.localdate(), cast["nobody"]
    begins, ends = today + dt.timedelta(days=3), today + dt.timedelta(days=10)
    role = grant(person=nobody, kind=Role.Kind.TEAM, cluster=twist, by="system:tests", on=begins)
    end(role=role, by="system:tests", on=ends)

    def in_group_on(day: dt.date) -> bool:
        follow(nobody, on=day)
        return nobody.groups.exists()

    assert [in_group_on(day) for day in (today, begins, ends - dt.timedelta(days=1), ends)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_group_that_is_not_a_teams_is_left_alone(cast: dict[str, Person]) -> None:
    own = Group.objects.create(name="relecture")
    cast["team"].groups.add(own)

    follow(cast["team"], on=timezone.localdate())

    assert own in cast["team"].groups.all()
