"""The addresses of the authority's pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from grappe.pages.cockpit.cluster import show_cluster
from grappe.pages.cockpit.clusters import show_clusters
from grappe.pages.cockpit.register import show_register

COCKPIT: list[URLPattern] = [
    path("", show_clusters, name="clusters"),
    path("<slug:cluster>/", show_cluster, name="cluster"),
    path("<slug:cluster>/registre/", show_register, name="register"),
]
