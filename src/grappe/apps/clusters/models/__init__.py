"""What is stored of clusters."""

from __future__ import annotations

from grappe.apps.clusters.models.axis import Axis
from grappe.apps.clusters.models.category import Category
from grappe.apps.clusters.models.cluster import Cluster
from grappe.apps.clusters.models.document import Document
from grappe.apps.clusters.models.mission import Mission, MissionList
from grappe.apps.clusters.models.objective import Objective, ObjectiveMission
from grappe.apps.clusters.models.recognition import Recognition
from grappe.apps.clusters.models.role import Role
from grappe.apps.clusters.models.space import Space
from grappe.apps.clusters.models.statutes import Statutes

__all__ = [
    "Axis",
    "Category",
    "Cluster",
    "Document",
    "Mission",
    "MissionList",
    "Objective",
    "ObjectiveMission",
    "Recognition",
    "Role",
    "Space",
    "Statutes",
]
