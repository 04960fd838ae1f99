"""The room of applications, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Applications(AppConfig):
    """Its tables begin with `applications_`."""

    name = "grappe.apps.applications"
    label = "applications"

    def ready(self) -> None:
        """Make known that an applicant stays in the book, and that a double's applications go over."""
        from grappe.analysis.language.catalogues import N_  # noqa: PLC0415 - with what it says
        from grappe.apps.applications.acts.going_over import applicants, go_over  # noqa: PLC0415 - models are there
        from grappe.apps.members.attached import Attached, register  # noqa: PLC0415 - the same

        why = N_("{called} a posé une candidature : elle reste dans le carnet, qui l’explique.")
        register(Attached(holding=applicants, why=why, go_over=go_over))
