"""The addresses of the desk: those of its clusters, then ours that stand before Wagtail's."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from grappe.pages.desk.choice import choose_cluster, leave, to_the_desk, to_the_search
from grappe.pages.desk.colours import colours
from grappe.pages.desk.home import home
from grappe.pages.desk.own_files import OwnDocuments, OwnImages, tags
from grappe.pages.desk.rooms import DeskPage, DeskRoom, open_rooms

FRAME = DeskRoom(
    pages=(
        DeskPage(address="", view=home, name="home"),
        DeskPage(address="couleurs.css", view=colours, name="colours"),
    )
)


def desk_addresses(*rooms: DeskRoom) -> list[URLPattern | URLResolver]:
    """Return the addresses of a desk made of these rooms. They stand before Wagtail's."""
    return [
        path("bureau/", to_the_desk, name="desk_home"),
        path("bureau/grappes/", choose_cluster, name="choose_cluster"),
        path("bureau/grappes/<slug:cluster>/", include((open_rooms(FRAME, *rooms), "desk"))),
        path("bureau/recherche/", to_the_search, name="desk_search"),
        path("bureau/account/", RedirectView.as_view(pattern_name="account_home"), name="desk_account"),
        # Wagtail's own way in counts no tries and asks no second proof.
        path(
            "bureau/login/",
            RedirectView.as_view(pattern_name="account_login", query_string=True),
            name="desk_login",
        ),
        path("bureau/logout/", leave, name="desk_leave"),
        path("bureau/tag-autocomplete/", require_admin_access(tags), name="desk_tags"),
        path("bureau/images/", require_admin_access(OwnImages.as_view()), name="desk_images"),
        path(
            "bureau/images/results/",
            require_admin_access(OwnImages.as_view(results_only=True)),
            name="desk_images_results",
        ),
        path("bureau/documents/", require_admin_access(OwnDocuments.as_view()), name="desk_documents"),
        path(
            "bureau/documents/results/",
            require_admin_access(OwnDocuments.as_view(results_only=True)),
            name="desk_documents_results",
        ),
    ]
