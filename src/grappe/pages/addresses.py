"""Every address of the platform, and the page behind it."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from grappe.pages.health.views import health

urlpatterns = [
    path("sante/", health, name="health"),
    path("compte/", include("allauth.urls")),
    path("bureau/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
