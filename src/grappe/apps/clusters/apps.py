"""The room of clusters, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Clusters(AppConfig):
    """Its tables begin with `clusters_`."""

    name = "grappe.apps.clusters"
    label = "clusters"
