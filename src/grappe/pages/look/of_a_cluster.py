"""Pages that are one cluster's: where they begin, and what they bear of its look."""

from __future__ import annotations

from typing import ClassVar

from django.urls import reverse

from grappe.apps.clusters.models import Cluster
from grappe.pages.look.colours import mark_of


class OfACluster:
    """What holds for each kind of such pages. room: the name that their addresses have in common."""

    __slots__ = ()
    room: ClassVar[str]
    cluster: Cluster

    @property
    def home(self) -> str:
        """The address of the first page."""
        return self.address("home")

    @property
    def colours(self) -> str:
        """The address of the sheet of the cluster's colours; another one once they change."""
        return f"{self.address('colours')}?{mark_of(self.cluster)}"

    @property
    def logo(self) -> str:
        """The address of the cluster's logo, or nothing."""
        return self.cluster.logo.url if self.cluster.logo else ""

    def address(self, name: str, **of: object) -> str:
        """Return the address of one of these pages, by its name."""
        return reverse(f"{self.room}:{name}", kwargs={"cluster": self.cluster.slug, **of})
