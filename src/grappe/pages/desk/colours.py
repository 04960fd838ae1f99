"""The colours of a cluster on its desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from grappe.pages.desk.entrance import Desk
from grappe.pages.look.colours import answered


def colours(request: HttpRequest, desk: Desk) -> HttpResponse:  # noqa: ARG001 - Django gives it to every view
    """Answer the sheet of a cluster's colours."""
    return answered(desk.cluster)
