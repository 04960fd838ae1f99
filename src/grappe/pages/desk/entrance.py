"""Whoever opens a page of a cluster's desk: which cluster, who they are, what they may do there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from grappe.analysis.language.catalogues import Language
from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.permissions import Standing, standing_of
from grappe.apps.language.spoken import spoken
from grappe.apps.people.models import Person
from grappe.pages.look.of_a_cluster import OfACluster

READING = ("GET", "HEAD", "OPTIONS")
LAST_CLUSTER = "desk_cluster"
"""In the session: the cluster whose desk was read last. Wagtail’s own pages know no other."""

Right = Literal["reads", "runs", "leads"]
"""What a page asks of a person: to read the desk, to be on the team, to lead it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(OfACluster):
    """One person at one cluster's desk."""

    room: ClassVar[str] = "desk"
    person: Person
    cluster: Cluster
    language: Language
    standing: Standing

    def may(self, right: Right) -> bool:
        """Tell whether the person has a right here."""
        return bool(getattr(self.standing, right))

    @property
    def runs(self) -> bool:
        """Whether the person is on the team: only then does a page show what changes something."""
        return self.standing.runs

    @property
    def search(self) -> str:
        """The address of the desk’s search."""
        return self.address("search")

    @property
    def quick_search(self) -> str:
        """The address of the short list that follows what one types."""
        return self.address("quick_search")


View = Callable[..., HttpResponseBase]
"""What answers a request at a desk, after it; what the address holds after the cluster comes by keyword."""


def entered(view: View, *, reads: Right, writes: Right) -> Callable[..., HttpResponseBase]:
    """Return a view as Django wants one: `<slug:cluster>` has become a `Desk`, and the right was asked.

    Who is not signed in is sent to sign in. Who may not know of the page is told that there is none, by the
    same answer as for a cluster that does not exist. Who may read it but not change it is refused in words.
    """

    @never_cache
    def answered(request: HttpRequest, cluster: str, **of: object) -> HttpResponseBase:
        person = request.user
        if not isinstance(person, Person):
            return redirect_to_login(request.get_full_path())
        desk = desk_of(person, cluster)
        if desk is None or not desk.may(reads):
            raise Http404
        request.desk = desk  # type: ignore[attr-defined]  # the menu and the colours of the frame ask it
        if request.session.get(LAST_CLUSTER) != cluster:
            request.session[LAST_CLUSTER] = cluster
        if request.method not in READING and not desk.may(writes):
            return render(request, "desk/refused.html", {"desk": desk}, status=403)
        return view(request, desk, **of)

    return answered


def desk_of(person: Person, slug: str) -> Desk | None:
    """Return a person's desk at a cluster; None where they may not know that there is one."""
    cluster = Cluster.objects.filter(slug=slug).first()
    if cluster is None:
        return None
    standing = standing_of(person, cluster)
    if not standing.reads:
        return None
    return Desk(person=person, cluster=cluster, language=spoken(), standing=standing)
