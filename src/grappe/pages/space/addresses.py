"""The addresses of the members' space, below those of a cluster."""

from __future__ import annotations

from django.urls import URLPattern, path

from grappe.apps.members.models import Contact, Site
from grappe.pages.members.profile_forms import Activities, ContactForm, EditMember, SiteForm
from grappe.pages.space.editing import editing, removing
from grappe.pages.space.home import colours, home
from grappe.pages.space.members import show_card, show_members
from grappe.pages.space.record import show_record

RECORD = "fiches/<slug:code>/"

SPACE: list[URLPattern] = [
    path("", home, name="home"),
    path("couleurs.css", colours, name="colours"),
    path("membres/", show_members, name="members"),
    path("membres/<slug:code>/", show_card, name="card"),
    path(RECORD, show_record, name="record"),
    path(f"{RECORD}modifier/", editing(EditMember), name="edit"),
    path(f"{RECORD}activites/", editing(Activities), name="edit_activities"),
    path(f"{RECORD}etablissements/nouveau/", editing(SiteForm), name="add_site"),
    path(f"{RECORD}etablissements/<int:site>/", editing(SiteForm), name="edit_site"),
    path(f"{RECORD}etablissements/<int:site>/retirer/", removing(Site), name="remove_site"),
    path(f"{RECORD}contacts/nouveau/", editing(ContactForm), name="add_contact"),
    path(f"{RECORD}contacts/<int:contact>/", editing(ContactForm), name="edit_contact"),
    path(f"{RECORD}contacts/<int:contact>/retirer/", removing(Contact), name="remove_contact"),
]
