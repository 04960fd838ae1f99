"""`/bureau/`: to the desk of the person's cluster, to a choice of several, or to word that there is none."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.permissions import clusters_with_readable_desk
from grappe.apps.language.spoken import spoken
from grappe.apps.people.models import Person
from grappe.pages.desk.entrance import LAST_CLUSTER
from grappe.pages.domains.own import cluster_here


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The clusters whose desks a person may open; of an account without one, only that it has none."""

    title: str
    clusters: tuple[Cluster, ...]
    email: str


@require_safe
@never_cache
@login_required
def to_the_desk(request: HttpRequest) -> HttpResponse:
    """Send a person to the desk that they read last, or to the only one that they have."""
    open_to_them = {cluster.slug for cluster in _clusters(request)}
    last = request.session.get(LAST_CLUSTER)
    if last in open_to_them:
        return redirect("desk:home", cluster=last)
    if len(open_to_them) == 1:
        return redirect("desk:home", cluster=open_to_them.pop())
    return redirect("choose_cluster")


@require_safe
@login_required
def to_the_search(request: HttpRequest) -> HttpResponse:
    """Send what was typed in the menu's search to the search of the desk read last."""
    last = request.session.get(LAST_CLUSTER)
    if not _clusters(request).filter(slug=last).exists():
        return redirect("choose_cluster")
    search = reverse("desk:search", kwargs={"cluster": last})
    return redirect(f"{search}?{request.GET.urlencode()}")


@require_safe
@never_cache
@login_required
def choose_cluster(request: HttpRequest) -> HttpResponse:
    """Show the clusters whose desks a person may open."""
    person = _person(request)
    found = tuple(_clusters(request))
    title = N_("Choisissez un cluster") if found else N_("Ce compte n’a pas de bureau")
    page = Choice(title=say(title, spoken()), clusters=found, email=person.email)
    return render(request, "desk/choice.html", {"page": page})


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out, from the menu of the desk."""
    logout(request)
    return redirect("/")


def _clusters(request: HttpRequest) -> QuerySet[Cluster]:
    """Return the clusters whose desks a person may open; under the name of one, that one alone."""
    found = clusters_with_readable_desk(by=_person(request))
    here = cluster_here(request)
    return found.filter(slug=here) if here else found


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - `login_required` has seen to it
    return request.user
