"""Every address of the platform, and the page behind it."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from grappe.pages.health.views import health
from grappe.pages.language.choosing import choose_language

urlpatterns = [
    path("sante/", health, name="health"),
    path("langue/", choose_language, name="choose_language"),
    path("compte/", include("allauth.urls")),
    path("bureau/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
