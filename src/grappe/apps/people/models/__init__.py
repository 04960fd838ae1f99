"""What is stored of people."""

from __future__ import annotations

from grappe.apps.people.models.person import Person

__all__ = ["Person"]
