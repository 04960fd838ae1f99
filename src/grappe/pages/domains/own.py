"""A cluster visited under a name of its own: nothing but its pages is there, by shorter addresses."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from grappe.apps.clusters.models import Cluster

HERE = "cluster_of_the_domain"
"""The attribute of a request that holds the slug of the cluster whose name of machine was asked."""


def cluster_here(request: HttpRequest) -> str | None:
    """Return the slug of the cluster whose own name is visited; None under a name of the installation."""
    here: str | None = getattr(request, HERE, None)
    return here


def keep_to_its_domain(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Serve, under the name of a cluster, its pages alone: `/adhesion/` is its form, another's is not found.

    Under the names of the installation all is as the addresses say: `/twist/adhesion/`.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        slug = _cluster_named(request.get_host())
        if slug is not None:
            setattr(request, HERE, slug)
            request.path_info = _within(slug, request.path_info)
        return get_response(request)

    return answered


def _cluster_named(host: str) -> str | None:
    name = host.lower().rsplit(":", 1)[0].rstrip(".")
    try:
        return Cluster.objects.filter(domain=name).values_list("slug", flat=True).first() if name else None
    except DatabaseError:
        return None  # the page itself says what is wrong, or that nothing is needed of the database


def _within(slug: str, path: str) -> str:
    """Return the address that a path has below a cluster. Raises Http404 for that of another cluster."""
    try:
        asked = resolve(path).kwargs.get("cluster", slug)
    except Resolver404:
        own = f"/{slug}{path}"
        try:
            resolve(own)
        except Resolver404:
            return path
        return own
    if asked != slug:
        raise Http404
    return path
