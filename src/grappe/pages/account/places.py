"""« Mon espace »: the places of the platform that are a person's own, and the way to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal
from grappe.apps.clusters.models import Role
from grappe.apps.clusters.permissions import clusters_with_readable_desk
from grappe.apps.clusters.queries.roles import held_on
from grappe.apps.language.spoken import spoken
from grappe.apps.members.permissions import represented_organisations
from grappe.apps.people.models import Person
from grappe.pages.domains.own import cluster_here


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of one's own: how it is called, what one is there, its address."""

    name: str
    told: str
    address: str


@require_safe
@never_cache
@login_required
def my_places(request: HttpRequest) -> HttpResponse:
    """Lead a person to their only place; let them choose of several; to their account who has none."""
    found = places_of_request(request)
    if not found:
        return redirect("account_home")
    if len(found) == 1:
        return redirect(found[0].address)
    return render(request, "account/places.html", {"places": found})


def places_of_request(request: HttpRequest) -> tuple[Place, ...]:
    """Return the places of who asks; under the name of a cluster, those that are there."""
    assert isinstance(request.user, Person)  # noqa: S101 - `login_required` has seen to it
    return tuple(places_of(request.user, spoken(), here=cluster_here(request)))


def places_of(person: Person, language: Language, *, here: str | None = None) -> Iterator[Place]:
    """Yield the desk, each member for which the person speaks, each board, the authority's pages.

    here: the slug of the cluster of which nothing else is to be told.
    """
    within = {"slug": here} if here else {}
    desks = list(clusters_with_readable_desk(by=person).filter(**within).values_list("slug", "name")[:2])
    if len(desks) == 1:
        slug, name = desks[0]
        yield Place(
            name=say(N_("Le bureau de {cluster}"), language, cluster=name),
            told=say(N_("Membres, candidatures, évaluations"), language),
            address=reverse("desk:home", kwargs={"cluster": slug}),
        )
    elif desks:
        count = clusters_with_readable_desk(by=person).count()
        yield Place(
            name=say(N_("Le bureau"), language),
            told=say_many(
                "{number} cluster", "{number} clusters", count, language, number=decimal(count, language)
            ),
            address=reverse("desk_home"),
        )
    own = represented_organisations(by=person).select_related("cluster")
    for one in own.filter(**{f"cluster__{way}": value for way, value in within.items()}):
        yield Place(
            name=one.name,
            told=say(N_("Vous représentez ce membre de {cluster}"), language, cluster=one.cluster.name),
            address=reverse("space:record", kwargs={"cluster": one.cluster.slug, "code": one.code}),
        )
    roles = held_on(person.roles.select_related("cluster"), timezone.localdate())
    if roles.filter(kind=Role.Kind.AUTHORITY).exists():
        yield Place(
            name=say(N_("Les clusters reconnus"), language),
            told=say(N_("Vous êtes agent de l’autorité"), language),
            address=reverse("cockpit:clusters"),
        )
    for role in roles.filter(kind=Role.Kind.DIRECTOR):
        if role.cluster is not None and here in (None, role.cluster.slug):
            yield Place(
                name=say(N_("Les membres de {cluster}"), language, cluster=role.cluster.name),
                told=say(N_("Vous êtes administrateur du cluster"), language),
                address=reverse("space:members", kwargs={"cluster": role.cluster.slug}),
            )
