"""Whoever opens a page of the members' space: in which cluster, for which members they speak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from grappe.analysis.language.catalogues import Language
from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.queries.team import team_addresses
from grappe.apps.language.spoken import spoken
from grappe.apps.members.models import Organisation
from grappe.apps.members.permissions import clusters_to_meet, may_edit, represented_organisations
from grappe.apps.people.models import Person
from grappe.pages.look.of_a_cluster import OfACluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Space(OfACluster):
    """One person in the members' space of a cluster."""

    room: ClassVar[str] = "space"
    person: Person
    cluster: Cluster
    language: Language
    own: tuple[Organisation, ...]
    """The members for which the person speaks; none for a director, or somebody of the team."""
    team: tuple[str, ...]
    """The e-mail addresses at which the team is asked for what it alone may change."""

    @property
    def members(self) -> str:
        """The address of the list of members."""
        return self.address("members")


View = Callable[..., HttpResponseBase]
"""What answers a request, after the space; what the address holds after the cluster comes by keyword."""


def entered(view: View) -> View:
    """Return a view as Django wants one: `<slug:cluster>` has become a `Space`.

    Who is not signed in is sent to sign in. To whom the members do not show themselves, the answer is that of
    a cluster that does not exist.
    """

    @never_cache
    def answered(request: HttpRequest, cluster: str, **of: object) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        space = space_of(request.user, cluster)
        if space is None:
            raise Http404
        return view(request, space, **of)

    return answered


def about_own(view: View) -> View:
    """Return a view about a member for which the person speaks, which it is given; 404 for others."""

    def answered(request: HttpRequest, space: Space, code: str, **of: object) -> HttpResponseBase:
        return view(request, space, _own(space, code), **of)

    return entered(answered)


def editing_own(view: View) -> View:
    """Return a view that changes a member for which the person speaks; who may only read it is told so."""

    def answered(request: HttpRequest, space: Space, code: str, **of: object) -> HttpResponseBase:
        one = _own(space, code)
        if not may_edit(one, by=space.person):
            told = {"space": space, "record": space.address("record", code=code), "room": "record"}
            return render(request, "space/refused.html", told, status=403)
        return view(request, space, one, **of)

    return entered(answered)


def space_of(person: Person, slug: str) -> Space | None:
    """Return a person's place in the space of a cluster; None where its members do not show themselves."""
    cluster = clusters_to_meet(by=person).filter(slug=slug).first()
    if cluster is None:
        return None
    own = represented_organisations(by=person).filter(cluster=cluster)
    return Space(
        person=person,
        cluster=cluster,
        language=spoken(),
        own=tuple(own.order_by("sort_name", "pk")),
        team=tuple(team_addresses(cluster, timezone.localdate())),
    )


def shown(
    request: HttpRequest, space: Space, template: str, page: object, *, room: str, status: int = 200
) -> HttpResponse:
    """Show a page by its template, which extends `space/page.html` and asks the database nothing.

    room: the part of the space in which it lies, `record` or `members`.
    """
    return render(request, template, {"space": space, "page": page, "room": room}, status=status)


def _own(space: Space, code: str) -> Organisation:
    found = next((one for one in space.own if one.code == code), None)
    if found is None:
        raise Http404
    found.cluster = space.cluster
    return found
