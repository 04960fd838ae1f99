"""Have Wagtail let a team into its own cluster's images, documents and pages, and into no other's.

What a person may do comes from their roles. Wagtail asks the account and its groups instead: they follow the
roles, at each act on them and, since roles begin and end with a day, when a person first comes on a new one.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from grappe.apps.clusters.models import Cluster, Role, Space
from grappe.apps.clusters.permissions import TEAM
from grappe.apps.clusters.queries.roles import held_on
from grappe.apps.people.models import Person

OF_FILES = (
    ("wagtailimages", ("add_image", "change_image", "choose_image")),
    ("wagtaildocs", ("add_document", "change_document", "choose_document")),
)
OF_PAGES = ("add_page", "change_page", "publish_page")


@transaction.atomic
def space_of(cluster: Cluster) -> Space:
    """Return the cluster's space; made when it has none yet."""
    # Of two who ask at once, the second waits here, and then finds it.
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    made = Space.objects.filter(cluster=cluster).first()
    if made is not None:
        return made
    language, _ = Locale.objects.get_or_create(language_code=cluster.languages[0])
    page = Page(title=cluster.name, locale=language, live=False)
    Page.get_first_root_node().add_child(instance=page)
    return Space.objects.create(
        cluster=cluster,
        group=Group.objects.create(name=f"equipe-{cluster.slug}"),
        collection=Collection.get_first_root_node().add_child(name=cluster.name),
        root_page=page,
    )


@transaction.atomic
def open_space(cluster: Cluster) -> Space:
    """Return the cluster's space, its group allowed what a team does there and nothing else."""
    space = space_of(cluster)
    space.group.permissions.set(_permissions("wagtailadmin", ("access_admin",)))
    for app, names in OF_FILES:
        for permission in _permissions(app, names):
            GroupCollectionPermission.objects.get_or_create(
                group=space.group, collection=space.collection, permission=permission
            )
    for permission in _permissions("wagtailcore", OF_PAGES):
        GroupPagePermission.objects.get_or_create(
            group=space.group, page=space.root_page, permission=permission
        )
    return space


@transaction.atomic
def follow(person: Person, *, on: dt.date) -> None:
    """Have Wagtail know what a person's roles of that day are: whether an administrator, of which teams."""
    roles = held_on(person.roles.all(), on)
    administers = roles.filter(kind=Role.Kind.ADMINISTRATOR).exists()
    Person.objects.filter(pk=person.pk).update(is_superuser=administers, is_staff=administers)
    theirs = Cluster.objects.filter(pk__in=roles.filter(kind__in=TEAM).values("cluster"))
    groups = {open_space(cluster).group for cluster in theirs}
    others = person.groups.filter(space__isnull=False).exclude(pk__in=[group.pk for group in groups])
    person.groups.remove(*others)
    person.groups.add(*groups)


def _permissions(app: str, names: tuple[str, ...]) -> list[Permission]:
    found = list(Permission.objects.filter(content_type__app_label=app, codename__in=names))
    if len(found) != len(names):
        raise LookupError(f"Wagtail lacks a permission of {app} among {', '.join(names)}")
    return found
