"""Whoever opens a page of the authority: which clusters they look at. Nothing is changed from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grappe.analysis.language.catalogues import Language
from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.permissions import is_of_the_authority, overseen_clusters
from grappe.apps.language.spoken import spoken
from grappe.apps.people.models import Person
from grappe.pages.domains.own import cluster_here

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cockpit:
    """One person who looks at clusters for the authority."""

    person: Person
    language: Language
    clusters: QuerySet[Cluster]
    """Those that they look at; under the name of one, that one alone."""


def entered(view: View) -> View:
    """Return a view as Django wants one: it is given a `Cockpit`.

    Who is not signed in is sent to sign in; for who is not of the authority there is no such page.
    """

    @require_safe
    @never_cache
    def answered(request: HttpRequest, **of: object) -> HttpResponseBase:
        person = request.user
        if not isinstance(person, Person):
            return redirect_to_login(request.get_full_path())
        if not is_of_the_authority(person):
            raise Http404
        clusters, here = overseen_clusters(by=person), cluster_here(request)
        if here:
            clusters = clusters.filter(slug=here)
        return view(request, Cockpit(person=person, language=spoken(), clusters=clusters), **of)

    return answered


def about_cluster(view: View) -> View:
    """Return a view about one of the clusters that the person looks at, which it is given; 404 for others."""

    def answered(request: HttpRequest, cockpit: Cockpit, cluster: str, **of: object) -> HttpResponseBase:
        found = cockpit.clusters.filter(slug=cluster).first()
        if found is None:
            raise Http404
        return view(request, cockpit, found, **of)

    return entered(answered)


def shown(request: HttpRequest, cockpit: Cockpit, template: str, page: object) -> HttpResponse:
    """Show a page by its template, which extends `cockpit/page.html` and asks the database nothing."""
    return render(request, template, {"cockpit": cockpit, "page": page})
