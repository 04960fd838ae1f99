"""The tables of Django and of the slow tasks."""

from __future__ import annotations

from grappe.apps.privacy.declarations import Declaration

DECLARATIONS: tuple[Declaration, ...] = ()
OF_NOBODY = frozenset(
    {
        "auth.Group",
        "auth.Permission",
        "contenttypes.ContentType",
        # A task is given numbers, never a name or an address.
        "django_tasks_database.DBTaskResult",
        # Signed with the key of the installation and told by no column; a changed password ends it, and what
        # is known of it is in `usersessions.UserSession`.
        "sessions.Session",
    }
)
