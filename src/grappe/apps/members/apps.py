"""The room of members, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Members(AppConfig):
    """Its tables begin with `members_`."""

    name = "grappe.apps.members"
    label = "members"

    def ready(self) -> None:
        """Make known that an invitation may have its person speak for a member."""
        from grappe.apps.members.granting import KIND, give_part, part_in_words  # noqa: PLC0415 - models are there
        from grappe.apps.people.grants import Grant, register  # noqa: PLC0415 - the same

        register(KIND, Grant(give=give_part, words=part_in_words))
