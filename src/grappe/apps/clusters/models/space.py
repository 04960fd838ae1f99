"""What Wagtail keeps apart for a cluster."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection, Page

from grappe.apps.clusters.models.cluster import Cluster


class Space(models.Model):
    """The part of Wagtail that is one cluster's own: its team's group, its files, its first page.

    Wagtail knows no clusters. It knows groups, and what each may do in a collection or below a page.
    """

    cluster = models.OneToOneField(Cluster, on_delete=models.PROTECT, related_name="space")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="space")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="space")
    """Of its images and documents."""
    root_page = models.OneToOneField(Page, on_delete=models.PROTECT, related_name="space")
    """Above every page of its site."""

    def __str__(self) -> str:
        return f"Wagtail’s space of {self.cluster}"
