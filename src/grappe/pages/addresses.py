"""Every address of the platform, and the page behind it."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from grappe.pages.health.views import health
from grappe.pages.language.choosing import choose_language
from grappe.pages.mail.views import list_mail, show_html, show_mail

urlpatterns = [
    path("sante/", health, name="health"),
    path("mail/", list_mail, name="list_mail"),
    path("mail/<slug:name>/", show_mail, name="show_mail"),
    path("mail/<slug:name>/page/", show_html, name="show_html"),
    path("favicon.ico", RedirectView.as_view(url="/static/look/icon.svg", permanent=True)),
    path("langue/", choose_language, name="choose_language"),
    path("compte/", include("allauth.urls")),
    path("bureau/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
