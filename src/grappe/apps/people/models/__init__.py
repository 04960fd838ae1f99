"""People, their accounts, and the invitations by which they begin."""

from __future__ import annotations

from grappe.apps.people.models.invitation import Invitation
from grappe.apps.people.models.person import Person

__all__ = ["Invitation", "Person"]
