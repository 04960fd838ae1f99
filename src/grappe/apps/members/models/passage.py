"""The words by which an organisation is found."""

from __future__ import annotations

from django.db import models

from grappe.apps.members.models.organisation import Organisation
from grappe.apps.search.passages import Passage


class OrganisationPassage(Passage):
    """What an organisation says of itself, in all its languages; its people are not in it (see `Contact`)."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="passage")

    def __str__(self) -> str:
        return str(self.organisation)
