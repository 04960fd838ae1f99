"""Every address of the platform, and the page behind it."""

from __future__ import annotations

from django.urls import path

from grappe.pages.health.views import health

urlpatterns = [
    path("sante/", health, name="health"),
]
