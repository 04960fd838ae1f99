"""What Wagtail asks of us when it draws its frame, or serves a document."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem, admin_menu
from wagtail.admin.search import SearchArea, admin_search_areas
from wagtail.documents.models import Document

from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.permissions import clusters_with_readable_desk
from grappe.apps.people.models import Person
from grappe.pages.desk.menu import menu_of


def register() -> None:
    """Have Wagtail ask; called once, when it looks for hooks."""
    hooks.register("construct_main_menu", our_menu)
    # Nor would its own entries be shown, each of which asks the database whether it may be.
    admin_menu.registered_menu_items = []
    # Wagtail's own search one kind of thing each. The first of the list is the one that the menu offers.
    admin_search_areas.registered_search_areas = [DeskSearch("", "/bureau/recherche/", name="search")]
    hooks.register("before_serve_document", refuse_document_of_another)


def our_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Put the jobs of a team in the place of Wagtail's list of tables."""
    items[:] = menu_of(request)


class DeskSearch(SearchArea):  # type: ignore[misc] # Wagtail is untyped
    """The search of a cluster's desk, in the menu beside pages of Wagtail's own; ours have its field."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Offer it where there is a cluster, and no field of ours."""
        match = request.resolver_match
        return hasattr(request, "desk") and (match is None or match.namespaces != ["desk"])


def refuse_document_of_another(document: Document, request: HttpRequest) -> Any:
    """Serve a document to those who read the desk of its cluster: no page of a site can show one yet."""
    person = request.user if isinstance(request.user, Person) else None
    holders = Cluster.objects.filter(space__collection=document.collection_id)
    if not clusters_with_readable_desk(by=person).filter(pk__in=holders).exists():
        raise Http404
