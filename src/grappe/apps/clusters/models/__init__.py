"""What is stored of clusters."""

from __future__ import annotations

from grappe.apps.clusters.models.category import Category
from grappe.apps.clusters.models.cluster import Cluster
from grappe.apps.clusters.models.role import Role
from grappe.apps.clusters.models.space import Space

__all__ = ["Category", "Cluster", "Role", "Space"]
