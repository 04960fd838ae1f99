"""The room of members, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Members(AppConfig):
    """Its tables begin with `members_`."""

    name = "grappe.apps.members"
    label = "members"
