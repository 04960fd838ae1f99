"""What edits keep of people: nothing."""

from __future__ import annotations

from grappe.apps.privacy.declarations import of_nobody

DECLARATIONS = (of_nobody("edits.Taken", "id", "token", "at"),)
