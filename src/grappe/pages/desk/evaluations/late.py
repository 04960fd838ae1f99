"""Views that need the engine: it is heavy, and loaded when the first of them is asked for."""

from __future__ import annotations

from importlib import import_module

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from grappe.pages.desk.entrance import Desk, View

ROOM = "grappe.pages.desk.evaluations"


def late(module: str, name: str) -> View:
    """Return a view of this room that is loaded once somebody asks for it."""

    def view(request: HttpRequest, desk: Desk, **of: object) -> HttpResponseBase:
        found: View = getattr(import_module(f"{ROOM}.{module}"), name)
        return found(request, desk, **of)

    return view
