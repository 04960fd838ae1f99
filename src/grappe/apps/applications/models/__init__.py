"""What is stored of applications."""

from __future__ import annotations

from grappe.apps.applications.models.application import Application
from grappe.apps.applications.models.document import ApplicationDocument, AskedOfCategory
from grappe.apps.applications.models.evidence import Evidence

__all__ = ["Application", "ApplicationDocument", "AskedOfCategory", "Evidence"]
