"""The room of clusters, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Clusters(AppConfig):
    """Its tables begin with `clusters_`."""

    name = "grappe.apps.clusters"
    label = "clusters"

    def ready(self) -> None:
        """Make known that an invitation may give a role."""
        from grappe.apps.clusters.granting import give_role, role_in_words  # noqa: PLC0415 - models are there
        from grappe.apps.people.grants import Grant, register  # noqa: PLC0415 - the same

        register("role", Grant(give=give_role, words=role_in_words))
